/*
 * The report's rows on the playlists that hls-spawn watches.
 */
#ifndef WATCH_PRINT_H
#define WATCH_PRINT_H

#include "figures/figures.h"
#include "sbuf.h"

/* What is watched and how it failed; each rule that was broken, and when. */
void watch_rows(const struct figures *f, struct sbuf *b);

#endif
