/*
 * FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv. It tells texts
 * apart without keeping them.
 */
#ifndef FNV_H
#define FNV_H

#include <stdint.h>

#include "slice.h"
#include "wraps.h"

#define FNV_START UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

/* The hash h, FNV_START at first, with these bytes added. */
WRAPS static inline uint64_t
fnv(uint64_t h, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * FNV_PRIME;
	return h;
}

/*
 * Another hash, of eight bytes in a step, for URLs in hot places. A product
 * carries only upwards, so its upper half is folded into the lower one.
 */
WRAPS static inline uint64_t
fnv_fast(uint64_t h, struct slice s)
{
	for (; s.n >= 8; s = slice_from(s, 8)) {
		h = (h ^ bytes_eight(s.p)) * FNV_PRIME;
		h ^= h >> 32;
	}
	return fnv(h, s);
}

#endif
