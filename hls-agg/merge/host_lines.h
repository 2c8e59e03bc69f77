/*
 * What is kept of a host's block as lines. Parts, `all SECTION
 * by=DIMENSION:VALUE ...`: their counters add; their distributions are in no
 * record, so there are none. Origins pass as they came.
 *
 * A value may be told by itself in one block and in "other" in the next, so
 * that parts are not followed from block to block but summed anew.
 */
#ifndef HOST_LINES_H
#define HOST_LINES_H

#include "block.h"
#include "fleet.h"

/*
 * Keeps records of the block, in place of those before: "SECTION by=... ..." in
 * h->parts, "SUBJECT name=... ..." in h->origins.
 */
void host_lines_keep(struct host *h, const struct block *b);

/* Sums those of all hosts into the parts of all. */
void host_lines_sum(struct fleet *f);

#endif
