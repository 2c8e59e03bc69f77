/*
 * The shape of the load: how many clients there shall be when. Pure.
 *
 * A shape is a line through points, time against clients. A client arrives
 * whenever the line passes the next whole number upward, and the one that has
 * been there longest leaves whenever it passes one downward: n clients at
 * rate r arrive at 0, 1/r, 2/r ... Arrivals are numbered from 0 over the whole
 * run; arrival k takes slot k mod the most clients there ever are, which is
 * free, as who came first leaves first.
 */
#ifndef LOAD_H
#define LOAD_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

#define LOAD_POINTS 1024
#define LOAD_CLIENTS_MAX 100000	/* SESSION_CLIENTS_MAX of lib/record.h */

struct load_point {
	int64_t at_us;		/* from the start of the run */
	int64_t clients;
	int phase;		/* a phase begins here */
};

struct load {
	struct load_point *points;	/* at least one; times never fall */
	size_t n;
	int64_t most;		/* clients at any time: the slots */
};

/* n clients, one after the other, rate_micro millionths per second. */
void load_ramp(struct load *l, int64_t n, int64_t rate_micro);

/*
 * step more every hold_us, each step a ramp at the rate, up to n. 0, or -1 if
 * a step's ramp takes longer than hold_us.
 */
struct load_steps {
	int64_t step, hold_us;
};
int load_steps(struct load *l, struct load_steps s, int64_t n,
    int64_t rate_micro);

/*
 * "0:0,60s:200,5m:200,6m:0", straight between the points, from 0:0 where that
 * does not begin at 0. NULL, or what is wrong with it.
 */
const char *load_read(struct load *l, struct slice text);

/* The steepest rise, starts per second in millionths; 0 if all are jumps. */
int64_t load_steepest(const struct load *l);

/* When all there ever are shall be there first. */
int64_t load_climb_us(const struct load *l);

void load_free(struct load *l);

enum load_kind { LOAD_OVER, LOAD_PHASE, LOAD_ARRIVE, LOAD_LEAVE };

struct load_event {
	enum load_kind kind;	/* LOAD_OVER: nothing will change any more */
	int64_t at_us;
	int64_t k;		/* which arrival comes or leaves; the phase,
				 * from 1 */
	int64_t target;		/* of a phase: clients at its end */
};

/* A walk along the shape; start from { .load = l }. */
struct load_walk {
	const struct load *load;
	size_t i;		/* the point behind us */
	int64_t done;		/* of the clients up to the next point */
	int64_t phases, arrived, left;
	int told;		/* the phase at point i */
};

/* The next event, in the order of time. */
struct load_event load_next(struct load_walk *w);

#endif
