/*
 * Standard output is watched for writability only while it is full, and for
 * hang-up always, so that a reader's end is seen without writing.
 */
#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "output.h"
#include "swarm.h"

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
