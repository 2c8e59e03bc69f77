/*
 * latency_window_seconds{of,window,quantile}: what the last seconds were like.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "block.h"
#include "format/expo.h"

/*
 * The main latencies over 10, 60 and 300 s; NaN for an empty window. Their sum
 * and count are with the histograms.
 */
void window_render(struct expo *e, const struct block *b);

#endif
