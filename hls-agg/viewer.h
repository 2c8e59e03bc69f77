/*
 * What a viewer saw: the kinds viewer, startup, startup_fail, playback_fail,
 * rebuffer, continuity, and FFmpeg's own word on segments.
 */
#ifndef VIEWER_H
#define VIEWER_H

#include "agg.h"
#include "record.h"

void viewer_state(struct agg *a, const struct record *r);
void viewer_startup(struct agg *a, const struct record *r);
void viewer_startup_fail(struct agg *a, const struct record *r);
void viewer_playback_fail(struct agg *a, const struct record *r);
void viewer_rebuffer(struct agg *a, const struct record *r);
void viewer_segment_fail(struct agg *a, const struct record *r);
void viewer_segment_skip(struct agg *a, const struct record *r);
void viewer_segment_gap(struct agg *a, const struct record *r);
void viewer_expired(struct agg *a, const struct record *r);
void viewer_continuity(struct agg *a, const struct record *r);

#endif
