/*
 * Stopping the run: no more starts, and an end to all processes.
 */
#ifndef STOP_H
#define STOP_H

#include <stdint.h>

#include "vocabulary.h"

struct swarm;

/*
 * Begins to stop: no more starts, TERM to all. The first reason counts, and
 * END_NOT is none.
 */
void stop_begin(struct swarm *s, enum end_reason r);

/*
 * Somebody asks for the end: begins to stop, or, as that was done before, KILL,
 * as ladder_hurry has it.
 */
void stop_ask(struct swarm *s, enum end_reason r);

/* Takes the next step; its time has come. */
void stop_step(struct swarm *s, int64_t now_us);

#endif
