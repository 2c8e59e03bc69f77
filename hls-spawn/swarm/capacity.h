/*
 * What the first viewers take of this machine, and how many it carries: said 25
 * s after the first start, and in the ticks from then on. Of twice as many it
 * is measured anew, as more take less each, and said again if it is another.
 */
#ifndef CAPACITY_H
#define CAPACITY_H

#include <stdint.h>

#include "machine/carry.h"
#include "machine/platform.h"

struct swarm;

/* Clients whose own processor time is looked at. */
#define CAPACITY_LOOKED 64

struct capacity {
	int64_t first_us;	/* the first start; 0: none yet */
	int64_t carries;	/* viewers; 0: not known */
	struct carry found;	/* the same, and why */
	int64_t said;		/* the last ones that were told */
	int64_t viewers;	/* played when it was measured last; 0: it was
				 * not yet */
	struct moment begun;	/* of the span; at_us 0: not begun */
	int64_t at_us;		/* of the last tick in it */
	int64_t starts;		/* at its begin */
	int64_t playing_us;
	struct {
		int64_t client;	/* index */
		int64_t run;
		int64_t cpu_us;
	} looked[CAPACITY_LOOKED];
	int64_t nlooked;
};

/* At each tick. */
void capacity_tick(struct swarm *s, int64_t now_us);

#endif
