/*
 * The swarm: all clients and the one loop that serves them.
 */
#ifndef SWARM_H
#define SWARM_H

#include <stdint.h>

#include "client.h"
#include "guard.h"
#include "options.h"
#include "output.h"
#include "poller.h"
#include "preflight.h"
#include "raw.h"
#include "stop.h"
#include "tick.h"
#include "timers.h"

struct swarm {
	const struct options *opt;
	const struct preflight *plan;
	struct guard guard;
	struct poller *poller;
	struct raw raw;
	struct timers timers;
	struct client *clients;		/* opt->clients of them */
	int64_t count[STATE_COUNT];	/* clients in each state */
	int64_t open;			/* sessions that have not ended */
	int64_t end_us;			/* of --duration; INT64_MAX: none */
	struct tick tick;
	struct stop stop;
	struct source signals, out;
	int out_waits;			/* the reader must take first */
	int out_failed;			/* a write error, not its end */
	int out_dead;			/* there is no reader any more */
	int64_t out_due_us;		/* of what waits; 0: nothing does */
	int complained;			/* that a start failed */
};

/*
 * A swarm whose guard runs already and whose preflight is done. Writes the
 * first record.
 */
void swarm_open(struct swarm *s);

/* Runs the clients until the run is over and all sessions have ended. */
void swarm_run(struct swarm *s);

/* The run ends before it began. */
void swarm_fail(struct swarm *s, enum stop_reason r);

/*
 * Last tick, end record, last byte to the reader. The guard is left to its
 * starter. Returns the exit status.
 */
int swarm_close(struct swarm *s);

/* For the parts of the swarm. */
int swarm_stopping(const struct swarm *s);
/* A process has been started: the first one starts --duration. */
void swarm_started(struct swarm *s, int64_t now_us);
/* Whether a signal that asks to end has come; takes what has come. */
int swarm_interrupted(struct swarm *s);

#endif
