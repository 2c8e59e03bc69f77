/*
 * A stat stream, block by block, as points: what has come since the block
 * before, by what the sums and sketches of the whole run have grown. So a
 * block that is missing is only a longer stretch, and counted.
 */
#ifndef GATHER_H
#define GATHER_H

#include <stdint.h>

#include "block.h"
#include "points.h"
#include "spans.h"

struct gather {
	struct points points;
	int64_t blocks;		/* taken, of this run */
	int64_t lost;		/* whose numbers are missing */
	int64_t start_us;	/* Unix time at which the run began */
	int64_t elapsed_us;	/* at the last block */
	int64_t number;		/* of the last block */
	double took;		/* seconds since the one before */
	int whole;		/* none is missing between them */
	int own;		/* and it has a window of its own second */

	/* What the sums were at the last block. */
	int64_t before[SERIES][2];
	int seen[SERIES];	/* whether there was a value at all */
	struct pack_sums *sums;	/* FOLLOWED of them, owned */
	int settled;		/* these are of the last block, too */
	int64_t limited[LIMITS];
	struct spans spans;
	struct sbuf origin[ORIGINS];	/* names, in the order they came */
	int origins;		/* of which so many are followed */
};

void gather_init(struct gather *g);
void gather_free(struct gather *g);

/*
 * Each block, in order. One whose number is not above the last one's is of
 * another run, with which all begins anew. What the last one has gained over
 * the one before is in no point where that is a moment ago.
 */
void gather_take(struct gather *g, const struct block *b);

/*
 * Before the points are looked at: most of a block's distributions are read
 * only where that is needed. b is the last block taken.
 */
void gather_settle(struct gather *g, const struct block *b);

#endif
