/*
 * Ticks.
 */
#include "clock.h"
#include "record.h"
#include "swarm.h"
#include "tick.h"

#define LATE_US 100000
/* Shares of a shorter time would be all rounding. */
#define SHORT_US 100000

void
tick_open(struct tick *t, int64_t start_us)
{
	*t = (struct tick){ .due_us = start_us + SECOND_US,
		.at_us = start_us, .own_us = platform_own_us() };
	platform_cpu(&t->machine);
}

void
tick_late(struct tick *t, int64_t late_us)
{
	if (late_us > t->late_max_us)
		t->late_max_us = late_us;
	t->late_n += late_us > LATE_US;
}

/* Own processor time as a share of one core; idle as a share of all. */
static void
put_load(struct sbuf *b, struct tick *t, int64_t now_us)
{
	int64_t own = platform_own_us(), idle, passed = now_us - t->at_us;

	if (passed < SHORT_US)
		return;
	put_micro(b, "cpu", (own - t->own_us) * 1000000 / passed);
	t->own_us = own;
	t->at_us = now_us;
	idle = platform_idle(&t->machine);
	if (idle >= 0)
		put_micro(b, "idle", idle);
}

/* The rate, as long as clients are to come; how long the ramp took. */
static void
put_ramp(struct sbuf *b, const struct swarm *s)
{
	const struct ramp *r = &s->ramp;

	if (r->on) {
		if (!crowd_over(s))
			put_micro(b, "rate", r->adapt.full ? 0 :
			    r->adapt.rate_micro);
		put_micro(b, "ramp", r->took_us);
		put_micro(b, "held", r->adapt.limited_us);
	}
	if (s->capacity.carries > 0)
		put_int(b, "carries", s->capacity.carries);
}

/* What a pause holds back is not due until it is over; what the machine has no
 * room for is. */
static void
begin(struct swarm *s, int64_t now_us)
{
	struct sbuf *b = raw_begin(&s->raw, NULL, "tick",
	    clock_stamp_of(now_us));
	struct tick *t = &s->tick;
	enum state i;

	put_int(b, "target", s->crowd.target);
	put_int(b, "started", s->nclients - s->count[STATE_WAITING]);
	for (i = STATE_STARTING; i < STATE_COUNT; i++)
		put_int(b, state_name(i), s->count[i]);
	put_int(b, "asked", s->asked + ramp_missing(s) -
	    (s->paused ? s->waiting.n : 0));
	put_int(b, "starts", s->starts);
	put_int(b, "late_n", t->late_n);
	put_micro(b, "late_max", t->late_max_us);
	put_int(b, "lost", s->raw.lost_lines);
	put_int(b, "lost_bytes", s->raw.lost_bytes);
	if (s->opt->block)
		put_micro(b, "blocked", s->out.second_us);
	s->out.second_us = 0;
	put_ramp(b, s);
	if (poller_lag(s->poller) > 0)
		put_micro(b, "lag", poller_lag(s->poller));
	put_load(b, t, now_us);
	t->late_n = t->late_max_us = 0;
}

void
tick_write(struct swarm *s, int64_t now_us)
{
	struct tick *t = &s->tick;

	tick_late(t, now_us - t->due_us);
	begin(s, now_us);
	raw_end(&s->raw);
	/* Missed seconds are not made up: their events belong to this one. */
	do
		t->due_us += SECOND_US;
	while (t->due_us <= now_us);
}

void
tick_write_last(struct swarm *s, int64_t now_us)
{
	begin(s, now_us);
	raw_end_last(&s->raw);
}
