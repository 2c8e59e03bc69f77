/*
 * Whether a viewer's media keeps up with time.
 *
 * speed = media gained / time passed, between two segment ends at least
 * max(10 s, 3 target durations, if known) apart; below 0.95 is slower than real
 * time.
 * lead = media complete - time since the first segment's end; drift = the best
 * lead so far - the lead at a segment's end.
 */
#ifndef PACE_H
#define PACE_H

#include <stdint.h>

#include "scope.h"

#define PACE_SLOW 950000		/* millionths of real time */
#define PACE_DRIFTED_US 5000000

/*
 * The session's media is now media_us in all; if that is more than before, its
 * last segment's end is the moment of it.
 */
void pace_media(struct scope *in, int64_t media_us);

#endif
