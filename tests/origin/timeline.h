/*
 * Which media sequence numbers a live stream offers when. Numbers count from 0
 * without limit; the stream starts with its window full, and one more segment
 * appears every SEGMENT_US. Pure functions; times of clock_mono.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include <stdint.h>

struct timeline {
	int64_t start_us;
	int64_t end_us;		/* nothing new from here; POLLER_NEVER */
	int64_t window;		/* segments in the playlist, at least 1 */
};

struct span {
	int64_t first, last;	/* sequence numbers, both included */
	int ended;
};

/* What the live playlist lists at a moment. */
struct span timeline_span(const struct timeline *, int64_t now_us);

/* Whether a segment can be had: listed, or at most GRACE older than that. */
#define TIMELINE_GRACE 6
int timeline_has(const struct timeline *, int64_t sequence, int64_t now_us);

#endif
