/*
 * What a viewer saw: the kinds viewer, startup, startup_fail, rebuffer, and
 * FFmpeg's own word on segments and playlists.
 */
#ifndef VIEWER_H
#define VIEWER_H

#include "agg.h"
#include "record.h"

void viewer_state(struct agg *a, const struct record *r);
void viewer_startup(struct agg *a, const struct record *r);
void viewer_startup_fail(struct agg *a, const struct record *r);
void viewer_rebuffer(struct agg *a, const struct record *r);
void viewer_segment_fail(struct agg *a, const struct record *r);
void viewer_segment_skip(struct agg *a, const struct record *r);
void viewer_expired(struct agg *a, const struct record *r);
void viewer_playlist_fail(struct agg *a, const struct record *r);

#endif
