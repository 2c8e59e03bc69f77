/*
 * From segments that are complete to media that a viewer has: how long each
 * is, by the watched playlist, or where there is none by what the log tells.
 */
#ifndef SUPPLY_H
#define SUPPLY_H

#include "session/session.h"

/* Segment r of this rendition was complete at r->ready_us. */
void supply_segment(const struct at *, struct rendition *,
    const struct request *r);

/* Whether r covers several segments, as far as is known now. */
bool supply_is_merged(struct parse *, const struct request *r);

/*
 * Finds what is still to be found, and gives the viewer what it can take. What
 * is not found yet, but may come with the next fetches of a watched playlist,
 * waits; the last time nothing does.
 */
void supply_settle(const struct at *, bool last);

/*
 * Segment r failed. If that was a gap by the watched playlist (EXT-X-GAP)
 * its viewer has lost nothing: a segment_gap event says so, here or once the
 * playlist shows it.
 */
void supply_failed(const struct at *, const struct request *r);

/*
 * Segment r, that supply_segment was told of, is not whole after all: its
 * viewer has less by what it had for it.
 */
void supply_withdraw(const struct at *, const struct request *r);

/*
 * The target duration that holds for a rendition: as given, or by its watched
 * playlist; 0: not known.
 */
int64_t supply_target_us(const struct parse *, const struct rendition *);

#endif
