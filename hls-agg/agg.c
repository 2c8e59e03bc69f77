/*
 * Opening and closing of seconds.
 */
#include "agg.h"
#include "num.h"

/* A time of more than this was not measured in any run (115 days). */
#define TIME_MAX_US INT64_C(10000000000000)

void
agg_init(struct agg *a)
{
	*a = (struct agg){ 0 };
	tally_init(&a->now);
	windows_init(&a->windows);
	sessions_init(&a->sessions, &a->now);
}

void
agg_free(struct agg *a)
{
	tally_free(&a->now);
	windows_free(&a->windows);
	sessions_free(&a->sessions);
	run_free(&a->run);
	sbuf_free(&a->end);
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
		    a->sessions.inflight[type]);
}

static void
set_viewers(struct agg *a)
{
	const int64_t *n = a->sessions.viewers;
	int64_t sum = 0, most = 0;
	unsigned i;

	for (i = 0; i < VIEWER_STATES; i++) {
		gauge_set(a->gauge, M_VIEWERS_STARTUP + i,
		    n[i]);
		sum += n[i];
		most += a->peak[i];
	}
	if (sum >= most)
		memcpy(a->peak, n, sizeof(a->peak));
}

static void
set_gauges(struct agg *a)
{
	struct gauge *duration = &a->gauge[M_RUN_DURATION];
	int64_t elapsed = a->at.elapsed_us;

	set_inflight(a);
	if (a->viewed)
		set_viewers(a);
	gauge_set(a->gauge, M_RUN_ELAPSED, elapsed);
	if (duration->known)
		gauge_set(a->gauge, M_RUN_REMAINING,
		    duration->now > elapsed ? duration->now - elapsed : 0);
}

void
agg_close(struct agg *a, int64_t stamp_us)
{
	a->now.span_us = span(a->at.tick_us, stamp_us);
	a->at.tick_us = stamp_us;
	a->at.elapsed_us += a->now.span_us;
	windows_push(&a->windows, &a->now, a->at.elapsed_us);
	tally_clear(&a->now);
	a->pending = 0;
	set_gauges(a);
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
