/*
 * Chance that can be repeated: a number is a function of the seed and of what
 * it is for, never of how many were drawn before.
 */
#ifndef CHANCE_H
#define CHANCE_H

#include <stdint.h>

/* What a number is drawn for. */
enum chance_use { CHANCE_RAMP = 1, CHANCE_BACKOFF, CHANCE_SESSION,
	CHANCE_VALUES };

struct chance {
	uint64_t seed;
	enum chance_use use;
	int64_t client;
	int64_t nth;		/* the client's nth number of this use */
};

/* A whole number in [-range, range], evenly spread; 0 <= range < 2^62. */
int64_t chance_within(struct chance c, int64_t range);

/* A whole number in [0, n), evenly spread; 0 < n < 2^40. */
int64_t chance_below(struct chance c, int64_t n);

/* At least 1, exponentially distributed with this mean (below 2^53). */
int64_t chance_exponential(struct chance c, int64_t mean);

#endif
