/*
 * A block that is read lies where the reader put it until it is due; then it
 * changes places with the one before. Moments are counted from one origin, so
 * that being late once does not make everything later.
 */
#include "poller.h"
#include "replay.h"

/* Some centuries: a stamp that nobody wrote in earnest. */
#define FAR_US 1e16

/* Before the last stamp another run begins, and the first one does so, too. */
static void
schedule(struct replay *r, int64_t now_us)
{
	int64_t stamp = r->in.now.time_us;
	double us;

	if (r->in.blocks == 1 || stamp < r->now.time_us) {
		r->begin_us = now_us;
		r->stamp_us = stamp;
	}
	us = ((double)stamp - (double)r->stamp_us) * 1e6 / (double)r->speed;
	r->due_us = r->begin_us + (int64_t)(us < FAR_US ? us : FAR_US);
}

static void
let_through(struct replay *r)
{
	struct block old = r->now;

	r->now = r->in.now;
	r->in.now = old;
	r->waits = 0;
}

int
replay_next(struct replay *r, struct slice *in, int64_t now_us)
{
	if (!r->waits) {
		if (!block_read(&r->in, in))
			return 0;
		r->waits = 1;
		if (r->speed > 0)
			schedule(r, now_us);
	}
	if (r->held || (r->speed > 0 && now_us < r->due_us))
		return 0;
	let_through(r);
	return 1;
}

int64_t
replay_due(const struct replay *r)
{
	if (!r->waits || r->held)
		return POLLER_NEVER;
	return r->speed > 0 ? r->due_us : 0;
}

void
replay_hold(struct replay *r, int hold, int64_t now_us)
{
	if (hold && !r->held)
		r->held_us = now_us;
	if (!hold && r->held) {
		r->begin_us += now_us - r->held_us;
		r->due_us += now_us - r->held_us;
	}
	r->held = hold;
}

void
replay_hurry(struct replay *r)
{
	r->speed = 0;
	r->held = 0;
}

void
replay_free(struct replay *r)
{
	struct block_reader last = { .now = r->now };

	block_free(&last);
	block_free(&r->in);
}
