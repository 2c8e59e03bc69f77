/*
 * Segments that failed and may be tried again: when one is delivered after
 * all, or given up, is the viewer's wait for it and decides on loss. FFmpeg
 * tries a segment 2 to 16 times, by its version; here each counts once.
 *
 * A segment is given up when FFmpeg says so (segment_skip), when a later
 * segment of the same rendition is requested, when four others are, or when
 * the process ends by itself with it; not while a try of it is in flight.
 * Renditions are told apart by their URLs (variant.h), byte ranges of one file
 * when they end. What our own stop interrupts, or a gap in the log hides, is
 * neither delivered nor given up.
 *
 * Where a playlist is watched, one that was given up may turn out to be a gap
 * (EXT-X-GAP), which is no loss: what the next fetches show is waited for.
 *
 * Its time counts from the request of the first try to the last failure, but
 * as no less than the segment's duration where that is known: this is what
 * its viewer loses, and failures that come fast must not look like a fast
 * server.
 */
#ifndef RETRY_H
#define RETRY_H

#include <stdint.h>

#include "scope.h"
#include "session.h"
#include "slice.h"

/* One try of a segment. */
struct attempt {
	int64_t n;		/* of its request, or -1 */
	int answered;		/* its headers came: FFmpeg could open it */
	int denied;		/* they had status 400 or more */
	struct slice url;
	struct slice range;	/* of bytes asked for, or empty */
	int64_t from_us;	/* its request, with the connection it needed */
	int64_t to_us;		/* its end */
};

/* Request n for a segment was written. */
void retry_request(struct scope *in, int64_t n,
    struct slice url);
/* It failed. */
void retry_fail(struct scope *in, const struct attempt *t);
/* It was void or broken off. */
void retry_closed(struct session *s, int64_t n);
/*
 * It is complete: whether a try had failed before, whose first request is
 * then *from_us.
 */
int retry_delivered(struct scope *in, const struct attempt *t,
    int64_t *from_us);

/* FFmpeg's own word on the segment with this sequence number. */
void retry_segment_fail(struct scope *in, int64_t seq,
    int64_t at_us);
void retry_segment_skip(struct scope *in, int64_t seq);

/* The segment of this URL and range is a gap: it was there for nobody. */
void retry_gap(struct session *s, struct slice url, struct slice range);
/* What was given up long enough ago, at this tick or for good, is lost. */
void retry_judge(struct scope *in, int for_good);

/* The session is over: what still fails is given up. */
void retry_end(struct scope *in);
/* Nothing is known any more of what failed. */
void retry_forget(struct session *s);

/*
 * Counts a segment that has ended, however often it was tried: delivered in us
 * (-1: not known), or lost.
 */
void retry_ended(struct scope *in, int lost, int64_t us);

#endif
