/*
 * Not for security: who knows it can make two texts with the same hash. The
 * same on every machine: --scrub writes it.
 */
#include "hash.h"
#include "wraps.h"

/* Eight bytes a turn, mixed by a multiplication and a shift. */
WRAPS uint64_t
url_hash(struct slice s)
{
	uint64_t h = s.n + 1;

	for (; s.n >= 8; s = slice_from(s, 8)) {
		h = (h ^ bytes_eight(s.p)) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
	}
	for (; s.n > 0; s = slice_from(s, 1))
		h = (h ^ (unsigned char)s.p[0]) * UINT64_C(1099511628211);
	h ^= h >> 32;
	return h ? h : 1;
}
