/*
 * Blocks of stat records, see hls-stat(5): what hls-agg prints at each tick
 * and at the end.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include "agg.h"
#include "sbuf.h"

/*
 * Appends the block of the second that was closed last. The last block also
 * takes the report, whose lines become records; NULL before the end.
 */
void block_print(struct agg *a, struct sbuf *b, const struct sbuf *report);

#endif
