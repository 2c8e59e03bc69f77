/*
 * The names are those of the standard, section 6.2.
 */
#include <stdint.h>

#include "sha256.h"
#include "wraps.h"

#define SHA256_BYTES 32
#define BLOCK 64

static const uint32_t K[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

WRAPS static uint32_t
rotr(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

WRAPS static void
schedule(uint32_t W[64], const unsigned char *p)
{
	int t;

	for (t = 0; t < 16; t++, p += 4)
		W[t] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		    (uint32_t)p[2] << 8 | (uint32_t)p[3];
	for (; t < 64; t++) {
		uint32_t a = W[t - 15], b = W[t - 2];

		W[t] = (rotr(b, 17) ^ rotr(b, 19) ^ b >> 10) + W[t - 7] +
		    (rotr(a, 7) ^ rotr(a, 18) ^ a >> 3) + W[t - 16];
	}
}

WRAPS static void
compress(uint32_t H[8], const unsigned char *block)
{
	uint32_t W[64], v[8], T1, T2;
	int t, i;

	schedule(W, block);
	for (i = 0; i < 8; i++)
		v[i] = H[i];
	for (t = 0; t < 64; t++) {
		T1 = v[7] + (rotr(v[4], 6) ^ rotr(v[4], 11) ^ rotr(v[4], 25)) +
		    ((v[4] & v[5]) ^ (~v[4] & v[6])) + K[t] + W[t];
		T2 = (rotr(v[0], 2) ^ rotr(v[0], 13) ^ rotr(v[0], 22)) +
		    ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
		for (i = 7; i > 0; i--)
			v[i] = v[i - 1];
		v[4] += T1;
		v[0] = T1 + T2;
	}
	for (i = 0; i < 8; i++)
		H[i] += v[i];
}

/* What is left behind the whole blocks, a 1 bit, and the length in bits. */
static void
finish(uint32_t H[8], struct slice rest, uint64_t bytes)
{
	unsigned char last[2 * BLOCK] = { 0 };
	size_t n = rest.n + 9 <= BLOCK ? BLOCK : 2 * BLOCK, i;

	if (rest.n > 0)
		memcpy(last, rest.p, rest.n);
	last[rest.n] = 0x80;
	for (i = 0; i < 8; i++)
		last[n - 1 - i] = (unsigned char)(bytes * 8 >> 8 * i);
	compress(H, last);
	if (n > BLOCK)
		compress(H, last + BLOCK);
}

static void
hash_of(unsigned char hash[SHA256_BYTES], struct slice text)
{
	uint32_t H[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	uint64_t bytes = text.n;
	int i;

	for (; text.n >= BLOCK; text = slice_from(text, BLOCK))
		compress(H, (const unsigned char *)text.p);
	finish(H, text, bytes);
	for (i = 0; i < SHA256_BYTES; i++)
		hash[i] = (unsigned char)(H[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256_base64(struct sbuf *b, struct slice text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char h[SHA256_BYTES + 1] = { 0 };
	int i;

	/* 32 bytes are ten threes and two, which make three digits. */
	hash_of(h, text);
	for (i = 0; i < SHA256_BYTES; i += 3) {
		sbuf_char(b, digits[h[i] >> 2]);
		sbuf_char(b, digits[(h[i] & 3) << 4 | h[i + 1] >> 4]);
		sbuf_char(b, digits[(h[i + 1] & 15) << 2 |
		    (i + 2 < SHA256_BYTES ? h[i + 2] >> 6 : 0)]);
		sbuf_char(b, i + 2 < SHA256_BYTES ? digits[h[i + 2] & 63] :
		    '=');
	}
}
