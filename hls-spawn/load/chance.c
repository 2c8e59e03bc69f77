/*
 * SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014) as a hash of the four parts.
 */
#include <math.h>

#include "chance.h"
#include "wraps.h"

WRAPS static uint64_t
mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static uint64_t
draw(struct chance c)
{
	uint64_t x = mix(c.seed);

	x = mix(x ^ (uint64_t)c.use);
	x = mix(x ^ (uint64_t)c.client);
	return mix(x ^ (uint64_t)c.nth);
}

int64_t
chance_within(struct chance c, int64_t range)
{
	/* The remainder's bias is below 2^-20 for every range used here. */
	return (int64_t)(draw(c) % (2 * (uint64_t)range + 1)) - range;
}

int64_t
chance_below(struct chance c, int64_t n)
{
	return (int64_t)(draw(c) % (uint64_t)n);
}

int64_t
chance_exponential(struct chance c, int64_t mean)
{
	/* 53 bits, never 0: the logarithm is at least -36.8. */
	double u = (double)((draw(c) >> 11) + 1) * 0x1p-53;

	return 1 + (int64_t)(-log(u) * (double)mean);
}
