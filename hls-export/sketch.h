/*
 * Distributions: the run's as histograms with classic buckets, the windows'
 * as quantiles.
 */
#ifndef SKETCH_H
#define SKETCH_H

#include "block.h"
#include "sbuf.h"

/*
 * Buckets end at powers of two, which are bounds of lib/hist: their counts are
 * exact. Histograms of a group that the run has not seen yet (keys of a stream
 * without any) are left out, others stand with zeros from the first block on.
 *
 * latency_window_seconds{of,window,quantile} is NaN for an empty window. Its
 * type is summary, the only one that may have a label `quantile`; it has no
 * _sum and _count, which the histograms give.
 */
void sketch_render(struct sbuf *out, const struct block *b);

#endif
