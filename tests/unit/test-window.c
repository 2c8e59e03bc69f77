/*
 * The windows of hls-agg against a recount of everything that happened, at
 * every tick of a long random stream: counters, time covered, and each bucket.
 */
#include <stdlib.h>

#include "check.h"
#include "figures/window.h"
#include "clock.h"
#include "ealloc.h"
#include "wraps.h"

#define TICKS 3000
#define EVENTS_MAX 12		/* per tick */
#define EVENTS (TICKS * EVENTS_MAX)

static uint64_t seed = 88172645463325252u;

WRAPS static int64_t
below(int64_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int64_t)(seed >> 1) % n;
}

/* What the recount reads: each event with the number of its second. */
struct event {
	unsigned id;
	int64_t v;
};

static struct event *events;
static int64_t begins[TICKS + 1];	/* the first event of each second */
static int64_t at_us[TICKS], span_us[TICKS];

static const unsigned counters[] = {
	M_SEGMENT_COUNT, M_SEGMENT_BYTES, M_REBUFFER_TIME, M_REBUFFER_PLAYED,
	METRICS + 3,
};
static const enum metric_id sketches[] = { M_SEGMENT_TTFB, M_STARTUP_TIME };

static struct event
random_event(void)
{
	static int huge = 5;
	struct event e;
	int64_t octave = below(40);

	if (below(2)) {
		e.id = counters[below(COUNT(counters))];
		e.v = 1 + below(1000000);
		/* What is provisional is taken back at times. */
		if (e.id < METRICS && metrics[e.id].kind == METRIC_PROVISIONAL)
			e.v -= 500000;
		return e;
	}
	e.id = sketches[below(COUNT(sketches))];
	/* Of all magnitudes, now and then nothing. */
	e.v = below(50) == 0 ? 0 :
	    (INT64_C(1) << octave) + below(INT64_C(1) << octave);
	/* Out of range too, but not so often that sums would be. */
	if (huge > 0 && below(1000) == 0) {
		huge--;
		e.v = INT64_C(1) << 60;
	}
	return e;
}

static void
fold(struct tally *t, const struct event *e)
{
	if (e->id < METRICS && metrics[e->id].kind == METRIC_SKETCH) {
		tally_sample(t, e->id, e->v);
		return;
	}
	tally_count(t, e->id, e->v);
	if (e->id < METRICS && metrics[e->id].kind == METRIC_PROVISIONAL)
		tally_count(t, M_REBUFFER_WATCHED, e->v);
}

/* A second mostly, with jitter; sometimes short, none at all, or a gap. */
static int64_t
random_span(void)
{
	switch (below(12)) {
	case 0:
		return below(SECOND_US);
	case 1:
		return 0;
	case 2:
		return below(30) == 0 ? below(400 * SECOND_US) :
		    below(5 * SECOND_US);
	case 3:
		return SECOND_US - WINDOW_SLACK_US;
	default:
		return SECOND_US + below(20000) - 10000;
	}
}

/* The window as its definition has it, counted anew up to second n. */
static void
recount(struct tally *t, int64_t n, int64_t width_us)
{
	int64_t k, i;

	tally_clear(t);
	for (k = 0; k <= n; k++) {
		/* cppcheck-suppress negativeIndex ; n is not below 0 */
		if (k < n && at_us[n] - at_us[k] >= width_us - WINDOW_SLACK_US)
			continue;
		t->span_us += span_us[k];
		for (i = begins[k]; i < begins[k + 1]; i++)
			fold(t, &events[i]);
	}
}

static int
same_sketch(const struct hist *a, const struct hist *b)
{
	int i;

	for (i = HIST_LOW; i <= HIST_HIGH; i++)
		if (hist_count(a, i) != hist_count(b, i))
			return 0;
	return a->n == b->n && a->sum == b->sum && a->min == b->min &&
	    a->max == b->max && a->zero == b->zero &&
	    a->clamped == b->clamped && a->lowest == b->lowest &&
	    a->highest == b->highest;
}

static int
same(const struct tally *a, const struct tally *b)
{
	size_t i;
	int ok = a->span_us == b->span_us &&
	    memcmp(a->counter, b->counter, sizeof(a->counter)) == 0;

	for (i = 0; i < COUNT(sketches); i++)
		ok = ok && same_sketch(tally_sketch(a, sketches[i]),
		    tally_sketch(b, sketches[i]));
	return ok;
}

/* What is shown of a window, however much was taken back in it. */
static int
in_bounds(const struct tally *t)
{
	int64_t time, played, watched, ratio = 0;

	tally_value(t, M_REBUFFER_TIME, &time);
	tally_value(t, M_REBUFFER_PLAYED, &played);
	tally_value(t, M_REBUFFER_WATCHED, &watched);
	if (!tally_value(t, M_REBUFFER_RATIO, &ratio) && watched != 0)
		return 0;
	return time >= 0 && played >= 0 && time + played == watched &&
	    ratio >= 0 && ratio <= 1000000;
}

/* One more second of random events, its number n. */
static void
push(struct windows *ws, struct tally *second, int64_t n)
{
	int64_t i, most = below(8) ? EVENTS_MAX : 1;

	tally_clear(second);
	begins[n + 1] = begins[n] + below(most);
	for (i = begins[n]; i < begins[n + 1]; i++) {
		events[i] = random_event();
		fold(second, &events[i]);
	}
	span_us[n] = random_span();
	at_us[n] = (n > 0 ? at_us[n - 1] : 0) + span_us[n];
	second->span_us = span_us[n];
	windows_push(ws, second, at_us[n]);
}

static void
test_recount(void)
{
	struct windows ws;
	struct plan plan;
	struct tally second, t;
	int64_t n;
	size_t i;

	plan_default(&plan);
	windows_init(&ws, &plan);
	tally_init(&second);
	tally_init(&t);
	for (n = 0; n < TICKS; n++) {
		push(&ws, &second, n);
		for (i = 0; i < ws.count; i++) {
			recount(&t, n, ws.window[i].width_us);
			CHECK(same(&t, &ws.window[i].sum));
			CHECK(in_bounds(&t));
		}
		if (n % 100 == 0 || n == TICKS - 1) {
			recount(&t, n, INT64_MAX);
			CHECK(same(&t, &ws.all));
		}
	}
	windows_free(&ws);
	tally_free(&second);
	tally_free(&t);
}

/* Ticks far too often: the ring holds what it can, and knows how long it is. */
static void
test_full_ring(void)
{
	struct windows ws;
	struct plan plan;
	struct tally second;
	int64_t n, kept;
	size_t i;

	plan_default(&plan);
	windows_init(&ws, &plan);
	kept = (int64_t)ws.slots;
	tally_init(&second);
	for (n = 1; n <= 3 * kept; n++) {
		tally_clear(&second);
		tally_count(&second, M_SEGMENT_COUNT, 1);
		tally_sample(&second, M_SEGMENT_TTFB, n);
		second.span_us = 1000;
		windows_push(&ws, &second, n * 1000);
		CHECK(tally_sketch(&ws.window[1].sum, M_SEGMENT_TTFB)->min ==
		    (n > kept ? n - kept + 1 : 1));
	}
	for (i = 0; i < ws.count; i++) {
		const struct tally *sum = &ws.window[i].sum;

		CHECK(sum->counter[M_SEGMENT_COUNT] == kept);
		CHECK(sum->span_us == 1000 * kept);
		CHECK(tally_sketch(sum, M_SEGMENT_TTFB)->min ==
		    3 * kept - kept + 1);
	}
	CHECK(ws.all.counter[M_SEGMENT_COUNT] == 3 * kept);
	windows_free(&ws);
	tally_free(&second);
}

/* A list of windows: sorted, each once, all and steady aside. */
static void
test_plan(void)
{
	struct slice word;
	struct plan p;
	int64_t us = 0;

	CHECK(plan_read(&p, SLICE("1m,10s,steady,60s,all,1h"), &word) == NULL);
	CHECK(p.n == 3 && p.steady);
	CHECK(p.width[0].us == 10 * SECOND_US && p.width[0].shown);
	CHECK(p.width[1].us == 60 * SECOND_US && p.width[1].shown);
	CHECK(p.width[2].us == 3600 * SECOND_US);
	CHECK(plan_add(&p, 10 * SECOND_US) == 0 && p.n == 3);
	CHECK(p.width[0].shown);
	CHECK(plan_add(&p, 20 * SECOND_US) == 0 && p.n == 4);
	CHECK(p.width[1].us == 20 * SECOND_US && !p.width[1].shown);
	CHECK(plan_read(&p, SLICE("1s,2s,3s,4s,5s,6s,7s,8s"), &word) == NULL);
	CHECK(plan_read(&p, SLICE("1s,2s,3s,4s,5s,6s,7s,8s,9s"), &word) !=
	    NULL && slice_eq(word, SLICE("9s")));
	CHECK(plan_read(&p, SLICE("1s,,2s"), &word) != NULL && word.n == 0);
	CHECK(plan_read(&p, SLICE("1s,steadily"), &word) != NULL);
	CHECK(plan_width(SLICE("90s"), &us) == 0 && us == 90 * SECOND_US);
	CHECK(plan_width(SLICE("1.5s"), &us) != 0);
	CHECK(plan_width(SLICE("500ms"), &us) != 0);
	CHECK(plan_width(SLICE("2h"), &us) != 0);
	CHECK(plan_width(SLICE("0"), &us) != 0);
}

/* An hour's window holds an hour. */
static void
test_long(void)
{
	struct windows ws;
	struct plan plan;
	struct tally second;
	struct slice word;
	int64_t n;

	plan_read(&plan, SLICE("1h"), &word);
	windows_init(&ws, &plan);
	tally_init(&second);
	tally_count(&second, M_SEGMENT_COUNT, 1);
	second.span_us = SECOND_US;
	for (n = 1; n <= 4000; n++)
		windows_push(&ws, &second, n * SECOND_US);
	CHECK(windows_find(&ws, 3600 * SECOND_US)->sum.counter[M_SEGMENT_COUNT]
	    == 3600);
	CHECK(windows_find(&ws, 60 * SECOND_US) == NULL);
	windows_free(&ws);
	tally_free(&second);
}

/* Rates divide by the time covered, exactly; none over no time. */
static void
test_values(void)
{
	struct tally t;
	int64_t v = -1;

	tally_init(&t);
	CHECK(tally_value(&t, M_SEGMENT_COUNT, &v) && v == 0);
	CHECK(!tally_value(&t, M_SEGMENT_RATE, &v));
	CHECK(!tally_value(&t, M_HTTP_ERROR_RATIO, &v));
	t.span_us = 3 * SECOND_US;
	tally_count(&t, M_SEGMENT_COUNT, 10);
	tally_count(&t, M_SEGMENT_BYTES, INT64_C(3000000000));
	CHECK(tally_value(&t, M_SEGMENT_RATE, &v) && v == 3333333);
	CHECK(tally_value(&t, M_SEGMENT_THROUGHPUT, &v) &&
	    v == INT64_C(1000000000000000));
	tally_count(&t, M_HTTP_ERROR_COUNT, 1);
	tally_count(&t, M_HTTP_REQUESTS, 3);
	CHECK(tally_value(&t, M_HTTP_ERROR_RATIO, &v) && v == 333333);
	/* Beyond all reason, yet no overflow. */
	t.span_us = INT64_MAX / 2;
	CHECK(tally_value(&t, M_SEGMENT_RATE, &v) && v >= 0);
	t.span_us = 1;
	CHECK(tally_value(&t, M_SEGMENT_THROUGHPUT, &v) && v > 0);
	tally_free(&t);
}

int
main(void)
{
	events = ezalloc((size_t)EVENTS, sizeof(*events));
	test_recount();
	test_full_ring();
	test_plan();
	test_long();
	test_values();
	free(events);
	return check_result();
}
