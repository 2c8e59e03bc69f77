/*
 * The classic buckets of a histogram: cumulative counts, at the bounds that its
 * distribution names.
 */
#ifndef CLASSIC_H
#define CLASSIC_H

#include <stdint.h>

#include "expo.h"

/* A walk over them. Start from { .of = d }. */
struct classic {
	const struct distribution *of;
	int started;
	int index;		/* the bound of the bucket, in lib/hist */
	int64_t n;		/* values up to it */
};

/* The next one, and its bound in the unit of the values: 1, or 0 at the end. */
int classic_next(struct classic *c, double *bound);

#endif
