/*
 * Paths to figures, and figures to values: the catalogue says what a path is,
 * the tallies have the rest. Judging is not done here.
 */
#include <stdio.h>

#include "agg.h"
#include "clock.h"
#include "figure.h"
#include "group.h"
#include "lookup.h"
#include "nearest.h"
#include "num.h"
#include "waiting.h"

#define CODE_PATH SLICE("http.code.")

static int
find_code(struct lookup *l, struct slice path, struct sbuf *why)
{
	int64_t status;

	if (num_int(slice_from(path, CODE_PATH.n), 400, 999, &status) != 0) {
		sbuf_str(why, "statuses from 400 to 999 are counted");
		return -1;
	}
	l->status = (int)status;
	return 0;
}

/* A sketch needs one of its keys. */
static int
check_stat(const struct lookup *l, struct sbuf *why)
{
	int i;

	if (l->id == METRICS || l->stat >= 0 ||
	    !metric_is_sketch(&metrics[l->id]))
		return 0;
	sbuf_str(why, "is a distribution, take one of its");
	for (i = 0; i < sketch_nstats; i++)
		if (metric_has_stat(&metrics[l->id], i)) {
			sbuf_char(why, ' ');
			sbuf_str(why, sketch_stats[i].key);
		}
	return -1;
}

/* " (segment.ttfb.p95?)", or nothing where no path is near. */
static void
guess(struct slice typed, struct sbuf *why)
{
	struct nearest near = { typed, NEAREST_EDITS, "" };
	char path[NEAREST_MAX + 2];
	int id, i;

	for (id = 0; id < METRICS; id++) {
		if (!metric_is_sketch(&metrics[id])) {
			nearest_try(&near, metrics[id].path);
			continue;
		}
		for (i = 0; i < sketch_nstats; i++) {
			if (!metric_has_stat(&metrics[id], i))
				continue;
			snprintf(path, sizeof(path), "%s.%s",
			    metrics[id].path, sketch_stats[i].key);
			nearest_try(&near, path);
		}
	}
	if (*near.name != '\0')
		sbuf_printf(why, " (%s?)", near.name);
}

int
lookup_path(struct lookup *l, struct slice path, struct sbuf *why)
{
	int id = path.n < sizeof(l->path) ? metric_find(path, &l->stat) : -1;

	if (id < 0) {
		sbuf_str(why, "no such figure");
		guess(path, why);
		return -1;
	}
	l->id = (unsigned)id;
	memcpy(l->path, path.p, path.n);
	l->path[path.n] = '\0';
	return id == METRICS ? find_code(l, path, why) : check_stat(l, why);
}

int
lookup_over(struct lookup *l, struct slice word)
{
	if (slice_eq(word, SLICE(WINDOW_STEADY)))
		l->window = LOOKUP_STEADY;
	else if (slice_eq(word, SLICE(WINDOW_ALL)))
		l->window = LOOKUP_ALL;
	else if (plan_width(word, &l->width_us) == 0)
		l->window = LOOKUP_SLIDING;
	else
		return -1;
	return 0;
}

enum metric_unit
lookup_unit(const struct lookup *l)
{
	return l->id == METRICS ? UNIT_ONE : metrics[l->id].unit;
}

int
lookup_is_gauge(const struct lookup *l)
{
	return l->id < METRICS && (metrics[l->id].kind == METRIC_GAUGE ||
	    metrics[l->id].kind == METRIC_STATE);
}

int
lookup_is_whole(const struct lookup *l)
{
	return l->dimension >= 0 || l->id == M_REBUFFER_SHARE ||
	    (l->id < METRICS &&
	    group_first(l->id) == group_first(M_STARTUP_COUNT));
}

/* The window that LOOKUP_AUTO stands for as things are, else its own. */
static enum lookup_window
resolve(const struct agg *a, const struct lookup *l)
{
	if (l->window != LOOKUP_AUTO)
		return l->window;
	return !lookup_is_whole(l) && a->windows.steady_ticks > 0 ?
	    LOOKUP_STEADY : LOOKUP_ALL;
}

/* NULL where the window or the part does not exist (yet). */
static const struct tally *
find_tally(const struct agg *a, const struct lookup *l)
{
	const struct windows *ws = &a->windows;
	const struct window *w;

	if (l->dimension >= 0)
		return breakdown_value(&a->parts,
		    (enum dimension)l->dimension, l->part);
	switch (resolve(a, l)) {
	case LOOKUP_STEADY:
		return ws->steady_ticks > 0 ? &ws->steady : NULL;
	case LOOKUP_SLIDING:
		w = windows_find(ws, l->width_us);
		return w == NULL ? NULL : &w->sum;
	default:
		return &ws->all;
	}
}

const char *
lookup_window(const struct agg *a, const struct lookup *l)
{
	const struct window *w;

	if (lookup_is_gauge(l))
		return "-";
	switch (resolve(a, l)) {
	case LOOKUP_STEADY:
		return WINDOW_STEADY;
	case LOOKUP_SLIDING:
		w = windows_find(&a->windows, l->width_us);
		return w == NULL ? "-" : w->name;
	default:
		return WINDOW_ALL;
	}
}

static int
gauge_value(const struct agg *a, const struct lookup *l, int64_t *v)
{
	const struct gauge *g = group_first(l->id) ==
	    group_first(M_RUN_ELAPSED) ? a->gauge : a->held;

	*v = g[l->id].now;
	return g[l->id].known;
}

static int
code_value(const struct agg *a, const struct lookup *l, const struct tally *t,
    int64_t *v)
{
	unsigned code = code_find(&a->codes, l->status);

	*v = code < TALLY_COUNTERS ? t->counter[code] : 0;
	/* With no room for more, it may have come. */
	return code < TALLY_COUNTERS || a->codes.n < TALLY_CODES;
}

/* Startup of the whole run: with those that are not over. */
static int
startup_value(const struct agg *a, const struct lookup *l, int64_t *v)
{
	struct hist h;
	int known;

	hist_init(&h, SECOND_US);
	waiting_startups(a, &h);
	known = h.n > 0;
	if (known)
		*v = figure_stat(&h, l->stat);
	hist_free(&h);
	return known;
}

static int
sketch_value(const struct agg *a, const struct lookup *l,
    const struct tally *t, int64_t *v)
{
	const struct hist *h = tally_sketch(t, l->id);

	if (l->id == M_STARTUP_TIME && t == &a->windows.all)
		return startup_value(a, l, v);
	if (h->n == 0)
		return 0;
	*v = figure_stat(h, l->stat);
	return 1;
}

int
lookup_in(const struct agg *a, const struct lookup *l, const struct tally *t,
    int64_t *v)
{
	if (l->id == METRICS)
		return code_value(a, l, t, v);
	if (metrics[l->id].kind == METRIC_GAUGE)
		return 0;
	if (metric_is_sketch(&metrics[l->id]))
		return sketch_value(a, l, t, v);
	return tally_value(t, l->id, v);
}

int
lookup_value(const struct agg *a, const struct lookup *l, int64_t *v)
{
	const struct tally *t = find_tally(a, l);

	if (l->id < METRICS && metrics[l->id].kind == METRIC_GAUGE)
		return gauge_value(a, l, v);
	/* States are kept with the whole run's tally alone. */
	if (lookup_is_gauge(l))
		t = &a->windows.all;
	return t != NULL && lookup_in(a, l, t, v);
}
