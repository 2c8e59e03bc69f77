/*
 * Standard output is watched for writability only while it is full, and for
 * hang-up always, so that a reader's end is seen without writing.
 */
#include <poll.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "output.h"

void
output_open(struct output *o, struct raw *raw, struct poller *p)
{
	*o = (struct output){ .raw = raw, .poller = p,
		.src = { .kind = SOURCE_OUTPUT, .fd = STDOUT_FILENO } };
	if (poller_add(p, STDOUT_FILENO, 0, &o->src) != 0)
		die_errno("poller");
}

static void
watch(struct output *o, int waits)
{
	if (waits == o->waits)
		return;
	o->waits = waits;
	poller_change(o->poller, STDOUT_FILENO, waits ? POLLER_OUT : 0,
	    &o->src);
}

static enum end_reason
give_up(struct output *o, enum end_reason r)
{
	poller_remove(o->poller, STDOUT_FILENO);
	o->dead = 1;
	o->raw->queue.used = 0;
	return r;
}

enum end_reason
output_flush(struct output *o)
{
	enum queue_result r = queue_flush(&o->raw->queue, STDOUT_FILENO);

	if (r == QUEUE_GONE)
		return give_up(o, END_PIPE);
	if (r == QUEUE_FAILED) {
		msg_errno("standard output");
		o->failed = 1;
		return give_up(o, END_FAILED);
	}
	watch(o, r == QUEUE_WAITS);
	return END_NOT;
}

int
output_is_left(const struct output *o)
{
	return o->raw->queue.used > 0 && !o->dead;
}

int64_t
output_due_us(const struct output *o)
{
	if (!output_is_left(o) || o->waits)
		return INT64_MAX;
	return o->due_us;
}

/* Writes if it is time to. */
static enum end_reason
write_due(struct output *o, int64_t now_us, int ready)
{
	size_t used = o->raw->queue.used;

	if (used == 0)
		return END_NOT;
	if (o->due_us == 0)
		o->due_us = now_us + OUTPUT_GATHER_US;
	if (!(ready & POLLER_OUT) && (o->waits ||
	    (used < QUEUE_WRITE_MAX && now_us < o->due_us)))
		return END_NOT;
	o->due_us = 0;
	return output_flush(o);
}

enum end_reason
output_turn(struct output *o, int64_t now_us, int ready, int stopping)
{
	enum end_reason r, full = END_NOT;

	if (o->dead) {
		o->raw->queue.used = 0;
		return END_NOT;
	}
	/* A reader that is gone, seen without writing. */
	if (ready & POLLER_HUP)
		return give_up(o, END_PIPE);
	if (o->raw->full && !stopping) {
		msg("the reader takes nothing: the run ends (%lld lines "
		    "lost so far)", (long long)o->raw->lost_lines);
		full = END_READER;
	}
	r = write_due(o, now_us, ready);
	return full != END_NOT ? full : r;
}

int
output_blocks(struct output *o, int64_t now_us, int64_t patience_us)
{
	const struct queue *q = &o->raw->queue;
	int blocks = q->full && !o->dead && !o->given_up;

	if (blocks && o->since_us == 0)
		o->since_us = o->taken_us = now_us;
	if (q->used != o->used)
		o->taken_us = now_us;
	o->used = q->used;
	if (blocks && now_us - o->taken_us >= patience_us) {
		o->given_up = 1;
		blocks = 0;
	}
	if (!blocks)
		o->since_us = 0;
	return blocks;
}

int
output_wait(struct output *o, int signals, int64_t until_us)
{
	struct pollfd p[2] = {
		{ .fd = signals, .events = POLLIN },
		{ .fd = STDOUT_FILENO, .events = POLLOUT },
	};
	int64_t now = clock_mono();

	if (until_us > now + SECOND_US)
		until_us = now + SECOND_US;
	poll(p, 2, clock_left_ms(until_us));
	o->second_us += clock_mono() - now;
	if (p[1].revents & (POLLERR | POLLHUP))
		return POLLER_HUP;
	return (p[1].revents & POLLOUT) != 0 ? POLLER_OUT : 0;
}
