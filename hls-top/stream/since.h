/*
 * What a run's totals have gained between two of its blocks, for stretches that
 * no window is as wide as.
 */
#ifndef SINCE_H
#define SINCE_H

#include "block.h"
#include "human.h"

enum since_total {
	SINCE_PLAYLISTS, SINCE_SEGMENTS, SINCE_BYTES,
	SINCE_TRIED,		/* requests and connections */
	SINCE_FAILED,		/* those of them that did */
	SINCE_TOTALS
};

struct since {
	int known;		/* there is a block, and a time in it */
	int64_t us;		/* since the run's start; or of the gain */
	int64_t n[SINCE_TOTALS];
};

/* The totals of a block. */
struct since since_start(const struct block *b);

/*
 * What now has over before; over the run's start where before is not known, or
 * of another run, and now is no later than most_us. Else it is not known.
 */
struct since since_gain(const struct since *before, const struct since *now,
    int64_t most_us);

/* Of a gain, "-" where it is not known: per second, in Mbit/s; a count. */
struct human since_rate(const struct since *gain, enum since_total t);
struct human since_failed(const struct since *gain);

#endif
