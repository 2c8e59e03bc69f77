/*
 * The load, changed while it runs: the lines of --control, as load/order.h has
 * them. What was done, and what was not, is told on standard error; what was
 * done stands in the stream.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include "machine/fifo.h"
#include "stream/source.h"

struct swarm;

struct control {
	struct fifo fifo;	/* opened and closed by main */
	struct source src;
};

/* From now on the FIFO is read, if there is one. */
void control_open(struct swarm *s);

/* Does what has come. */
void control_turn(struct swarm *s);

void control_free(struct swarm *s);

#endif
