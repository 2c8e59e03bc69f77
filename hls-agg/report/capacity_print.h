/*
 * How many viewers are carried, as it is told: in words, in the stream and in
 * JSON.
 */
#ifndef CAPACITY_PRINT_H
#define CAPACITY_PRINT_H

#include "judge/judge.h"
#include "sbuf.h"
#include "json/nest.h"

/*
 * "carries 300 viewers; at 350 segment.loss.ratio 2.1 % (limit 0.1 %)", without
 * a newline; nothing where the load has no steps.
 */
void capacity_sentence(const struct judge *j, struct sbuf *b);

/* Whether the run was a question of that: the rest is there only then. */
int capacity_told(const struct judge *j);

/* The record capacity of a block. */
void capacity_record(const struct judge *j, struct sbuf *b);

/* The object .capacity; ends inside it. */
void capacity_json(const struct judge *j, struct nest *n);

#endif
