/*
 * The load's events become arrivals a little ahead of time, since jitter may
 * bring a start forward.
 */
#include "clock.h"
#include "crowd.h"
#include "die.h"
#include "ending.h"
#include "human.h"
#include "load/chance.h"
#include "record.h"
#include "swarm.h"

/* The slot of arrival k if it is ours, else NULL. */
static struct client *
slot(struct swarm *s, int64_t k)
{
	const struct options *o = s->opt;

	k %= o->clients;
	return k % o->slices == o->slice ? &s->clients[k / o->slices] : NULL;
}

/* Of arrivals from (k) to below to, those that are ours. */
static int64_t
ours(struct swarm *s, int64_t from, int64_t to)
{
	int64_t n = 0;

	for (; from < to; from++)
		n += slot(s, from) != NULL;
	return n;
}

static int64_t
count_arrivals(struct swarm *s)
{
	struct load_walk w = { .load = &s->opt->load };
	struct load_event e;
	int64_t n = 0;

	while ((e = load_next(&w)).kind != LOAD_OVER)
		n += e.kind == LOAD_ARRIVE && slot(s, e.k) != NULL;
	return n;
}

static void
begin_at(struct swarm *s)
{
	int64_t wait = s->opt->start_at_us - clock_stamp();

	s->crowd.begin_us = clock_mono();
	if (s->opt->start_at_us == 0)
		return;
	s->crowd.begin_us += wait;
	if (wait > SECOND_US)
		msg("the load begins in %lld s", (long long)(wait / SECOND_US));
	else if (wait < 0)
		msg("--start-at was %s ago: the load is late by "
		    "that much, or catches up where --ramp-rate allows it",
		    human_time(-wait).s);
}

void
crowd_open(struct swarm *s)
{
	struct crowd *c = &s->crowd;

	if (s->nclients == 0)
		msg("none of %lld clients falls to slice %lld of %lld",
		    (long long)s->opt->clients, (long long)s->opt->slice,
		    (long long)s->opt->slices);
	*c = (struct crowd){ .walk = { .load = &s->opt->load } };
	begin_at(s);
	c->phase_us = c->begin_us;
	c->target = settings_slots(s->opt);
	c->next = load_next(&c->walk);
	c->awaited = s->opt->hold_us > 0 ? count_arrivals(s) : -1;
}

/* Half the jitter early, as the start may be. */
int64_t
crowd_due_us(const struct swarm *s)
{
	const struct crowd *c = &s->crowd;
	int64_t due = c->begin_us + c->next.at_us, next = ramp_next_us(s);

	if (c->next.kind == LOAD_OVER)
		return INT64_MAX;
	if (c->next.kind != LOAD_ARRIVE)
		return due;
	return (due > next ? due : next) - s->opt->jitter_us / 2;
}

static void
phase(struct swarm *s, const struct load_event *e)
{
	struct crowd *c = &s->crowd;
	const struct load_walk *w = &c->walk;
	struct sbuf *b;

	/* The next to leave, and the next to come. */
	if (e->target >= w->arrived - w->left)
		c->target = ours(s, w->left, w->left + e->target);
	else
		c->target = ours(s, w->arrived - e->target, w->arrived);
	c->phase_us = c->begin_us + e->at_us;
	b = raw_begin(&s->raw, NULL, "phase", clock_stamp_of(clock_mono()));
	put_int(b, "n", e->k);
	put_int(b, "target", c->target);
	raw_end(&s->raw);
}

static void
arrive(struct swarm *s, const struct load_event *e, int64_t now)
{
	const struct options *o = s->opt;
	struct chance chance = { o->seed, CHANCE_RAMP, e->k, 0 };
	struct client *c = slot(s, e->k);
	int64_t due = s->crowd.begin_us + e->at_us;

	if (c == NULL)
		return;
	due = ramp_came(s, due, now);
	if (e->k > 0)
		due += chance_within(chance, o->jitter_us / 2);
	if (due < s->crowd.phase_us)
		due = s->crowd.phase_us;
	client_come(s, c, due);
}

static void
end_by(struct swarm *s, int64_t us)
{
	if (us < s->end_us)
		s->end_us = us;
}

/* The last arrival begins --hold, even if it left before its start. */
static void
arrived(struct swarm *s, struct client *c, int64_t now_us)
{
	if (c->arriving && --s->crowd.awaited == 0)
		end_by(s, now_us + s->opt->hold_us);
	c->arriving = 0;
}

/* A client leaves, perhaps before it was started. */
static void
leave(struct swarm *s, const struct load_event *e)
{
	struct client *c = slot(s, e->k);

	if (c == NULL)
		return;
	c->wanted = 0;
	c->come_us = 0;
	arrived(s, c, clock_mono());
	if (c->alive)
		ending_begin(s, c, EXIT_SESSION);
	else
		client_stop(s, c);
}

void
crowd_turn(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	while (crowd_due_us(s) <= now_us) {
		struct load_event e = c->next;

		if (e.kind == LOAD_PHASE)
			phase(s, &e);
		else if (e.kind == LOAD_ARRIVE)
			arrive(s, &e, now_us);
		else
			leave(s, &e);
		c->next = load_next(&c->walk);
	}
}

int
crowd_over(const struct swarm *s)
{
	return s->crowd.next.kind == LOAD_OVER;
}

void
crowd_started(struct swarm *s, struct client *c, int64_t now_us)
{
	if (!s->begun && s->opt->duration_us > 0)
		end_by(s, now_us + s->opt->duration_us);
	s->begun = 1;
	arrived(s, c, now_us);
}
