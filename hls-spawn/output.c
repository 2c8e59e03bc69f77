/*
 * Standard output is watched for writability only while it is full, and for
 * hang-up always, so that a reader's end is seen without writing.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "output.h"
#include "swarm.h"

/* How long a blocked run that stops waits for a reader that takes nothing. */
#define PATIENCE_US (10 * SECOND_US)

static void
watch(struct swarm *s, int waits)
{
	if (waits == s->out_waits)
		return;
	s->out_waits = waits;
	poller_change(s->poller, STDOUT_FILENO, waits ? POLLER_OUT : 0,
	    &s->out);
}

static void
give_up(struct swarm *s, enum stop_reason r)
{
	poller_remove(s->poller, STDOUT_FILENO);
	s->out_dead = 1;
	s->raw.queue.used = 0;
	stop_begin(s, r);
}

static void
flush(struct swarm *s)
{
	enum queue_result r = queue_flush(&s->raw.queue, STDOUT_FILENO);

	if (r == QUEUE_FAILED) {
		msg_errno("standard output");
		s->out_failed = 1;
	}
	if (r == QUEUE_FAILED || r == QUEUE_GONE)
		give_up(s, r == QUEUE_GONE ? STOP_PIPE : STOP_FAILED);
	else
		watch(s, r == QUEUE_WAITS);
}

int64_t
output_due_us(const struct swarm *s)
{
	if (s->raw.queue.used == 0 || s->out_waits || s->out_dead)
		return INT64_MAX;
	return s->out_due_us;
}

void
output_turn(struct swarm *s, int64_t now_us, int ready)
{
	struct queue *q = &s->raw.queue;

	/* A reader that is gone, seen without writing. */
	if ((ready & POLLER_HUP) && !s->out_dead)
		give_up(s, STOP_PIPE);
	if (s->raw.full && !s->out_dead && !swarm_stopping(s)) {
		msg("the reader takes nothing: the run ends (%lld lines "
		    "lost so far)", (long long)s->raw.lost_lines);
		stop_begin(s, STOP_READER);
	}
	if (s->out_dead) {
		q->used = 0;
		return;
	}
	if (q->used == 0)
		return;
	if (s->out_due_us == 0)
		s->out_due_us = now_us + OUTPUT_GATHER_US;
	if (!(ready & POLLER_OUT) && (s->out_waits ||
	    (q->used < QUEUE_WRITE_MAX && now_us < s->out_due_us)))
		return;
	flush(s);
	s->out_due_us = 0;
}

/* Time that a client was not read in is not held against it. */
static void
unblock(struct swarm *s, int64_t now_us)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++) {
		struct client *c = &s->clients[i];

		c->advanced_us += now_us - s->block.since_us;
		/* It may have been started meanwhile. */
		if (c->advanced_us > now_us)
			c->advanced_us = now_us;
	}
	s->block.since_us = 0;
}

int
output_blocks(struct swarm *s, int64_t now_us)
{
	struct block *b = &s->block;
	int blocks = s->opt->block && s->raw.queue.full && !s->out_dead &&
	    !b->given_up;

	if (blocks && b->since_us == 0)
		b->since_us = b->taken_us = now_us;
	if (s->raw.queue.used != b->used)
		b->taken_us = now_us;
	b->used = s->raw.queue.used;
	/* A run that stops does not wait for ever. */
	if (blocks && swarm_stopping(s) && (s->stop.step == STEP_KILL ||
	    now_us - b->taken_us >= PATIENCE_US)) {
		b->given_up = 1;
		blocks = 0;
	}
	if (!blocks && b->since_us != 0)
		unblock(s, now_us);
	return blocks;
}

int
output_wait(struct swarm *s, int64_t until_us)
{
	struct pollfd p[2] = {
		{ .fd = s->signals.fd, .events = POLLIN },
		{ .fd = STDOUT_FILENO, .events = POLLOUT },
	};
	int64_t now = clock_mono(), left = until_us - now;

	if (left > SECOND_US)
		left = SECOND_US;
	poll(p, 2, left > 0 ? (int)(left / 1000 + 1) : 0);
	s->block.second_us += clock_mono() - now;
	if (p[1].revents & (POLLERR | POLLHUP))
		return POLLER_HUP;
	return p[1].revents & POLLOUT ? POLLER_OUT : 0;
}

int
output_drain(struct swarm *s, int64_t limit_us)
{
	struct poller_event ev[8];
	int64_t until = clock_mono() + limit_us;
	size_t before;

	while (s->raw.queue.used > 0 && !s->out_dead) {
		before = s->raw.queue.used;
		flush(s);
		if (s->raw.queue.used < before)
			until = clock_mono() + limit_us;
		if (clock_mono() >= until || swarm_interrupted(s))
			return -1;
		if (s->raw.queue.used > 0 && !s->out_dead)
			poller_wait(s->poller, ev, COUNT(ev), until);
	}
	return 0;
}
