/*
 * Not for security: who knows it can make two texts with the same hash.
 */
#include "hash.h"

/* Eight bytes a turn, mixed by a multiplication and a shift. */
uint64_t
url_hash(struct slice s)
{
	uint64_t h = s.n + 1, word;

	while (s.n >= sizeof(word)) {
		memcpy(&word, s.p, sizeof(word));
		h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
		s = slice_from(s, sizeof(word));
	}
	for (; s.n > 0; s = slice_from(s, 1))
		h = (h ^ (unsigned char)s.p[0]) * UINT64_C(1099511628211);
	h ^= h >> 32;
	return h ? h : 1;
}
