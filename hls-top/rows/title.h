/*
 * The first row: what is watched, what state the run is in, and the time.
 */
#ifndef TITLE_H
#define TITLE_H

#include "view.h"

/*
 * The state is PASS and FAIL at the end of a run with thresholds. Else METRICS
 * DEGRADED where log lines were lost, GENERATOR-LIMITED where the generator was
 * the limit. Else INCONCLUSIVE at the end; before it FAILING where a threshold
 * is crossed, or would be if the run ended now, and PASSING. Without thresholds
 * none of these last ones.
 */
void title_row(const struct view *v, struct frame *f);

/* A word for the run, and how it looks; word is NULL where there is none. */
struct title_state {
	const char *word;
	enum look look;
};

/*
 * The two apart, for where there is room for both: PASS, FAIL, INCONCLUSIVE,
 * PASSING, FAILING; and METRICS DEGRADED, GENERATOR-LIMITED.
 */
struct title_state title_outcome(const struct block *b);
struct title_state title_limit(const struct block *b);

#endif
