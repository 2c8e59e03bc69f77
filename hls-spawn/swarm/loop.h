/*
 * The one loop that serves the swarm, in the order signals, input, time,
 * output.
 */
#ifndef LOOP_H
#define LOOP_H

struct swarm;

/* Until the run is over and all sessions have ended. */
void loop_run(struct swarm *s);

/* Whether a signal that asks to end has come; takes what has come. */
int loop_interrupted(struct swarm *s);

#endif
