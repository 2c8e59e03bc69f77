/*
 * How long segments are, from a log alone: what hls-parse has where no playlist
 * is watched. It is a mean, given to all segments that come from then on. Where
 * segments are uneven it is none: no mean says how long one of them is.
 */
#ifndef LEARN_H
#define LEARN_H

#include <stdbool.h>
#include <stdint.h>

struct learn {
	int64_t duration_us;	/* of a segment, 0: not known */
	bool uneven;		/* it never will be */
	bool told;		/* the log tells it: no need to measure */
	bool doubted;		/* all that was told may be too little */
	int64_t sum_us, count;	/* told so far, of so many segments */
	/* FFmpeg's out_time less the media counted, at first; behind a gap it
	 * is to be found anew. */
	int64_t ahead_us;
	bool adrift;
	bool gaps;		/* there have been some */
	/* A stretch being measured, and the part of it measured last. */
	int64_t from_n, from_us, last_n, last_us;
};

/*
 * count segments that left a playlist lasted us together, if FFmpeg held them
 * all: those that it skipped are among count but not in us.
 */
void learn_told(struct learn *, int64_t count, int64_t us);

/*
 * n segments were complete when FFmpeg's out_time was us, in a moment in which
 * it read nothing.
 */
void learn_out_time(struct learn *, int64_t n, int64_t us);

/*
 * So much media is counted, by this duration, that of all that FFmpeg has read
 * among it, and its out_time is that. If they part, it is not the duration.
 */
void learn_check(struct learn *, int64_t media_us, int64_t out_time_us);

/* Media is missing: the stretch being measured is none. */
void learn_gap(struct learn *);

#endif
