/*
 * The report's rows on the stream itself: FFmpeg's word on segments and
 * playlists, reloads, caches, continuity.
 */
#ifndef STREAM_ROWS_H
#define STREAM_ROWS_H

#include "figures/figures.h"
#include "sbuf.h"

void stream_rows(const struct figures *f, struct sbuf *b);

#endif
