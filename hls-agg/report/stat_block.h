/*
 * Blocks of stat records, see hls-stat(5): what hls-agg prints at each tick
 * and at the end.
 */
#ifndef STAT_BLOCK_H
#define STAT_BLOCK_H

#include "report.h"
#include "sbuf.h"

/*
 * Appends the block of the second that was closed last. The last block also
 * takes the report, whose lines become records; NULL before the end.
 */
void stat_block_print(struct report *r, struct sbuf *b,
    const struct sbuf *text);

#endif
