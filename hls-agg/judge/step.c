/*
 * One step. Its figures are sums of the seconds that window.h closed.
 */
#include <stdlib.h>

#include "clock.h"
#include "come.h"
#include "ealloc.h"
#include "figures/figures.h"
#include "step.h"
#include "text/text.h"

const char *const step_states[STEP_STATES] = {
	"open", "held", "broke", "limited", "short",
};

void
step_init(struct current *s, const struct rules *rules)
{
	*s = (struct current){ .rules = rules };
	s->trial = ezalloc(rules->n + 1, sizeof(*s->trial));
	tally_init(&s->whole);
	tally_init(&s->window);
	s->whole.partial = s->window.partial = 1;
}

void
step_free(struct current *s)
{
	free(s->trial);
	tally_free(&s->whole);
	tally_free(&s->window);
	sbuf_free(&s->step.why);
	s->trial = NULL;
}

static int
is_of(const struct threshold *t, enum metric_id first)
{
	return t->what.id < METRICS &&
	    metric_first(t->what.id) == metric_first(first);
}

int
step_takes(const struct threshold *t)
{
	return !t->warn && t->what.dimension < 0 &&
	    t->what.id != M_REBUFFER_SHARE && !is_of(t, M_RUN_ELAPSED) &&
	    !is_of(t, M_CAPACITY_CARRIES) && (t->what.window == LOOKUP_AUTO ||
	    t->what.window == LOOKUP_SLIDING);
}

void
step_begin(struct current *s, const struct figures *f)
{
	const struct phase *phase = phases_newest(&f->phases);
	int64_t before = s->step.target;
	size_t i;

	s->step = (struct step){ .come_us = -1, .from_us = -1,
		.to_us = -1, .begin_us = f->at.elapsed_us,
		.target = f->gauge[M_CLIENTS_TARGET].now };
	if (phase != NULL) {
		s->step.n = phase->n;
		s->step.target = phase->target > 0 ? phase->target : 0;
	}
	s->step.fewer = s->step.target < before;
	for (i = 0; i < s->rules->n; i++)
		s->trial[i] = (struct trial){ .since_us = -1, .ok = 1 };
	tally_clear(&s->whole);
	tally_clear(&s->window);
	generator_begin(&s->generator);
	s->no_descriptor = f->no_descriptor;
	s->away = INT64_MAX;
	s->there = 0;
}

int64_t
step_settle_us(const struct current *s, const struct figures *f)
{
	const struct gauge *target = &f->gauge[M_WATCH_TARGET];
	int64_t us = STEP_SETTLE_US, most = f->hold_us;

	if (target->seen && target->high > us)
		us = target->high;
	us *= 1 + s->step.fewer;
	most /= s->step.fewer ? 2 : 3;
	return most > 0 && us > most ? most : us;
}

/*
 * Who starts in a step does so before its window, and has its startup there.
 * Those that still wait count with their age.
 */
static int
started_value(const struct current *s, const struct figures *f,
    const struct lookup *l, int64_t *v)
{
	return l->id == M_STARTUP_TIME ?
	    lookup_started(f, l, &s->whole, v) :
	    lookup_in(f, l, &s->whole, v);
}

static int
is_wide(const struct current *s, const struct lookup *l)
{
	return s->step.to_us - s->step.from_us + WINDOW_SLACK_US >=
	    l->width_us;
}

static int
value_of(const struct current *s, const struct figures *f,
    const struct lookup *l, int64_t *v)
{
	if (lookup_is_gauge(l) ||
	    (l->window == LOOKUP_SLIDING && is_wide(s, l)))
		return lookup_value(f, l, v);
	return lookup_is_whole(l) ? started_value(s, f, l, v) :
	    lookup_in(f, l, &s->window, v);
}

/* Without anything to judge it holds where nothing could have come. */
static int
holds_without(const struct current *s, const struct figures *f,
    const struct threshold *t)
{
	return !lookup_is_unplayed(f, &t->what) && (t->where_known ||
	    (lookup_is_whole(&t->what) &&
	    s->whole.counter[M_SESSION_STARTS] == 0));
}

static int
is_live(const struct current *s, const struct threshold *t)
{
	return threshold_is_live(t) && (t->what.window != LOOKUP_SLIDING ||
	    is_wide(s, &t->what));
}

static void
try(const struct current *s, size_t i, const struct basis *on)
{
	const struct threshold *t = &s->rules->threshold[i];
	int64_t now_us = on->figures->at.elapsed_us, v;
	struct trial *r = &s->trial[i];
	struct amount limit;

	if (!step_takes(t) || r->broken ||
	    now_us + WINDOW_SLACK_US < t->after_us)
		return;
	r->known = value_of(s, on->figures, &t->what, &v) &&
	    !threshold_is_vacant(t, on, v);
	if (!r->known || !threshold_limit(t, on->baseline, &limit)) {
		if (!r->judged || !is_live(s, t))
			r->ok = !r->known &&
			    holds_without(s, on->figures, t);
		return;
	}
	r->value = v;
	r->ok = threshold_holds(t, &limit, v);
	if (!is_live(s, t))
		return;
	r->judged = 1;
	if (threshold_breaks(t, r->ok, &r->since_us, now_us)) {
		r->broken = 1;
		r->broke_us = now_us;
	}
}

static int
is_bad(const struct trial *r, const struct threshold *t)
{
	return r->broken || (!r->ok && (t->for_us == 0 || !r->judged));
}

/* The place of what broke it first, or is wrong now; n if nothing is. */
static size_t
find_bad(const struct current *s)
{
	size_t i, best = s->rules->n;

	for (i = 0; i < s->rules->n; i++) {
		const struct trial *r = &s->trial[i];

		if (!is_bad(r, &s->rules->threshold[i]))
			continue;
		if (best == s->rules->n || (r->broken &&
		    (!s->trial[best].broken ||
		    r->broke_us < s->trial[best].broke_us)))
			best = i;
	}
	return best;
}

static struct stretch
stretch_of(const struct current *s, const struct figures *f)
{
	return (struct stretch){ &s->generator, &s->whole, &s->rules->limits,
		f->no_descriptor - s->no_descriptor };
}

static unsigned
strains_of(const struct current *s, const struct figures *f)
{
	struct stretch stretch = stretch_of(s, f);
	unsigned bits = s->step.strains;
	int i;

	for (i = 0; i < STRAINS; i++)
		if (strain_fact(&stretch, (enum strain)i, NULL))
			bits |= 1u << i;
	return bits;
}

enum step_state
step_outlook(const struct current *s, const struct basis *on)
{
	if (s->step.state != STEP_OPEN)
		return s->step.state;
	if (strains_of(s, on->figures) != 0)
		return STEP_LIMITED;
	if (s->step.to_us < 0)
		return STEP_SHORT;
	return find_bad(s) < s->rules->n ? STEP_BROKE : STEP_HELD;
}

static void
put_why(struct current *s, const struct figures *f)
{
	struct stretch stretch = stretch_of(s, f);
	struct sbuf *b = &s->step.why;
	int i;

	if (s->step.strains & 1u << STEP_FEWER)
		sbuf_printf(b, "%lld of %lld clients came",
		    (long long)s->there, (long long)s->step.target);
	for (i = 0; i < STRAINS; i++) {
		if (!(s->step.strains & 1u << i))
			continue;
		if (b->n > 0)
			sbuf_str(b, "; ");
		strain_fact(&stretch, (enum strain)i, b);
	}
}

static void
conclude(struct current *s, const struct basis *on)
{
	struct step *step = &s->step;
	size_t i = find_bad(s);

	step->state = step_outlook(s, on);
	step->strains = strains_of(s, on->figures);
	step->limit = come_most(s);
	if (step->state == STEP_LIMITED)
		put_why(s, on->figures);
	if (step->state != STEP_BROKE)
		return;
	step->by = i;
	step->known = s->trial[i].known;
	step->value = s->trial[i].value;
	step->broke_us = s->trial[i].broken ? s->trial[i].broke_us :
	    step->to_us;
}

/* Whether something is so for good, and has stood for long enough. */
static int
is_over(const struct current *s, int64_t now_us)
{
	size_t i = find_bad(s);

	return s->step.strains != 0 || (i < s->rules->n &&
	    s->trial[i].broken && now_us - s->trial[i].broke_us >=
	    STEP_DOUBT_US - WINDOW_SLACK_US);
}

void
step_tick(struct current *s, const struct basis *on)
{
	const struct figures *f = on->figures;
	int64_t now_us = f->at.elapsed_us;
	struct step *step = &s->step;
	size_t i;

	generator_tick(&s->generator, &s->rules->limits, f);
	if (step->state != STEP_OPEN)
		return;
	slot_add(windows_newest(&f->windows), &s->whole);
	if (step->from_us >= 0) {
		slot_add(windows_newest(&f->windows), &s->window);
		step->to_us = now_us;
		for (i = 0; i < s->rules->n; i++)
			try(s, i, on);
	} else if (step->come_us < 0) {
		come_tick(s, f);
	}
	if (step->from_us < 0 && step->come_us >= 0 && now_us + WINDOW_SLACK_US
	    >= step->come_us + step_settle_us(s, f))
		step->from_us = now_us;
	if (is_over(s, now_us))
		conclude(s, on);
}

/* Only --step has times of its own. */
static void
put_short(struct current *s, const struct figures *f)
{
	struct step *step = &s->step;

	if (step->come_us < 0 || f->hold_us == 0)
		return;
	sbuf_str(&step->why, "its clients came in ");
	text_duration(&step->why, step->come_us - step->begin_us);
	sbuf_str(&step->why, " of ");
	text_duration(&step->why, f->at.elapsed_us - step->begin_us);
}

void
step_end(struct current *s, const struct basis *on, int of_run)
{
	const struct figures *f = on->figures;
	struct step *step = &s->step;
	int64_t lasted_us = f->at.elapsed_us - step->begin_us;

	if (step->state != STEP_OPEN)
		return;
	/* --step made room for its ramp. */
	if (step->come_us < 0 && !of_run && f->hold_us > 0 &&
	    lasted_us + SECOND_US >= f->hold_us)
		step->strains |= 1u << STEP_FEWER;
	conclude(s, on);
	if (step->state == STEP_LIMITED ||
	    (step->state == STEP_BROKE && s->trial[step->by].broken) ||
	    step->to_us - step->from_us + WINDOW_SLACK_US >=
	    step_settle_us(s, f))
		return;
	step->state = STEP_SHORT;
	if (!of_run)
		put_short(s, f);
}
