/*
 * Varints of seven bits a byte, the lowest first; doubles are little-endian.
 */
#include "proto.h"

enum { WIRE_VARINT = 0, WIRE_64 = 1, WIRE_BYTES = 2 };

void
proto_varint(struct sbuf *b, uint64_t v)
{
	for (; v > 0x7f; v >>= 7)
		sbuf_char(b, (char)((v & 0x7f) | 0x80));
	sbuf_char(b, (char)v);
}

static void
tag(struct sbuf *b, int field, int wire)
{
	proto_varint(b, (uint64_t)(field << 3 | wire));
}

void
proto_uint(struct sbuf *b, int field, uint64_t v)
{
	tag(b, field, WIRE_VARINT);
	proto_varint(b, v);
}

void
proto_sint(struct sbuf *b, int field, int64_t v)
{
	proto_uint(b, field, v < 0 ? 2 * (uint64_t)-(v + 1) + 1 :
	    2 * (uint64_t)v);
}

void
proto_double(struct sbuf *b, int field, double v)
{
	uint64_t bits;
	int i;

	memcpy(&bits, &v, sizeof(bits));
	tag(b, field, WIRE_64);
	for (i = 0; i < 64; i += 8)
		sbuf_char(b, (char)(bits >> i & 0xff));
}

void
proto_bytes(struct sbuf *b, int field, struct slice bytes)
{
	tag(b, field, WIRE_BYTES);
	proto_varint(b, bytes.n);
	sbuf_slice(b, bytes);
}

void
proto_str(struct sbuf *b, int field, const char *s)
{
	proto_bytes(b, field, slice_str(s));
}
