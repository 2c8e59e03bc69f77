/*
 * The limiter of starts follows the rate that the machine allows, so that
 * restarts are held back as arrivals are.
 */
#include <stdlib.h>

#include "clock.h"
#include "ramp.h"
#include "swarm.h"

static void
limit_starts(struct swarm *s, int64_t now_us)
{
	s->rate_micro = s->ramp.adapt.rate_micro;
	rate_set(&s->rate, settings_rate(s->opt, s->rate_micro), now_us);
}

void
ramp_open(struct swarm *s)
{
	const struct preflight *p = s->preflight;
	struct adapt_machine m = { p->start_us, p->facts.cores_micro,
		p->other_micro };
	struct ramp *r = &s->ramp;
	int64_t now = clock_mono();

	*r = (struct ramp){ .on = s->opt->rate_auto, .due_us = INT64_MAX };
	if (!r->on)
		return;
	adapt_open(&r->adapt, &m, now);
	limit_starts(s, now);
	r->due_us = now + ADAPT_EVERY_US;
	platform_cpu(&r->machine);
}

int64_t
ramp_due_us(const struct swarm *s)
{
	return s->ramp.on && s->crowd.next.kind != LOAD_OVER ?
	    s->ramp.due_us : INT64_MAX;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t
median(int64_t *v, int64_t n)
{
	if (n == 0)
		return 0;
	qsort(v, (size_t)n, sizeof(*v), by_size);
	return v[n / 2];
}

static void
wake(struct ramp *r, int64_t now_us)
{
	r->adapt.looked_us = now_us;
	r->due_us = now_us + ADAPT_EVERY_US;
	r->late_us = r->nwords = 0;
}

/* Processes, and those that wait for their next one. */
static int64_t
clients(const struct swarm *s)
{
	const int64_t *n = s->count;

	return n[STATE_STARTING] + n[STATE_RUNNING] + n[STATE_STALLED] +
	    n[STATE_BACKOFF];
}

/* Whether one is to come now, as soon as the rate lets it. */
static int
waits(const struct swarm *s, int64_t now_us)
{
	const struct crowd *c = &s->crowd;

	return s->reason == END_NOT && !s->paused &&
	    c->next.kind == LOAD_ARRIVE &&
	    c->begin_us + c->next.at_us <= now_us;
}

void
ramp_turn(struct swarm *s, int64_t now_us)
{
	struct ramp *r = &s->ramp;
	struct adapt_seen seen = { .at_us = now_us, .clients = clients(s),
		.carries = s->capacity.carries,
		.waits = waits(s, now_us) };

	if (now_us < ramp_due_us(s))
		return;
	seen.idle = platform_idle(&r->machine);
	/* Nobody was to come meanwhile; or we are as late as that. */
	if (now_us - r->due_us > SECOND_US && !r->waits) {
		r->waits = seen.waits;
		wake(r, now_us);
		return;
	}
	r->waits = seen.waits;
	/* How late this look is tells as much. */
	ramp_late(r, now_us - r->due_us);
	r->took_us += now_us - r->adapt.looked_us;
	seen.late_us = r->late_us;
	seen.words_us = median(r->words_us, r->nwords);
	adapt_look(&r->adapt, &seen);
	limit_starts(s, now_us);
	wake(r, now_us);
}

int64_t
ramp_next_us(const struct swarm *s)
{
	const struct ramp *r = &s->ramp;

	if (!r->on)
		return 0;
	return r->adapt.full ? INT64_MAX : r->next_us;
}

int64_t
ramp_came(struct swarm *s, int64_t due_us, int64_t now_us)
{
	struct ramp *r = &s->ramp;

	if (!r->on)
		return due_us;
	if (due_us < r->next_us)
		due_us = r->next_us;
	/* What was missed is not made up for. */
	if (due_us < now_us - SECOND_US)
		due_us = now_us;
	r->next_us = adapt_start(&r->adapt, due_us);
	return due_us;
}

int
ramp_is_over(const struct ramp *r)
{
	return r->on && r->adapt.over && !r->given_up;
}

int64_t
ramp_missing(const struct swarm *s)
{
	const struct ramp *r = &s->ramp;
	int64_t n = s->crowd.target - s->crowd.present.n;

	return n > 0 && (r->given_up || (r->on && r->adapt.held)) ? n : 0;
}

void
ramp_renew(struct ramp *r)
{
	adapt_renew(&r->adapt);
	r->waits = r->given_up = 0;
}

void
ramp_spoke(struct swarm *s, int64_t us)
{
	struct ramp *r = &s->ramp;

	if (r->on && r->nwords < RAMP_WORDS)
		r->words_us[r->nwords++] = us;
}

void
ramp_late(struct ramp *r, int64_t us)
{
	if (us > r->late_us)
		r->late_us = us;
}
