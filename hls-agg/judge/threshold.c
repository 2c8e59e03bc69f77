/*
 * One threshold against one moment of the run.
 */
#include "denied.h"
#include "figures/figures.h"
#include "threshold.h"

int
threshold_is_live(const struct threshold *t)
{
	return t->what.window == LOOKUP_SLIDING || t->for_us > 0 || t->stop;
}

int
threshold_limit(const struct threshold *t, const struct baseline *b,
    struct amount *limit)
{
	int64_t v;

	*limit = t->limit;
	if (t->factor == 0)
		return 1;
	if (b == NULL || !lookup_baseline(b, &t->what, &v))
		return 0;
	*limit = amount_of(lookup_unit(&t->what), v);
	return amount_scale(limit, t->factor) == 0;
}

static int
holds(enum threshold_op op, int cmp)
{
	switch (op) {
	case OP_LT:
		return cmp < 0;
	case OP_LE:
		return cmp <= 0;
	case OP_GT:
		return cmp > 0;
	case OP_GE:
		return cmp >= 0;
	case OP_EQ:
		return cmp == 0;
	default:
		return cmp != 0;
	}
}

int
threshold_holds(const struct threshold *t, const struct amount *limit,
    int64_t v)
{
	struct amount got = amount_of(lookup_unit(&t->what), v);

	return holds(t->op, amount_cmp(&got, limit));
}

int
threshold_is_vacant(const struct threshold *t, const struct basis *on,
    int64_t v)
{
	struct amount limit;

	return lookup_is_vacant(on->figures, &t->what, v) &&
	    threshold_limit(t, on->baseline, &limit) &&
	    threshold_holds(t, &limit, v);
}

int
threshold_value(const struct threshold *t, const struct basis *on,
    int64_t *v)
{
	return lookup_value(on->figures, &t->what, v) &&
	    !threshold_is_vacant(t, on, *v);
}

static void
note_worst(struct threshold *t, int64_t v)
{
	int low = t->op == OP_GT || t->op == OP_GE;

	if (!t->has_worst || (low ? v < t->worst : v > t->worst))
		t->worst = v;
	t->has_worst = 1;
}

/* Whether what the server denied would have been too much by itself. */
static int
is_certain(const struct threshold *t, const struct basis *on)
{
	struct amount limit, got;
	int64_t v;
	int cmp;

	if (t->op == OP_GT || t->op == OP_GE || t->op == OP_NE ||
	    !threshold_limit(t, on->baseline, &limit) ||
	    !denied_value(on->figures, &t->what, &v))
		return 0;
	got = amount_of(lookup_unit(&t->what), v);
	cmp = amount_cmp(&got, &limit);
	return !holds(t->op, cmp) && cmp >= 0;
}

static int
give_up(struct threshold *t, const struct basis *on)
{
	t->broken = 1;
	t->certain = is_certain(t, on);
	t->broke_us = on->figures->at.tick_us;
	t->broke_elapsed_us = on->figures->at.elapsed_us;
	return 1;
}

/*
 * Takes the value of this moment: 1 and whether it is as it must be, or 0
 * where there is none to judge.
 */
static int
look(struct threshold *t, const struct basis *on, int *ok)
{
	struct amount limit;
	int64_t v;

	if (!threshold_value(t, on, &v)) {
		t->missed = 1;
		t->unplayed = lookup_is_unplayed(on->figures, &t->what);
		if (!t->broken)
			t->known = 0;
		return 0;
	}
	if (!t->broken) {
		t->known = 1;
		t->value = v;
	}
	if (!threshold_limit(t, on->baseline, &limit))
		return 0;
	t->judged = 1;
	*ok = threshold_holds(t, &limit, v);
	if (!*ok)
		note_worst(t, v);
	return 1;
}

int
threshold_fits(const struct threshold *t, const struct basis *on,
    const struct tally *part, int64_t *v)
{
	struct amount limit;

	if (t->what.dimension >= 0 || t->what.window == LOOKUP_SLIDING ||
	    !lookup_in(on->figures, &t->what, part, v) ||
	    !threshold_limit(t, on->baseline, &limit))
		return -1;
	return threshold_holds(t, &limit, *v);
}

/*
 * At a tick, without a word on the window, it is steady that counts, even while
 * there is none yet: `all` would judge the ramp.
 */
static int
waits_for_steady(const struct threshold *t, const struct basis *on)
{
	return t->what.window == LOOKUP_AUTO && !lookup_is_gauge(&t->what) &&
	    !lookup_is_whole(&t->what) &&
	    on->figures->windows.steady_ticks == 0;
}

/* Whether the run is old enough; ticks may be a little early. */
static int
is_due(const struct threshold *t, const struct basis *on)
{
	int64_t elapsed_us = on->figures->at.elapsed_us + WINDOW_SLACK_US;

	return elapsed_us >= t->after_us &&
	    (t->what.window != LOOKUP_SLIDING ||
	    elapsed_us >= t->what.width_us);
}

void
threshold_see(struct threshold *t, const struct basis *on, int64_t v)
{
	struct amount limit;

	if (t->fell || !threshold_limit(t, on->baseline, &limit) ||
	    threshold_holds(t, &limit, v))
		return;
	t->fell = 1;
	t->fell_us = on->figures->at.tick_us;
}

/* What is judged at the end only may be outside its limit before that. */
static void
glance(struct threshold *t, const struct basis *on)
{
	int64_t v;

	if (!t->fell && lookup_value(on->figures, &t->what, &v))
		threshold_see(t, on, v);
}

int
threshold_breaks(const struct threshold *t, int ok, int64_t *since_us,
    int64_t now_us)
{
	if (ok)
		*since_us = -1;
	else if (*since_us < 0)
		*since_us = now_us;
	return !ok && now_us + WINDOW_SLACK_US - *since_us >= t->for_us;
}

int
threshold_tick(struct threshold *t, const struct basis *on)
{
	int64_t elapsed_us = on->figures->at.elapsed_us;
	int ok;

	if (!is_due(t, on) || waits_for_steady(t, on))
		return 0;
	if (!threshold_is_live(t)) {
		glance(t, on);
		return 0;
	}
	if (!look(t, on, &ok) || t->broken)
		return 0;
	threshold_see(t, on, t->value);
	return threshold_breaks(t, ok, &t->since_us, elapsed_us) ?
	    give_up(t, on) : 0;
}

int
threshold_end(struct threshold *t, const struct basis *on)
{
	int ok, sliding = t->what.window == LOOKUP_SLIDING;

	if (t->broken || (t->judged && (sliding || t->for_us > 0)))
		return 0;
	/* Its moment never came, or never with anything to judge. */
	if (sliding || !is_due(t, on))
		return give_up(t, on);
	if (!look(t, on, &ok))
		ok = t->where_known && t->missed && !t->unplayed;
	return ok ? 0 : give_up(t, on);
}

const char *
threshold_without(const struct threshold *t)
{
	if (t->known)
		return "no baseline";
	if (!t->missed)
		return "the run was too short";
	return t->unplayed ? "nobody played" : "no data";
}
