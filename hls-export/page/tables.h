/*
 * What a block says besides, as JSON: what was judged, found and counted, who
 * fared worst, and of which run all that is. See document.h.
 */
#ifndef TABLES_H
#define TABLES_H

#include "block.h"
#include "json/nest.h"

/* summary, verdict, capacity and thresholds; times from start_us on. */
void tables_judged(struct nest *j, const struct block *b, int64_t start_us);
/* findings, faults, unmeasured, worst and parts. */
void tables_found(struct nest *j, const struct block *b);
/* run and phases. */
void tables_run(struct nest *j, const struct block *b, int64_t start_us);
/* distributions, and figures: those of the whole run. */
void tables_figures(struct nest *j, const struct block *b);
/* report, where the block has one. */
void tables_report(struct nest *j, const struct block *b);

#endif
