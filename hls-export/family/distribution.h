/*
 * The run's distributions as histograms, classic and native.
 */
#ifndef DISTRIBUTION_H
#define DISTRIBUTION_H

#include "block.h"
#include "format/expo.h"

/*
 * Classic buckets end at bounds of lib/hist: their counts are exact.
 * Histograms of a kind that the run has not seen yet (keys of a stream
 * without any) are left out, others stand with zeros from the first block on.
 */
void distribution_render(struct expo *e, const struct block *b);

#endif
