/*
 * Steps of the load: a row for each in the report, and how many viewers the
 * server carried by the thresholds, or by the built-in ones.
 */
#ifndef PHASE_H
#define PHASE_H

#include "judge/judge.h"
#include "sbuf.h"

/* "carries 300 viewers; at 350 segment.loss.ratio 2.1 %"; or nothing. */
void phase_sentence(const struct judge *j, struct sbuf *b);
/* Nothing where the load had no phases. */
void phase_rows(const struct figures *f, struct sbuf *b);

#endif
