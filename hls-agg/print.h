/*
 * Blocks of stat records, see hls-stat(5): what hls-agg prints at each tick
 * and at the end.
 */
#ifndef PRINT_H
#define PRINT_H

#include "agg.h"
#include "sbuf.h"

/*
 * Appends the block of the second that was closed last. The last block also
 * takes the report, whose lines become records; NULL before the end.
 */
void print_block(struct agg *a, struct sbuf *b, const struct sbuf *report);

#endif
