/*
 * How many viewers a load in steps has shown to be carried: the steps one after
 * the other, and what they come to.
 */
#ifndef CAPACITY_H
#define CAPACITY_H

#include <stddef.h>
#include <stdint.h>

#include "step.h"

struct capacity {
	struct rules builtin;	/* for a run without thresholds for steps */
	const struct rules *rules;	/* the caller's, or these */
	struct current current;
	int begun;		/* current holds a step */
	size_t phase;		/* it is of so many-th, from 1; 0: none */
	struct step *list;	/* those that have ended, owned */
	size_t n, size;
	int searched;		/* --find makes steps */
};

/* Judges steps by these rules; by the built-in ones if none is for steps. */
void capacity_init(struct capacity *c, const struct rules *rules);
void capacity_free(struct capacity *c);

/*
 * Whether the run is a question of how much is carried: under --step, under
 * --find, and where somebody may change the clients while it runs. The phases
 * of --load are judged as well, but then the run is asked for its shape.
 */
int capacity_asked(const struct capacity *c, const struct figures *f);

/*
 * A tick, once its second is closed. Returns the step that is known at this
 * tick to have broken or to be limited, and was not before; or NULL.
 */
const struct step *capacity_tick(struct capacity *c, const struct basis *on);

/* At the end of the input. */
void capacity_end(struct capacity *c, const struct basis *on);

/* The steps in their order, the one that goes on the last; NULL behind it. */
const struct step *capacity_step(const struct capacity *c, size_t i);

/*
 * What they come to. A step that held above one that broke does not count, and
 * of the limited ones only those between what held and what broke.
 */
struct answer {
	const struct step *held;	/* the highest, or NULL */
	const struct step *broke;	/* the lowest, or NULL */
	const struct step *limited;	/* the lowest, or NULL */
	const struct step *brief;	/* one without time to be judged, above
					 * what held and below what did not, or
					 * NULL */
	int at_least;		/* held is a lower bound */
	int all;		/* there were no more viewers to be had */
	int known;		/* carries is a number: 0 if the lowest broke */
	int64_t carries;
};
struct answer capacity_answer(const struct capacity *c,
    const struct figures *f);

#endif
