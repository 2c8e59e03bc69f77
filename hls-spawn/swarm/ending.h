/*
 * The end of a client's process: by itself or by us, its last records, and
 * what follows.
 */
#ifndef ENDING_H
#define ENDING_H

#include <stdint.h>

#include "client.h"

/* Ends a live process while the run goes on: TERM, TERM, grace, KILL. */
void ending_begin(struct swarm *s, struct client *c, enum exit_reason why);

/* The next step of that is due. */
void ending_step(struct swarm *s, struct client *c, int64_t now_us);

/* The process has been reaped. */
void ending_reaped(struct swarm *s, struct client *c, int status);

/* Ends the session of a process that is gone, once it is drained. */
void ending_if_drained(struct swarm *s, struct client *c);

/* Ends it although somebody else still holds its pipes. */
void ending_finish(struct swarm *s, struct client *c);

#endif
