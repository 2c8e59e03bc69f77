/*
 * The main counters by groups of clients: hls-agg --by group.
 */
#ifndef GROUP_H
#define GROUP_H

#include <stdint.h>

#include "block.h"
#include "format/expo.h"

/* Whether the block has this counter by groups, and it is a main one. */
int group_splits(const struct block *b, enum metric_id id);

/* A series for each group, and one for the rest of the whole, if any. */
void group_series(struct expo *e, const struct block *b, enum metric_id id,
    int64_t whole);

#endif
