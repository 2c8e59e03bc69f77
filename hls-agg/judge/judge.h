/*
 * The thresholds of a run, judged tick by tick and at its end.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stddef.h>
#include <stdint.h>

#include "capacity.h"
#include "generator.h"
#include "rules.h"

struct fleet;
struct gauge;

struct judge {
	struct rules rules;
	struct basis on;
	struct gauge *gauge;	/* of the figures: capacity.* is set here */
	const struct fleet *fleet;	/* of --merge, or NULL */
	struct generator generator;
	size_t stopped;		/* number, from 1, of the threshold that ended
				 * the run; 0 if none did */
	struct capacity capacity;
	int bounded;		/* a threshold asks for capacity.carries: then
				 * what breaks a step crosses nothing */
	int halted;		/* a step of the load has ended the run */
	int unread;		/* nobody read on before the first record: so
				 * the input is not known to be empty */
	int over;		/* judge_end has been called */
};

/*
 * Judges these figures by these rules, now its own; parts that they are of are
 * counted from here on.
 */
void judge_by(struct judge *j, struct figures *f, const struct rules *rules);
void judge_free(struct judge *j);

/*
 * At each tick, once its second is closed. Returns 1 if a threshold with `stop`
 * has broken, or a step under --step: the run is to be ended. From the stop of
 * the run on nothing is judged any more but by judge_end: what falls then falls
 * because the swarm is taken down.
 */
int judge_tick(struct judge *j);

/* At the end of the input, once its last second is closed. */
void judge_end(struct judge *j);

#endif
