/*
 * What a viewer saw: the kinds viewer, startup, startup_fail, playback_fail,
 * rebuffer, continuity, and FFmpeg's own word on segments.
 */
#ifndef VIEWER_H
#define VIEWER_H

#include "record.h"
#include "scope.h"

void viewer_state(struct scope *in, const struct record *r);
void viewer_startup(struct scope *in, const struct record *r);
void viewer_startup_fail(struct scope *in, const struct record *r);
void viewer_playback_fail(struct scope *in, const struct record *r);
void viewer_rebuffer(struct scope *in, const struct record *r);
void viewer_segment_fail(struct scope *in, const struct record *r);
void viewer_segment_skip(struct scope *in, const struct record *r);
void viewer_segment_gap(struct scope *in, const struct record *r);
void viewer_expired(struct scope *in, const struct record *r);
void viewer_continuity(struct scope *in, const struct record *r);

#endif
