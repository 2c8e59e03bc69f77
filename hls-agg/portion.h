/*
 * The parts of a merge's hosts, `all GROUP by=DIMENSION:VALUE ...`: their
 * counters add. Their distributions are in no record, so there are none.
 *
 * A value may be told by itself in one block and in "other" in the next, so
 * that parts are not followed from block to block but summed anew.
 */
#ifndef PORTION_H
#define PORTION_H

#include "block.h"
#include "fleet.h"
#include "sbuf.h"

/* Replaces *lines by those records of the block, "GROUP by=... ..." each. */
void portion_keep(struct sbuf *lines, const struct block *b);

/* Sums those of all hosts into the breakdown of the fleet. */
void portion_sum(struct fleet *f);

#endif
