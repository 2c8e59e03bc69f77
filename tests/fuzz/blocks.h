/*
 * What hls-agg promises of its blocks, see hls-stat(5). Where it does not keep
 * that, the program aborts and says which line it was.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "slice.h"

/* Before the first block of an input. */
void blocks_begin(void);

/*
 * Whole blocks, in order, as they are written. counted: they are of events,
 * whose figures have to go together.
 */
void blocks_check(struct slice out, int counted);

#endif
