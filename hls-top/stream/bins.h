/*
 * A sketch in a few bins, for bars.
 */
#ifndef BINS_H
#define BINS_H

#include "block.h"

#define BINS 10			/* the most */

/* What is counted in which bins. */
struct bins_of {
	const char *path;	/* of the sketch */
	int n;
	/* Ascending, in the unit of the figure; the first is the least. */
	struct {
		double from;
		const char *name;
	} bin[BINS];
};

struct bins {
	int64_t n[BINS];
	int64_t all;
	int64_t most;		/* of one bin */
};

/*
 * The sketch of the run that the block has of this path. A value within 0.55 %
 * of an edge may be told on its other side. Without the sketch all are 0.
 */
void bins_fill(struct bins *b, const struct bins_of *of,
    const struct block *block);

#endif
