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
	int64_t told_us;	/* elapsed at the last one that was no wink */
	double took;		/* seconds since then */
	int wink;		/* it took too little for rates */
	int whole;		/* none is missing between it and the last */
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
 * another run, with which all begins anew. One that comes much sooner than the
 * others did waits for the next, and what waits at the end is in no point.
 */
void gather_take(struct gather *g, const struct block *b);

/*
 * Before the points are looked at: most of a block's distributions are read
 * only where that is needed. b is the last block taken.
 */
void gather_settle(struct gather *g, const struct block *b);

#endif
