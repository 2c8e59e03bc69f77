/*
 * Who is to be there now: follows the shape of the load and lets clients come
 * and leave.
 */
#ifndef CROWD_H
#define CROWD_H

#include <stdint.h>

#include "load/load.h"

struct client;
struct swarm;

struct crowd {
	struct load_walk walk;
	struct load_event next;
	int64_t begin_us;	/* of clock_mono: the shape's 0 */
	int64_t phase_us;	/* when this phase began: nobody comes before */
	int64_t target;		/* clients of ours at the end of this phase */
	int64_t awaited;	/* arrivals that have not started yet; counted
				 * only for --hold */
};

/* Before the loop begins. */
void crowd_open(struct swarm *s);

/* When something is to be done, in time of clock_mono. */
int64_t crowd_due_us(const struct swarm *s);

/* Does what is due. */
void crowd_turn(struct swarm *s, int64_t now_us);

/* Whether nobody will come or leave any more. */
int crowd_over(const struct swarm *s);

/* A client is being started: the first sets --duration, the last --hold. */
void crowd_started(struct swarm *s, struct client *c, int64_t now_us);

#endif
