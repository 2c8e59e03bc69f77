/*
 * The start of a client's process: who waits for one, and whose turn it is.
 */
#ifndef STARTING_H
#define STARTING_H

#include <stdint.h>

#include "client.h"

/* Its start is due: from now on it waits for its turn. */
void starting_due(struct swarm *s, struct client *c, int64_t now_us);

/* When the next one may be started, as the rate allows; INT64_MAX: none. */
int64_t starting_next_us(const struct swarm *s);

/* Starts it if that time has come: whether it had. */
int starting_turn(struct swarm *s, int64_t now_us);

/* The pause is over: all that waited are due now, and none is late. */
void starting_resume(struct swarm *s, int64_t now_us);

#endif
