/*
 * The list of steps. What a step is, and when it ends, is in step.c.
 */
#include <stdlib.h>

#include "capacity.h"
#include "ealloc.h"
#include "figures/figures.h"

void
capacity_init(struct capacity *c, const struct rules *rules)
{
	size_t i;

	*c = (struct capacity){ .rules = rules };
	for (i = 0; i < rules->n && !step_takes(&rules->threshold[i]); i++)
		continue;
	if (i == rules->n) {
		rules_default(&c->builtin);
		c->builtin.limits = rules->limits;
		c->rules = &c->builtin;
	}
	step_init(&c->current, c->rules);
}

void
capacity_free(struct capacity *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		sbuf_free(&c->list[i].why);
	free(c->list);
	step_free(&c->current);
	rules_free(&c->builtin);
}

int
capacity_asked(const struct capacity *c, const struct figures *f)
{
	return c->searched || f->hold_us > 0 || (!f->shaped &&
	    (f->controlled || f->phases.count > 1));
}

/* The current step to the list. */
static struct step *
keep(struct capacity *c)
{
	if (c->n == c->size) {
		c->size = c->size ? 2 * c->size : 16;
		c->list = eresize(c->list, c->size, sizeof(*c->list));
	}
	c->list[c->n] = c->current.step;
	c->current.step.why = (struct sbuf){ 0 };
	c->begun = 0;
	return &c->list[c->n++];
}

static int
is_end(const struct step *s)
{
	return s->state == STEP_BROKE || s->state == STEP_LIMITED;
}

const struct step *
capacity_tick(struct capacity *c, const struct basis *on)
{
	const struct figures *f = on->figures;
	int was = c->begun && is_end(&c->current.step);
	const struct step *ended = NULL;

	/* These bring phases of their own: before the first is no step. */
	if (f->phases.count == 0 && (f->hold_us > 0 || f->shaped))
		return NULL;
	if (c->begun && f->phases.count != c->phase) {
		step_end(&c->current, on, 0);
		ended = keep(c);
	}
	if (!c->begun) {
		step_begin(&c->current, f);
		c->begun = 1;
		c->phase = f->phases.count;
	}
	step_tick(&c->current, on);
	if (ended == NULL)
		ended = &c->current.step;
	return is_end(ended) && !was ? ended : NULL;
}

void
capacity_end(struct capacity *c, const struct basis *on)
{
	if (!c->begun)
		return;
	step_end(&c->current, on, 1);
	keep(c);
}

const struct step *
capacity_step(const struct capacity *c, size_t i)
{
	if (i < c->n)
		return &c->list[i];
	return i == c->n && c->begun ? &c->current.step : NULL;
}

/* The lowest of a state that asked for more than so many clients. */
static const struct step *
lowest(const struct capacity *c, enum step_state state, int64_t above)
{
	const struct step *s, *best = NULL;
	size_t i;

	for (i = 0; (s = capacity_step(c, i)) != NULL; i++)
		if (s->state == state && s->target > above &&
		    (best == NULL || s->limit < best->limit))
			best = s;
	return best;
}

static const struct step *
highest_held(const struct capacity *c, const struct step *below)
{
	const struct step *s, *best = NULL;
	size_t i;

	for (i = 0; (s = capacity_step(c, i)) != NULL; i++)
		if (s->state == STEP_HELD &&
		    (below == NULL || s->target < below->target) &&
		    (best == NULL || s->target > best->target))
			best = s;
	return best;
}

static const struct step *
lowest_brief(const struct capacity *c, const struct answer *a)
{
	const struct step *s = lowest(c, STEP_SHORT, a->carries);
	const struct step *end = a->limited != NULL ? a->limited : a->broke;

	return s != NULL && s->why.n > 0 &&
	    (end == NULL || s->target < end->limit) ? s : NULL;
}

struct answer
capacity_answer(const struct capacity *c, const struct figures *f)
{
	struct answer a = { .broke = lowest(c, STEP_BROKE, -1) };

	a.held = highest_held(c, a.broke);
	a.carries = a.held != NULL ? a.held->target : 0;
	a.limited = lowest(c, STEP_LIMITED, a.held != NULL ? a.carries : -1);
	if (a.limited != NULL && a.broke != NULL &&
	    a.limited->limit >= a.broke->target)
		a.limited = NULL;
	a.brief = lowest_brief(c, &a);
	a.at_least = a.broke == NULL || a.limited != NULL;
	a.all = a.broke == NULL && a.limited == NULL && a.held != NULL &&
	    a.carries >= f->gauge[M_CLIENTS_TARGET].high;
	a.known = a.held != NULL || (a.broke != NULL && a.limited == NULL);
	return a;
}
