/*
 * Opening and closing of seconds.
 */
#include "agg.h"
#include "blend.h"
#include "census.h"
#include "num.h"

/* A time of more than this was not measured in any run (115 days). */
#define TIME_MAX_US INT64_C(10000000000000)

void
agg_init(struct agg *a, const struct plan *plan)
{
	*a = (struct agg){ 0 };
	a->histogram = -1;
	tally_init(&a->now);
	windows_init(&a->windows, plan);
	a->parts.by[BY_GROUP].counted = a->parts.by[BY_ADDR].counted = 1;
	a->parts.by[BY_PHASE].counted = a->parts.by[BY_HOST].counted = 1;
}

void
agg_free(struct agg *a)
{
	tally_free(&a->now);
	windows_free(&a->windows);
	breakdown_free(&a->parts);
	clients_free(&a->clients);
	run_free(&a->run);
	sbuf_free(&a->end);
	origins_free(&a->origins);
	rules_free(&a->judge.rules);
}

void
agg_focus(struct agg *a, const struct session *s)
{
	int d;

	a->ncells = 0;
	if (s == NULL)
		return;
	for (d = 0; d < DIMENSIONS; d++)
		if (s->part[d] > 0)
			a->cell[a->ncells++] = breakdown_at(&a->parts,
			    (enum dimension)d, s->part[d]);
	if (a->phase > 0)
		a->cell[a->ncells++] = breakdown_at(&a->parts, BY_PHASE,
		    a->phase);
}

void
agg_focus_on(struct agg *a, enum dimension d, struct slice value)
{
	uint16_t part = breakdown_part(&a->parts, d, value);

	if (part > 0 && a->ncells < DIMENSIONS)
		a->cell[a->ncells++] = breakdown_at(&a->parts, d, part);
}

int64_t
agg_time(struct slice value)
{
	int64_t us;

	return num_micro(value, &us) == 0 && us <= TIME_MAX_US ? us : -1;
}

int64_t
agg_time_of(const struct record *r, const char *key)
{
	struct slice value;

	return field_get(r->rest, key, &value) ? agg_time(value) : -1;
}

static int64_t
span(int64_t from, int64_t to)
{
	int64_t us = to - from;

	return us < 0 ? 0 : us > TIME_MAX_US ? TIME_MAX_US : us;
}

static void
set_inflight(struct agg *a)
{
	unsigned type;

	for (type = 0; type < T_TYPES; type++)
		gauge_set(a->gauge, M_INFLIGHT_PLAYLIST + type,
		    a->inflight[type]);
}

static void
set_viewers(struct agg *a)
{
	unsigned i;

	for (i = 0; i < VIEWER_STATES; i++)
		gauge_set(a->gauge, M_VIEWERS_STARTUP + i, a->viewers[i]);
}

static void
set_peak(struct agg *a)
{
	const struct gauge *g = &a->gauge[M_VIEWERS_STARTUP];
	int64_t sum = 0, most = 0;
	int i;

	for (i = 0; i < VIEWER_STATES; i++) {
		sum += g[i].known ? g[i].now : 0;
		most += a->peak[i];
	}
	for (i = 0; i < VIEWER_GAUGES && sum >= most; i++)
		a->peak[i] = g[i].known ? g[i].now : 0;
}

/* Over 1 % of a client's mean share of the lines. */
static void
set_degraded(struct agg *a)
{
	int64_t n = (int64_t)a->clients.n, degraded = 0;
	int64_t lines = a->windows.all.counter[M_PIPELINE_LINES] +
	    a->windows.all.counter[M_PIPELINE_LOST];
	struct client *c;
	size_t i = 0;

	if (lines == 0 || n == 0)
		return;
	while (a->windows.all.counter[M_PIPELINE_LOST] > 0 &&
	    (c = clients_each(&a->clients, &i)) != NULL)
		degraded += (int64_t)c->lines_lost > lines / n / 100;
	gauge_set(a->gauge, M_CLIENTS_DEGRADED, degraded);
}

static void
set_gauges(struct agg *a)
{
	struct gauge *duration = &a->gauge[M_RUN_DURATION];
	int64_t elapsed = a->at.elapsed_us;

	set_inflight(a);
	if (a->viewed) {
		set_viewers(a);
		gauge_set(a->gauge, M_STARTUP_PENDING,
		    a->viewers[VIEWER_STARTUP]);
	}
	set_degraded(a);
	set_peak(a);
	if (a->clients.n > 0)
		gauge_set(a->gauge, M_CLIENTS_SEEN,
		    (int64_t)a->clients.n);
	gauge_set(a->gauge, M_RUN_ELAPSED, elapsed);
	if (duration->known)
		gauge_set(a->gauge, M_RUN_REMAINING,
		    duration->now > elapsed ? duration->now - elapsed : 0);
}

/* A gauge left out of one tick keeps the value of the last that had it. */
static void
hold(struct agg *a)
{
	unsigned id;

	for (id = 0; id < METRICS; id++)
		if (a->gauge[id].known)
			a->held[id] = a->gauge[id];
}

static int
target_reached(const struct gauge *g)
{
	return g[M_CLIENTS_TARGET].high > 0 && g[M_CLIENTS_STARTED].known &&
	    g[M_CLIENTS_STARTED].now >= g[M_CLIENTS_TARGET].high;
}

/* The parts cover time too; of the phases only the present one does. */
static void
cover(struct agg *a, int64_t us)
{
	int d, i;

	for (d = 0; d < DIMENSIONS; d++)
		for (i = 0; i < a->parts.by[d].n; i++)
			if (d != BY_PHASE || i + 1 == a->phase)
				a->parts.by[d].part[i]->tally.span_us += us;
}

void
agg_close(struct agg *a, int64_t stamp_us)
{
	census_take(a);
	cover(a, span(a->at.tick_us, stamp_us));
	agg_count(a, M_PIPELINE_BACKSTEPS, stamp_us < a->at.tick_us);
	a->now.span_us = span(a->at.tick_us, stamp_us);
	a->at.tick_us = stamp_us;
	a->at.elapsed_us += a->now.span_us;
	windows_push(&a->windows, &a->now, a->at.elapsed_us);
	if (a->now.counter[M_EXIT_SHUTDOWN] > 0 || a->end.n > 0)
		a->stopping = 1;
	if (a->steady && !a->stopping)
		windows_steady(&a->windows, &a->now);
	origins_close(a, a->steady && !a->stopping);
	tally_clear(&a->now);
	a->pending = 0;
	if (a->fleet != NULL) {
		blend_gauges(a->fleet);
		set_peak(a);
	} else {
		set_gauges(a);
	}
	if (a->stopping)
		return;
	a->steady = a->steady || target_reached(a->gauge);
	hold(a);
}

void
agg_finish(struct agg *a)
{
	int64_t stamp_us = a->at.last_us;

	if (a->pending == 0)
		return;
	agg_close(a, stamp_us > a->at.tick_us ? stamp_us : a->at.tick_us);
}

int
agg_code(const struct agg *a)
{
	struct slice why = sbuf_view(&a->end);

	return a->records == 0 || slice_eq(why, SLICE("failed")) ||
	    slice_eq(why, SLICE("giveup"));
}
