/*
 * The thresholds of a run, judged tick by tick and at its end.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stddef.h>
#include <stdint.h>

#include "rules.h"

struct agg;

struct judge {
	struct rules rules;
	const struct baseline *baseline;	/* NULL without one */
	size_t stopped;		/* number, from 1, of the threshold that ended
				 * the run; 0 if none did */
	int over;		/* judge_end has been called */
	int utf8;		/* marks of the report, not in the streams */
};

/*
 * What a stored report has of the same figure, of steady where it has that and
 * the threshold names no window; in the metric's integer form: 1 and *v, or 0.
 */
int judge_baseline(const struct baseline *b, const struct lookup *l,
    int64_t *v);

/* Judges by these rules, now its own, and counts the parts they are of. */
void judge_by(struct agg *a, const struct rules *rules);

/*
 * At each tick, once its second is closed. Returns 1 if a threshold with
 * `stop` has broken: the run is to be ended. From the stop of the run on
 * nothing is judged any more but by judge_end: what falls then falls because
 * the swarm is taken down.
 */
int judge_tick(struct agg *a);

/* At the end of the input, once its last second is closed. */
void judge_end(struct agg *a);

#endif
