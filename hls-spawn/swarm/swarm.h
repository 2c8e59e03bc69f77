/*
 * The swarm: all clients, and what they have in common.
 */
#ifndef SWARM_H
#define SWARM_H

#include <stdint.h>

#include "capacity.h"
#include "child/guard.h"
#include "child/ladder.h"
#include "client.h"
#include "control.h"
#include "crowd.h"
#include "load/rate.h"
#include "load/settings.h"
#include "poller.h"
#include "preflight/preflight.h"
#include "ramp.h"
#include "relay/relay.h"
#include "stream/output.h"
#include "stream/raw.h"
#include "tick.h"
#include "timers.h"
#include "trouble.h"
#include "vocabulary.h"
#include "watch/scrapes.h"
#include "watch/watches.h"

struct swarm {
	const struct options *opt;
	const struct preflight *preflight;
	struct guard guard;
	struct relay relay;
	struct poller *poller;
	struct raw raw;
	struct timers timers;
	struct client **clients;
	int64_t nclients;		/* slots, used or not */
	struct client **blocks;		/* where they live */
	size_t nblocks;
	struct crowd crowd;
	struct rate rate;
	struct ramp ramp;
	struct capacity capacity;
	int64_t rate_micro;		/* of the whole swarm, now */
	struct row waiting;		/* clients whose start is due */
	int paused;			/* no start is made */
	struct control control;
	struct trouble trouble;
	struct scrapes scrapes;
	struct watches watches;
	int64_t count[STATE_COUNT];	/* clients in each state */
	int64_t open;			/* sessions that have not ended */
	int64_t asked, starts;		/* starts that were due, and made */
	int64_t failing;		/* clients whose last process did so
					 * at once */
	int64_t later;			/* viewers who came behind another */
	int64_t given_up, finished;	/* clients, by failures and cleanly */
	int begun;			/* the first start was tried */
	/* Media of all processes: how much, when it last advanced, and the
	 * start of the process that was first to have some. */
	int64_t media_us, last_media_us, first_start_us;
	int64_t end_us;			/* of --duration; INT64_MAX: none */
	struct tick tick;
	enum end_reason reason;		/* why it ends, or END_NOT */
	struct ladder ladder;		/* of all its processes */
	struct source signals;
	struct output out;
	int complained;			/* that a start failed */
	int stamped;			/* clients' pipes are, of stamped.h */
};

/*
 * A swarm whose guard runs already and whose preflight is done. Writes the
 * first record.
 */
void swarm_open(struct swarm *s);

/* Runs the clients until the run is over and all sessions have ended. */
void swarm_run(struct swarm *s);

/*
 * Last tick, end record, last byte to the reader. The guard is left to its
 * starter. Returns the exit status.
 */
int swarm_close(struct swarm *s);

#endif
