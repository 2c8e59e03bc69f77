/*
 * Paths to figures, and figures to values: the catalogue says what a path is,
 * the tallies have the rest. Judging is not done here.
 */
#include <stdio.h>

#include "baseline.h"
#include "clock.h"
#include "figures/figures.h"
#include "lookup.h"
#include "nearest.h"
#include "num.h"

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
	for (i = 0; i < STATS; i++)
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
		for (i = 0; i < STATS; i++) {
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
	return l->id < METRICS && (metric_is_gauge(&metrics[l->id]) ||
	    metrics[l->id].kind == METRIC_STATE);
}

int
lookup_is_whole(const struct lookup *l)
{
	return l->dimension >= 0 || l->id == M_REBUFFER_SHARE ||
	    (l->id < METRICS &&
	    metric_first(l->id) == metric_first(M_STARTUP_COUNT));
}

/* The window that LOOKUP_AUTO stands for as things are, else its own. */
static enum lookup_window
resolve(const struct figures *f, const struct lookup *l)
{
	if (l->window != LOOKUP_AUTO)
		return l->window;
	return !lookup_is_whole(l) && f->windows.steady_ticks > 0 ?
	    LOOKUP_STEADY : LOOKUP_ALL;
}

/* NULL where the window or the part does not exist (yet). */
static const struct tally *
find_tally(const struct figures *f, const struct lookup *l)
{
	const struct windows *ws = &f->windows;
	const struct window *w;

	if (l->dimension >= 0)
		return parts_value(&f->by[l->dimension], l->part);
	switch (resolve(f, l)) {
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
lookup_window(const struct figures *f, const struct lookup *l)
{
	const struct window *w;

	if (lookup_is_gauge(l))
		return "-";
	switch (resolve(f, l)) {
	case LOOKUP_STEADY:
		return WINDOW_STEADY;
	case LOOKUP_SLIDING:
		w = windows_find(&f->windows, l->width_us);
		return w == NULL ? "-" : w->name;
	default:
		return WINDOW_ALL;
	}
}

static int
is_of(const struct lookup *l, enum metric_id section)
{
	return metric_first(l->id) == metric_first(section);
}

static int
gauge_value(const struct figures *f, const struct lookup *l, int64_t *v)
{
	const struct gauge *g = is_of(l, M_RUN_ELAPSED) ||
	    is_of(l, M_CAPACITY_CARRIES) ? f->gauge : f->held;

	*v = g[l->id].now;
	return g[l->id].known;
}

static int
code_value(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v)
{
	unsigned code = code_find(&f->codes, l->status);

	*v = code < TALLY_COUNTERS ? t->counter[code] : 0;
	/* With no room for more, it may have come. */
	return code < TALLY_COUNTERS || f->codes.n < TALLY_CODES;
}

/*
 * Startup since some moment: with the sessions that are still starting, and
 * those that we ended before their first segment, which count with their age:
 * their startup time would at least have been that. Without them a server that
 * answers nobody has no bad startup at all.
 */
int
lookup_started(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v)
{
	struct hist h;
	int known;

	hist_init(&h, SECOND_US);
	hist_merge(&h, tally_sketch(t, M_STARTUP_TIME));
	hist_merge(&h, tally_sketch(t, M_STARTUP_UNFINISHED));
	hist_merge(&h, &f->waiting);
	known = h.n > 0;
	if (known)
		*v = tally_stat(&h, l->stat);
	hist_free(&h);
	return known;
}

static int
sketch_value(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v)
{
	const struct hist *h = tally_sketch(t, l->id);

	if (l->id == M_STARTUP_TIME && t == &f->windows.all)
		return lookup_started(f, l, t, v);
	if (h->n == 0)
		return 0;
	*v = tally_stat(h, l->stat);
	return 1;
}

int
lookup_in(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v)
{
	if (l->id == METRICS)
		return code_value(f, l, t, v);
	if (metric_is_gauge(&metrics[l->id]))
		return 0;
	if (metric_is_sketch(&metrics[l->id]))
		return sketch_value(f, l, t, v);
	return tally_value(t, l->id, v);
}

int
lookup_value(const struct figures *f, const struct lookup *l, int64_t *v)
{
	const struct tally *t = find_tally(f, l);

	if (l->id < METRICS && metric_is_gauge(&metrics[l->id]))
		return gauge_value(f, l, v);
	/* States are kept with the whole run's tally alone. */
	if (lookup_is_gauge(l))
		t = &f->windows.all;
	return t != NULL && lookup_in(f, l, t, v);
}

int
lookup_is_fare(const struct lookup *l)
{
	static const enum metric_id sections[] = { M_STARTUP_COUNT,
		M_PLAYBACK_FAIL, M_REBUFFER_COUNT, M_VIEWERS_SPEED,
		M_QOE_SCORE };
	static const enum metric_id figures[] = { M_SEGMENT_LOST,
		M_SEGMENT_LOSS, M_HLS_STALE_COUNT, M_HLS_STALE_TIME };
	size_t i;

	if (l->id == METRICS || l->id == M_STARTUP_COUNT)
		return 0;
	for (i = 0; i < COUNT(sections); i++)
		if (is_of(l, sections[i]))
			return 1;
	for (i = 0; i < COUNT(figures); i++)
		if (l->id == figures[i])
			return 1;
	return 0;
}

/* What a session stays with; it starts in one phase, and plays in others. */
static int
is_kept(int dimension)
{
	return dimension == BY_GROUP || dimension == BY_HOST ||
	    dimension == BY_RENDITION;
}

int
lookup_is_unplayed(const struct figures *f, const struct lookup *l)
{
	const struct tally *t = &f->windows.all;

	if (is_kept(l->dimension))
		t = parts_value(&f->by[l->dimension], l->part);
	return lookup_is_fare(l) && (t == NULL ||
	    !(tally_any(t, M_STARTUP_COUNT, M_STARTUP_COUNT + 1) ||
	    tally_any(t, M_REBUFFER_WATCHED, M_REBUFFER_WATCHED + 1) ||
	    tally_any(t, M_MISSING_FIRST, M_MISSING_END)));
}

int
lookup_is_vacant(const struct figures *f, const struct lookup *l, int64_t v)
{
	/* Only of startup are there values without anybody's playing. */
	if (l->id < METRICS && metrics[l->id].kind == METRIC_SKETCH &&
	    !is_of(l, M_STARTUP_COUNT))
		return 0;
	return (v == 0 || lookup_unit(l) != UNIT_ONE) &&
	    lookup_is_unplayed(f, l);
}

int
lookup_baseline(const struct baseline *b, const struct lookup *l, int64_t *v)
{
	char path[512];
	enum metric_unit unit = lookup_unit(l);
	int of_all = l->window == LOOKUP_ALL || lookup_is_gauge(l) ||
	    (l->window == LOOKUP_AUTO && lookup_is_whole(l));

	if (l->dimension >= 0) {
		snprintf(path, sizeof(path), "by.%s.%.*s.%s",
		    dimension_names[l->dimension], (int)l->part.n,
		    l->part.p, l->path);
		return baseline_number(b, path, unit, v);
	}
	snprintf(path, sizeof(path), "windows." WINDOW_STEADY ".%s", l->path);
	if (!of_all && l->window != LOOKUP_SLIDING &&
	    baseline_number(b, path, unit, v))
		return 1;
	return l->window != LOOKUP_STEADY &&
	    baseline_number(b, l->path, unit, v);
}
