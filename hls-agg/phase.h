/*
 * Steps of the load: a row for each in the report, and how many viewers the
 * server carried by the thresholds, or by the built-in ones.
 */
#ifndef PHASE_H
#define PHASE_H

#include "record.h"
#include "sbuf.h"

struct agg;

/* The kind phase: another step begins. */
void phase_begin(struct agg *a, const struct record *r);

/* "carries 300 viewers; at 350 segment.loss.ratio 2.1 %"; or nothing. */
void phase_sentence(const struct agg *a, struct sbuf *b);
/* Nothing where the load had no phases. */
void phase_rows(const struct agg *a, struct sbuf *b);

#endif
