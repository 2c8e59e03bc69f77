/*
 * From the first record to the last one.
 */
#include <stdlib.h>

#include "announce.h"
#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "loop.h"
#include "swarm.h"

/* State, lost and exit of each client, and a thousand ticks. */
#define RESERVE_BYTES (256 << 10)
#define RESERVE_PER_CLIENT 1024
/* A 64 KiB read of empty lines, each of which becomes a record. */
#define BLOCK_SLACK_BYTES (4 << 20)
/* How long the end waits for a reader that takes nothing. */
#define READER_US (10 * SECOND_US)

/* Opening */

void
swarm_open(struct swarm *s)
{
	const struct options *o = s->opt;

	ladder_open(&s->ladder, o->grace_us);
	/* Another program may open /dev/stderr, which a socket is not for. */
	s->stamped = o->command == NULL && stamped_works();
	s->nclients = settings_slots(o);
	s->count[STATE_WAITING] = s->nclients;
	s->crowd.target = s->nclients;
	s->end_us = INT64_MAX;
	s->clients = ezalloc((size_t)s->nclients, sizeof(*s->clients));
	s->poller = poller_new();
	if (s->poller == NULL)
		die_errno("poller");
	poller_allow_lag(s->poller);
	if (poller_add(s->poller, s->signals.fd, POLLER_IN, &s->signals) != 0)
		die_errno("poller");
	output_open(&s->out, &s->raw, s->poller);
	queue_open(&s->raw.queue, (struct queue_sizes){
	    (size_t)o->buffer_bytes, o->block ? BLOCK_SLACK_BYTES : 0,
	    RESERVE_BYTES + RESERVE_PER_CLIENT * (size_t)s->nclients });
	announce_swarm(s);
	tick_open(&s->tick, clock_mono());
}

/* Jitter may bunch the starts, and slots that come again too. */
static void
plan_starts(struct swarm *s)
{
	const struct options *o = s->opt;
	int64_t i, rate = o->rate_micro / o->slices;

	rate = rate > 0 ? rate : 1;
	rate_open(&s->rate, (struct rate_rule){ rate,
	    o->jitter_us + 1000000000000 / rate }, clock_mono());
	ramp_open(s);
	for (i = 0; i < s->nclients; i++)
		client_init(s, &s->clients[i], i);
	crowd_open(s);
}

void
swarm_run(struct swarm *s)
{
	struct curls curls = { s->opt, s->preflight, s->guard.group, s->poller,
		&s->raw };

	announce_words(s);
	plan_starts(s);
	scrapes_open(&s->scrapes, &curls, clock_mono());
	watches_open(&s->watches, &curls, clock_mono());
	loop_run(s);
}

/* Closing */

/*
 * Writes all that is left, while the reader takes something at least every
 * limit_us and no signal comes. 0, or -1 if something stayed.
 */
static int
drain(struct swarm *s, int64_t limit_us)
{
	struct poller_event ev[8];
	int64_t until = clock_mono() + limit_us;
	size_t before;

	while (output_is_left(&s->out)) {
		before = s->raw.queue.used;
		output_flush(&s->out);
		if (s->raw.queue.used < before)
			until = clock_mono() + limit_us;
		if (clock_mono() >= until || loop_interrupted(s))
			return -1;
		if (output_is_left(&s->out))
			poller_wait(s->poller, ev, COUNT(ev), until);
	}
	return 0;
}

static void
release(struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		client_free(&s->clients[i]);
	free(s->clients);
	scrapes_free(&s->scrapes);
	watches_free(&s->watches);
	poller_free(s->poller);
	raw_free(&s->raw);
	timers_free(&s->timers);
}

int
swarm_close(struct swarm *s)
{
	int status = s->reason >= END_READER;
	int64_t limit = s->reason == END_READER ? SECOND_US : READER_US;

	tick_write_last(s, clock_mono());
	announce_end(s);
	if (drain(s, limit) != 0) {
		msg("the reader takes nothing: the end of the stream is lost");
		status = 1;
	}
	status |= s->out.failed;
	release(s);
	return status;
}
