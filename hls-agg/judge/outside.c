/*
 * Counters are exact outside a window: those of the whole run less its own. Of
 * a distribution the least and the greatest value would not be known.
 */
#include "figures/figures.h"
#include "outside.h"

static struct tally
rest_of(const struct windows *ws)
{
	struct tally t;
	int i;

	/* No values, nothing owned. */
	tally_init(&t);
	t.partial = 1;
	t.span_us = ws->all.span_us - ws->steady.span_us;
	for (i = 0; i < TALLY_COUNTERS; i++)
		t.counter[i] = ws->all.counter[i] - ws->steady.counter[i];
	return t;
}

static int
is_kind(const struct lookup *l, enum metric_kind kind)
{
	return l->id < METRICS && metrics[l->id].kind == kind;
}

enum outside
outside_value(const struct threshold *t, const struct basis *on, int64_t *v)
{
	const struct windows *ws = &on->figures->windows;
	struct tally rest;
	int bad;

	if (t->broken || t->of_step || ws->steady_ticks == 0 ||
	    is_kind(&t->what, METRIC_RATE) ||
	    strcmp(lookup_window(on->figures, &t->what), WINDOW_STEADY) != 0 ||
	    threshold_fits(t, on, &ws->steady, v) != 1)
		return OUTSIDE_NONE;
	bad = threshold_fits(t, on, &ws->all, v) == 0;
	if (is_kind(&t->what, METRIC_SKETCH))
		return bad ? OUTSIDE_ALL : OUTSIDE_NONE;
	rest = rest_of(ws);
	if (is_kind(&t->what, METRIC_RATIO))
		bad |= threshold_fits(t, on, &rest, v) == 0;
	return bad && lookup_in(on->figures, &t->what, &rest, v) ?
	    OUTSIDE_REST : OUTSIDE_NONE;
}

const char *
outside_key(enum outside o)
{
	return o == OUTSIDE_ALL ? "all" : "outside";
}
