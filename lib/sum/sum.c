/*
 * Products have 128 bits, as two halves: C11 has no type for them.
 */
#include "sum.h"

/* How far from 0; of INT64_MIN too. */
static uint64_t
size_of(int64_t v)
{
	return v < 0 ? ~(uint64_t)v + 1 : (uint64_t)v;
}

/* What is so far from 0, on one of its sides. */
static int64_t
on_side(uint64_t size, int below)
{
	if (size > INT64_MAX)
		return below ? SUM_LEAST : SUM_MOST;
	return below ? -(int64_t)size : (int64_t)size;
}

/* a * b: the upper half is returned, the lower in *low. */
static uint64_t
product(uint64_t a, uint64_t b, uint64_t *low)
{
	uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
	uint64_t ll = al * bl, lh = al * bh, hl = ah * bl;
	uint64_t mid = (ll >> 32) + (uint32_t)lh + (uint32_t)hl;

	*low = mid << 32 | (uint32_t)ll;
	return ah * bh + (lh >> 32) + (hl >> 32) + (mid >> 32);
}

/* high * 2^64 + low divided by d, of which high is less: bit by bit. */
static uint64_t
quotient(uint64_t high, uint64_t low, uint64_t d)
{
	int i;

	for (i = 0; i < 64; i++) {
		uint64_t carry = high >> 63;

		high = high << 1 | low >> 63;
		low <<= 1;
		if (carry || high >= d) {
			high -= d;
			low |= 1;
		}
	}
	return low;
}

int64_t
sum_times(int64_t a, int64_t b)
{
	return sum_scale(a, b, 1);
}

int64_t
sum_scale(int64_t a, int64_t b, int64_t c)
{
	int below = (a < 0) ^ (b < 0) ^ (c < 0);
	uint64_t d = size_of(c), low, high;

	high = product(size_of(a), size_of(b), &low);
	if (high == 0 && low == 0)
		return 0;
	if (high >= d)
		return on_side(UINT64_MAX, below);
	return on_side(high == 0 ? low / d : quotient(high, low, d), below);
}

int64_t
sum_whole(double v)
{
	/* 2^63 is the first that does not fit. */
	if (v >= 0x1p63)
		return SUM_MOST;
	if (v <= -0x1p63)
		return SUM_LEAST;
	return v == v ? (int64_t)v : 0;
}
