/*
 * The counters, gauges and ratios of the metric catalogue as families.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "block.h"
#include "sbuf.h"

/*
 * Counters and ratios are those of the whole run. A counter that the block
 * does not have has counted nothing yet: 0. A ratio without its denominator is
 * NaN; a gauge that the block does not have is left out.
 */
void catalogue_render(struct sbuf *out, const struct block *b);

#endif
