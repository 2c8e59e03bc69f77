/*
 * From the first record to the last one.
 */
#include "announce.h"
#include "clock.h"
#include "die.h"
#include "loop.h"
#include "slots.h"
#include "swarm.h"

/* A 64 KiB read of empty lines, each of which becomes a record. */
#define BLOCK_SLACK_BYTES (4 << 20)
/* How long the end waits for a reader that takes nothing. */
#define READER_US (10 * SECOND_US)

/* Opening */

void
swarm_open(struct swarm *s)
{
	const struct options *o = s->opt;
	int64_t late_us;

	ladder_open(&s->ladder, o->grace_us);
	/* Another program may open /dev/stderr, which a socket is not for. */
	late_us = o->command == NULL ? stamped_late_us() : 0;
	s->stamped = late_us > 0;
	s->crowd.target = settings_slots(o);
	s->end_us = INT64_MAX;
	s->poller = poller_new();
	if (s->poller == NULL)
		die_errno("poller");
	poller_allow_lag(s->poller);
	poller_late(s->poller, late_us);
	if (poller_add(s->poller, s->signals.fd, POLLER_IN, &s->signals) != 0)
		die_errno("poller");
	output_open(&s->out, &s->raw, s->poller);
	queue_open(&s->raw.queue, (struct queue_sizes){
	    (size_t)o->buffer_bytes, o->block ? BLOCK_SLACK_BYTES : 0,
	    slots_reserve_bytes(0) });
	announce_swarm(s);
	tick_open(&s->tick, clock_mono());
}

static void
plan_starts(struct swarm *s)
{
	const struct options *o = s->opt;
	int64_t need;

	s->rate_micro = o->rate_micro;
	rate_open(&s->rate, settings_rate(o, o->rate_micro), clock_mono());
	ramp_open(s);
	if (slots_grow(s, settings_slots(o), &need) != 0)
		die_errno("%lld descriptors", (long long)need);
	crowd_open(s);
}

void
swarm_run(struct swarm *s)
{
	struct curls curls = { s->opt, s->preflight, s->guard.group, s->poller,
		&s->raw };

	announce_words(s);
	plan_starts(s);
	control_open(s);
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
	slots_free(s);
	crowd_free(&s->crowd);
	control_free(s);
	scrapes_free(&s->scrapes);
	watches_free(&s->watches);
	trouble_free(&s->trouble);
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
