/*
 * Closing of seconds.
 */
#include "clock.h"
#include "figures.h"
#include "sum/sum.h"

void
figures_init(struct figures *f, const struct plan *plan)
{
	int d;

	*f = (struct figures){ 0 };
	tally_init(&f->now);
	windows_init(&f->windows, plan);
	hist_init(&f->waiting, SECOND_US);
	for (d = 0; d < DIMENSIONS; d++)
		parts_init(&f->by[d], (enum dimension)d);
	f->by[BY_GROUP].counted = f->by[BY_ADDR].counted = 1;
	f->by[BY_PHASE].counted = f->by[BY_HOST].counted = 1;
	f->by[BY_RENDITION].counted = 1;
}

void
figures_free(struct figures *f)
{
	int d;

	tally_free(&f->now);
	windows_free(&f->windows);
	hist_free(&f->waiting);
	for (d = 0; d < DIMENSIONS; d++)
		parts_free(&f->by[d]);
	run_free(&f->run);
	sbuf_free(&f->end);
	sbuf_free(&f->ended);
	origins_free(&f->origins);
	sources_free(&f->sources);
}

static int64_t
span(int64_t from, int64_t to)
{
	int64_t us = to - from;

	return us < 0 ? 0 : us > FIGURES_TIME_MAX_US ? FIGURES_TIME_MAX_US : us;
}

/* Elapsed times are compared with others added to them. */
#define ELAPSED_MAX_US (INT64_MAX / 2)

/*
 * Windows take seconds out again that they have added, so a sum that stayed at
 * its end would fall: what does not fit into the whole does not go in at all.
 */
static void
keep_within(struct figures *f)
{
	const struct tally *all = &f->windows.all;
	struct tally *now = &f->now;
	int i;

	for (i = 0; i < TALLY_COUNTERS; i++)
		if (sum_is_over(now->counter[i]) ||
		    sum_is_over(sum_add(all->counter[i], now->counter[i]))) {
			now->counter[i] = 0;
			f->over++;
		}
	for (i = 0; i < SKETCHES; i++)
		if (!hist_fits(&all->sketch[i], &now->sketch[i])) {
			hist_clear(&now->sketch[i]);
			f->over++;
		}
	if (now->span_us > ELAPSED_MAX_US - f->at.elapsed_us) {
		now->span_us = 0;
		f->over++;
	}
}

/* The parts cover time too; of the phases only the present one does. */
static void
cover(struct figures *f, int64_t us)
{
	int d, i;

	for (d = 0; d < DIMENSIONS; d++)
		for (i = 0; i < f->by[d].n; i++)
			if (d != BY_PHASE || i + 1 == f->phase)
				tally_cover(&f->by[d].part[i]->tally, us);
}

void
figures_close(struct figures *f, int64_t stamp_us)
{
	struct moment *at = &f->at;

	f->now.span_us = span(at->tick_us, stamp_us);
	keep_within(f);
	cover(f, f->now.span_us);
	tally_count(&f->now, M_PIPELINE_BACKSTEPS, stamp_us < at->tick_us);
	at->tick_us = stamp_us;
	at->elapsed_us += f->now.span_us;
	windows_push(&f->windows, &f->now, at->elapsed_us);
	if ((f->now.counter[M_EXIT_SHUTDOWN] > 0 && f->others == 0) ||
	    f->end.n > 0)
		f->stopping = 1;
	if (f->steady && !f->stopping)
		windows_steady(&f->windows, &f->now);
	origins_close(&f->origins, f->gauge, at->elapsed_us,
	    f->steady && !f->stopping);
	tally_clear(&f->now);
	f->pending = 0;
}

static void
set_peak(struct figures *f)
{
	const struct gauge *g = &f->gauge[M_VIEWERS_FIRST];
	int64_t sum = 0, most = 0;
	int i;

	for (i = 0; i < VIEWER_ENDED; i++) {
		sum += g[i].known ? g[i].now : 0;
		most += f->peak[i];
	}
	for (i = 0; i < VIEWER_GAUGES && sum >= most; i++)
		f->peak[i] = g[i].known ? g[i].now : 0;
}

/* A gauge left out of one tick keeps the value of the last that had it. */
static void
hold(struct figures *f)
{
	unsigned id;

	for (id = 0; id < METRICS; id++)
		if (f->gauge[id].known)
			f->held[id] = f->gauge[id];
}

static int
target_reached(const struct gauge *g)
{
	return g[M_CLIENTS_TARGET].high > 0 && g[M_CLIENTS_STARTED].known &&
	    g[M_CLIENTS_STARTED].now >= g[M_CLIENTS_TARGET].high;
}

void
figures_settle(struct figures *f)
{
	set_peak(f);
	if (f->stopping)
		return;
	f->steady = f->steady || target_reached(f->gauge);
	hold(f);
}

int
figures_timed(const struct figures *f)
{
	return f->at.elapsed_us > 0 ||
	    f->windows.all.counter[M_LOGS_UNSTAMPED] == 0;
}

int
figures_mute(const struct figures *f)
{
	const int64_t *all = f->windows.all.counter;

	return all[M_LOGS_LINES] > 0 && all[M_LOGS_HLS] == 0 &&
	    all[M_HTTP_REQUESTS] == 0 && all[M_CONNECT_TRIES] == 0;
}

static int
ended_by(const struct figures *f, enum end_reason why)
{
	return slice_eq(sbuf_view(&f->end), slice_str(end_reasons[why]));
}

int
figures_code(const struct figures *f)
{
	return f->records == 0 || figures_mute(f) ||
	    ended_by(f, END_FAILED) || ended_by(f, END_GIVEUP);
}

int
figures_unplayable(const struct figures *f)
{
	return ended_by(f, END_UNPLAYABLE);
}

int
figures_short(const struct figures *f, int64_t *asked_us)
{
	const struct gauge *asked = &f->gauge[M_RUN_DURATION];

	*asked_us = asked->now;
	return asked->known && f->at.elapsed_us < asked->now &&
	    (ended_by(f, END_INTERRUPT) || ended_by(f, END_TERM) ||
	    ended_by(f, END_HUP) || ended_by(f, END_CONTROL));
}

/* Whether requests and connections failed to the last one. */
static int
all_failed(const int64_t *all)
{
	return all[M_HTTP_REQUESTS] > 0 ?
	    all[M_HTTP_ERROR_COUNT] == all[M_HTTP_REQUESTS] :
	    all[M_CONNECT_FAIL] > 0 && all[M_CONNECT_COUNT] == 0;
}

int
figures_nothing(const struct figures *f)
{
	const int64_t *all = f->windows.all.counter;
	int begun = all[M_SESSION_STARTS] > 0 && all[M_STARTUP_COUNT] == 0;

	if (figures_unplayable(f))
		return 1;
	/* Of what was lost nobody knows what it told. */
	if (!begun || (all[M_SEGMENT_COUNT] > 0 && all[M_PIPELINE_LOST] > 0))
		return 0;
	if (all[M_STARTUP_FAIL] > 0)
		return 1;
	return f->end.n > 0 && (all_failed(all) ||
	    (f->viewed && f->gauge[M_CLIENTS_TARGET].seen));
}
