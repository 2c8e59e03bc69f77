/*
 * The report's rows on the stream itself: FFmpeg's word on segments and
 * playlists, reloads, caches, continuity.
 */
#ifndef STREAM_H
#define STREAM_H

#include "agg.h"
#include "sbuf.h"

void stream_rows(const struct agg *a, struct sbuf *b);

#endif
