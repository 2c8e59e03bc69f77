/*
 * What the watched playlists know of a segment that FFmpeg asked for.
 */
#ifndef WATCH_FIND_H
#define WATCH_FIND_H

#include "watch.h"

/* What is known of a segment that FFmpeg asked for. */
struct watch_segment {
	int watch;		/* index, -1: it may be any of several */
	int era;
	int64_t sequence;	/* of the last one */
	int64_t duration_us;	/* of all that its bytes cover; gaps are 0 */
	int64_t end_us, date_us;	/* as piece has them, of the last one */
	size_t pieces;		/* so many segments */
	bool gap;		/* all of them */
};

/* Where the segment before it in the same rendition was found. */
struct watch_hint {
	int64_t sequence;
	int watch;
};

enum watch_found { WATCH_FOUND, WATCH_MISSING, WATCH_UNCLEAR };

/* Looks it up. On ties the one that follows the hint, if any, is meant. */
enum watch_found watch_find(struct watches *, const struct asked_for *,
    const struct watch_hint *, struct watch_segment *);

/* Whether one that was read at t_us, and is not there at now_us, may come. */
bool watch_may_come(const struct watches *, int64_t t_us, int64_t now_us);

#endif
