/*
 * The swarm: all clients and the one loop that serves them.
 */
#ifndef SWARM_H
#define SWARM_H

#include <stdint.h>

#include "client.h"
#include "crowd.h"
#include "guard.h"
#include "options.h"
#include "output.h"
#include "pace.h"
#include "poller.h"
#include "preflight.h"
#include "raw.h"
#include "relay.h"
#include "scrapes.h"
#include "stop.h"
#include "tick.h"
#include "timers.h"
#include "trouble.h"
#include "watches.h"

/* With --block, while the reader is too slow. */
struct block {
	int64_t since_us;	/* no child is read since; 0: they are */
	int64_t taken_us;	/* when the reader last took something */
	size_t used;		/* of the queue then */
	int64_t second_us;	/* so long this second */
	int given_up;		/* the run ends and nobody reads */
};

struct swarm {
	const struct options *opt;
	const struct preflight *plan;
	struct guard guard;
	struct relay relay;
	struct poller *poller;
	struct raw raw;
	struct timers timers;
	struct client *clients;
	int64_t nclients;		/* slots, used or not */
	struct crowd crowd;
	struct pace pace;
	struct trouble trouble;
	struct scrapes scrapes;
	struct watches watches;
	int64_t count[STATE_COUNT];	/* clients in each state */
	int64_t open;			/* sessions that have not ended */
	int64_t asked, starts;		/* starts that were due, and made */
	int64_t failing;		/* clients whose last process did so
					 * at once */
	int64_t given_up, finished;	/* clients, by failures and cleanly */
	int begun;			/* the first start was tried */
	/* Media of all processes: how much, when it last advanced, and the
	 * start of the process that was first to have some. */
	int64_t media_us, last_media_us, first_start_us;
	int64_t end_us;			/* of --duration and --hold;
					 * INT64_MAX: none */
	struct tick tick;
	struct stop stop;
	struct source signals, out;
	struct block block;
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
/* Whether a signal that asks to end has come; takes what has come. */
int swarm_interrupted(struct swarm *s);

#endif
