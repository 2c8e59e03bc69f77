/*
 * Who is to be there now: follows the shape of the load and lets clients come
 * and leave.
 */
#ifndef CROWD_H
#define CROWD_H

#include <stdint.h>

#include "load/load.h"
#include "row.h"

struct client;
struct swarm;

struct crowd {
	struct load_walk walk;
	struct load_event next;
	struct load climb;	/* to an ordered number of clients of ours */
	int ordered;		/* it is what we walk along */
	int64_t begin_us;	/* of clock_mono: the shape's 0 */
	int64_t phase_us;	/* when this phase began: nobody comes before */
	int64_t phases;		/* so many have begun */
	int64_t target;		/* clients of ours at the end of this phase */
	int64_t whole;		/* and of all slices */
	struct row present;	/* who is there, the longest first */
	struct row vacant;	/* the other slots, the longest first */
	int64_t comings;	/* of ours, so far */
	int64_t to_come;	/* arrivals of ours that are left; counted only
				 * for --hold */
	int64_t arriving;	/* came, and have not been started yet */
	int64_t end_us;		/* of --hold; INT64_MAX: none */
};

/* Before the loop begins, when the slots are there. */
void crowd_open(struct swarm *s);

/* When something is to be done, in time of clock_mono. */
int64_t crowd_due_us(const struct swarm *s);

/* Does what is due. */
void crowd_turn(struct swarm *s, int64_t now_us);

/*
 * So many clients of all slices from now on, whatever the shape, for whom there
 * are slots. Those that are missing come at the rate, one after the other; of
 * too many those leave that have been there longest.
 */
void crowd_order(struct swarm *s, int64_t clients, int64_t now_us);

/*
 * The rate is another one, or a pause is over: a climb at the rate goes on from
 * now. A shape of --load or --step has times of its own.
 */
void crowd_go_on(struct swarm *s, int64_t now_us);

/* Whether nobody will come or leave any more. */
int crowd_over(const struct swarm *s);

/* A client is being started: the first sets --duration, the last --hold. */
void crowd_started(struct swarm *s, struct client *c, int64_t now_us);

void crowd_free(struct crowd *c);

#endif
