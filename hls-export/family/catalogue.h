/*
 * The counters, gauges and ratios of the metric catalogue as families.
 */
#ifndef CATALOGUE_H
#define CATALOGUE_H

#include "block.h"
#include "format/expo.h"

/*
 * Counters and ratios are those of the whole run. A counter that the block
 * does not have has counted nothing yet: 0. A ratio without its denominator is
 * NaN; a gauge that the block does not have is left out.
 *
 * Where the block has groups of clients, the main counters have a series for
 * each, with a label `group`, instead of one for all; what belongs to no group
 * is in the one whose label is empty. So their sum is the whole.
 */
void catalogue_render(struct expo *e, const struct block *b);

#endif
