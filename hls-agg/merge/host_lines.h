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
#include "sbuf.h"

/* Replaces *lines by those records of the block, "SECTION by=... ..." each. */
void host_lines_parts(struct sbuf *lines, const struct block *b);

/* The same of the records of origins, "SUBJECT name=... ..." each. */
void host_lines_origins(struct sbuf *lines, const struct block *b);

/* Sums those of all hosts into the parts of all. */
void host_lines_sum(struct fleet *f);

#endif
