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

/* Whether arrival k is. */
static int
is_ours(const struct swarm *s, int64_t k)
{
	const struct options *o = s->opt;

	return s->crowd.ordered || k % o->clients % o->slices == o->slice;
}

/* Of arrivals from (k) to below to, those that are ours. */
static int64_t
ours(const struct swarm *s, int64_t from, int64_t to)
{
	int64_t n = 0;

	for (; from < to; from++)
		n += is_ours(s, from);
	return n;
}

static int64_t
count_arrivals(const struct swarm *s)
{
	struct load_walk w = { .load = &s->opt->load };
	struct load_event e;
	int64_t n = 0;

	while ((e = load_next(&w)).kind != LOAD_OVER)
		n += e.kind == LOAD_ARRIVE && is_ours(s, e.k);
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
	begin_at(s);
	c->walk.load = &s->opt->load;
	c->phase_us = c->begin_us;
	c->end_us = INT64_MAX;
	c->target = settings_slots(s->opt);
	c->whole = s->opt->clients;
	c->next = load_next(&c->walk);
	if (s->opt->hold_us > 0)
		c->to_come = count_arrivals(s);
}

/* Its times are no more than the rate's. */
static int
is_climb(const struct swarm *s)
{
	return s->crowd.ordered || s->opt->load_text == NULL;
}

/* Half the jitter early, as the start may be. */
int64_t
crowd_due_us(const struct swarm *s)
{
	const struct crowd *c = &s->crowd;
	int64_t due = c->begin_us + c->next.at_us, next = ramp_next_us(s);

	if (c->next.kind == LOAD_OVER || (s->paused && is_climb(s)))
		return INT64_MAX;
	if (c->next.kind != LOAD_ARRIVE)
		return due;
	return (due > next ? due : next) - s->opt->jitter_us / 2;
}

/* Of which target and phase_us are known. */
static void
put_phase(struct swarm *s)
{
	struct sbuf *b = raw_begin(&s->raw, NULL, "phase",
	    clock_stamp_of(clock_mono()));

	put_int(b, "n", ++s->crowd.phases);
	put_int(b, "target", s->crowd.target);
	raw_end(&s->raw);
}

static void
phase(struct swarm *s, const struct load_event *e)
{
	struct crowd *c = &s->crowd;
	const struct load_walk *w = &c->walk;

	/* The next to leave, and the next to come. */
	if (e->target >= w->arrived - w->left)
		c->target = ours(s, w->left, w->left + e->target);
	else
		c->target = ours(s, w->arrived - e->target, w->arrived);
	c->whole = e->target;
	c->phase_us = c->begin_us + e->at_us;
	put_phase(s);
}

/* Chance goes by the arrival's number among all, as far as there is one. */
static int64_t
number(const struct swarm *s, const struct load_event *e)
{
	return s->crowd.ordered ? settings_slot(s->opt, s->crowd.comings) :
	    e->k;
}

static void
arrive(struct swarm *s, const struct load_event *e, int64_t now)
{
	const struct options *o = s->opt;
	struct chance chance = { o->seed, CHANCE_RAMP, number(s, e), 0 };
	struct client *c = row_first(&s->crowd.vacant);
	int64_t due = s->crowd.begin_us + e->at_us;

	if (!is_ours(s, e->k))
		return;
	due = ramp_came(s, due, now);
	if (chance.client > 0)
		due += chance_within(chance, o->jitter_us / 2);
	if (due < s->crowd.phase_us)
		due = s->crowd.phase_us;
	row_join(&s->crowd.present, &c->turn, c);
	s->crowd.comings++;
	s->crowd.to_come--;
	s->crowd.arriving++;
	client_come(s, c, due);
}

/* When all are there --hold begins; not where nobody is to be there. */
static void
hold(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	if (s->opt->hold_us > 0 && c->to_come <= 0 && c->arriving == 0 &&
	    !(c->ordered && c->target == 0))
		c->end_us = now_us + s->opt->hold_us;
}

/* The last arrival begins --hold, even if it left before its start. */
static void
arrived(struct swarm *s, struct client *c, int64_t now_us)
{
	if (!c->arriving)
		return;
	c->arriving = 0;
	s->crowd.arriving--;
	hold(s, now_us);
}

/* A client leaves, perhaps before it was started. */
static void
leave(struct swarm *s, struct client *c)
{
	row_join(&s->crowd.vacant, &c->turn, c);
	c->wanted = 0;
	c->come_us = 0;
	arrived(s, c, clock_mono());
	if (c->alive)
		ending_begin(s, c, EXIT_SESSION);
	else
		client_stop(s, c);
}

/* Until the next order: all who will come are there. */
static void
give_up(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	msg("this machine carries no more: %lld of %lld clients; the rest is "
	    "not started", (long long)c->present.n, (long long)(c->ordered ?
	    c->target : settings_slots(s->opt)));
	s->ramp.given_up = 1;
	c->next = (struct load_event){ .kind = LOAD_OVER };
	c->to_come = 0;
	hold(s, now_us);
}

void
crowd_turn(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	if (ramp_is_over(&s->ramp))
		give_up(s, now_us);
	while (crowd_due_us(s) <= now_us) {
		struct load_event e = c->next;

		if (e.kind == LOAD_PHASE)
			phase(s, &e);
		else if (e.kind == LOAD_ARRIVE)
			arrive(s, &e, now_us);
		else if (is_ours(s, e.k))
			leave(s, row_first(&c->present));
		c->next = load_next(&c->walk);
	}
}

/* An order cannot bring forward what --start-at has put off. */
static void
climb(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;
	int64_t missing = c->target - c->present.n;

	load_free(&c->climb);
	load_ramp(&c->climb, missing > 0 ? missing : 0, s->ramp.on ?
	    RATE_MAX_MICRO : settings_rate(s->opt, s->rate_micro).rate_micro);
	c->walk = (struct load_walk){ .load = &c->climb };
	c->ordered = 1;
	if (c->begin_us < now_us)
		c->begin_us = now_us;
	c->to_come = missing;
	c->next = load_next(&c->walk);
}

void
crowd_order(struct swarm *s, int64_t clients, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	c->whole = clients;
	c->target = settings_share(s->opt, clients);
	c->end_us = INT64_MAX;
	ramp_renew(&s->ramp);
	climb(s, now_us);
	c->phase_us = c->begin_us;
	put_phase(s);
	while (c->present.n > c->target)
		leave(s, row_first(&c->present));
	hold(s, now_us);
}

void
crowd_go_on(struct swarm *s, int64_t now_us)
{
	struct crowd *c = &s->crowd;

	if (!is_climb(s) || c->next.kind == LOAD_OVER)
		return;
	if (c->next.kind == LOAD_PHASE)
		phase(s, &c->next);
	climb(s, now_us);
}

/* Where nobody is wanted, and not by a shape's end, an order may want some. */
int
crowd_over(const struct swarm *s)
{
	const struct crowd *c = &s->crowd;

	return c->next.kind == LOAD_OVER && !(c->target == 0 && is_climb(s) &&
	    s->control.fifo.path != NULL);
}

void
crowd_started(struct swarm *s, struct client *c, int64_t now_us)
{
	if (!s->begun && s->opt->duration_us > 0)
		s->end_us = now_us + s->opt->duration_us;
	s->begun = 1;
	arrived(s, c, now_us);
}

void
crowd_free(struct crowd *c)
{
	load_free(&c->climb);
}
