/*
 * When thresholds are judged; how one is, is in threshold.c, and in step.c
 * where they are of each step of the load.
 */
#include "figures/figures.h"
#include "judge.h"
#include "merge/fleet.h"

void
judge_by(struct judge *j, struct figures *f, const struct rules *rules)
{
	size_t i;

	j->rules = *rules;
	j->on.figures = f;
	j->gauge = f->gauge;
	for (i = 0; i < rules->n; i++) {
		const struct lookup *what = &rules->threshold[i].what;

		if (what->dimension >= 0)
			f->by[what->dimension].counted = 1;
		j->bounded |= what->id == M_CAPACITY_CARRIES &&
		    !rules->threshold[i].warn;
	}
	capacity_init(&j->capacity, &j->rules);
}

void
judge_free(struct judge *j)
{
	if (j->gauge != NULL)
		capacity_free(&j->capacity);
	rules_free(&j->rules);
}

static int
is_own(const struct judge *j)
{
	return j->capacity.rules == &j->rules;
}

/* The value that the step has of it now, if it has any. */
static void
take_trial(struct judge *j, size_t i)
{
	const struct current *s = &j->capacity.current;
	struct threshold *t = &j->rules.threshold[i];

	/* What was of the run before is none of a step. */
	t->fell = t->fell && t->of_step;
	t->of_step = 1;
	t->broken = t->has_worst = 0;
	t->missed = !t->known;
	t->unplayed = lookup_is_unplayed(j->on.figures, &t->what);
	if (!is_own(j) || s->step.to_us < 0 || !s->trial[i].known)
		return;
	t->known = 1;
	t->value = s->trial[i].value;
	threshold_see(t, &j->on, t->value);
	t->clients = s->step.target;
}

/* The lowest step that broke is what it is judged by. */
static void
take_break(struct judge *j, const struct step *s)
{
	struct threshold *t = &j->rules.threshold[s->by];

	t->broken = !j->bounded;
	t->known = s->known;
	t->value = s->value;
	t->clients = s->target;
	t->broke_elapsed_us = s->broke_us;
	t->broke_us = j->on.figures->at.first_us + s->broke_us;
}

/* What the steps have come to so far, in the thresholds and in the gauge. */
static void
take_steps(struct judge *j)
{
	struct answer a = capacity_answer(&j->capacity, j->on.figures);
	size_t i;

	for (i = 0; i < j->rules.n; i++)
		if (step_takes(&j->rules.threshold[i]))
			take_trial(j, i);
	if (a.broke != NULL && is_own(j))
		take_break(j, a.broke);
	j->gauge[M_CAPACITY_CARRIES].known = 0;
	if (a.known)
		gauge_set(j->gauge, M_CAPACITY_CARRIES, a.carries);
}

/*
 * --step with thresholds is over where it breaks; under --control whoever may
 * write there decides, as --find does. A replay finds that in the stream.
 */
static void
end_by(struct judge *j, const struct step *s)
{
	const struct figures *f = j->on.figures;
	const struct rules *r = j->capacity.rules;
	int stops = s->state == STEP_BROKE && r->threshold[s->by].stop;

	if (rules_gates(&j->rules) == 0 || (!stops && (j->capacity.searched ||
	    f->controlled || f->hold_us == 0)))
		return;
	j->halted = 1;
	if (s->state == STEP_BROKE && is_own(j))
		j->stopped = s->by + 1;
}

static void
judge_steps(struct judge *j)
{
	const struct step *ended;

	if (j->fleet != NULL)
		return;
	ended = capacity_tick(&j->capacity, &j->on);
	if (!capacity_asked(&j->capacity, j->on.figures))
		return;
	take_steps(j);
	if (ended != NULL)
		end_by(j, ended);
}

int
judge_tick(struct judge *j)
{
	size_t i;

	if (j->on.figures->stopping)
		return 0;
	if (j->fleet == NULL || j->fleet->ticked)
		generator_tick(&j->generator, &j->rules.limits, j->on.figures);
	judge_steps(j);
	for (i = 0; i < j->rules.n; i++) {
		struct threshold *t = &j->rules.threshold[i];

		if (!t->of_step && threshold_tick(t, &j->on) && t->stop &&
		    j->stopped == 0)
			j->stopped = i + 1;
	}
	return j->stopped > 0 || j->halted;
}

void
judge_end(struct judge *j)
{
	size_t i;

	if (j->fleet == NULL) {
		capacity_end(&j->capacity, &j->on);
		if (capacity_asked(&j->capacity, j->on.figures))
			take_steps(j);
	}
	for (i = 0; i < j->rules.n; i++)
		if (!j->rules.threshold[i].of_step)
			threshold_end(&j->rules.threshold[i], &j->on);
	j->over = 1;
}
