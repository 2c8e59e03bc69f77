/*
 * Series against plain lists: windows and medians of random values, and a run
 * that is longer than what is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "figures/series.h"
#include "figures/window.h"

#define TICKS 700
#define SECOND INT64_C(1000000)

static struct {
	int64_t at_us, v;
} list[4 * TICKS];
static size_t listed;

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The naive way: 1 with the figures of what is newer than that, or 0. */
static int
naive(int64_t now_us, int64_t width_us, struct series_stat *stat)
{
	static int64_t v[COUNT(list)];
	size_t i, n = 0;

	for (i = 0; i < listed; i++)
		if (list[i].at_us == now_us || now_us - list[i].at_us <
		    width_us - WINDOW_SLACK_US)
			v[n++] = list[i].v;
	if (n == 0)
		return 0;
	qsort(v, n, sizeof(*v), compare);
	stat->p50 = v[(n + 1) / 2 - 1];
	stat->max = v[n - 1];
	return 1;
}

static void
check_windows(const struct series *s, int64_t now_us)
{
	static const int64_t widths[] = { 1, 10, 60, 300 };
	struct series_stat got = { 0 }, want = { 0 };
	size_t i;

	for (i = 0; i < COUNT(widths); i++) {
		int there = naive(now_us, widths[i] * SECOND, &want);

		CHECK(series_window(s, now_us, widths[i] * SECOND, &got) ==
		    there);
		if (there)
			CHECK(got.p50 == want.p50 && got.max == want.max);
	}
	CHECK(sorted_stat(&s->all, &got) == naive(now_us, INT64_MAX, &want));
	if (listed > 0)
		CHECK(got.p50 == want.p50 && got.max == want.max);
}

static void
test_random(void)
{
	struct series s = { 0 };
	int64_t tick, now = 0, v;
	int k;

	srandom(1);
	for (tick = 0; tick < TICKS; tick++) {
		now += SECOND + random() % 50000 - 25000;
		for (k = (int)(random() % 4) - 1; k > 0; k--) {
			v = random() % 1000 - 200;
			series_add(&s, v);
			list[listed].at_us = now;
			list[listed++].v = v;
		}
		series_close(&s, now, tick % 2 == 0);
		check_windows(&s, now);
	}
	CHECK(listed > 300 && s.all.n == listed);
	CHECK(s.steady.n > 100 && s.steady.n < listed);
	series_free(&s);
}

static void
test_nothing(void)
{
	struct series s = { 0 };
	struct series_stat stat;

	series_close(&s, SECOND, 1);
	CHECK(!series_window(&s, SECOND, SECOND, &stat));
	CHECK(!sorted_stat(&s.all, &stat) && !sorted_stat(&s.steady, &stat));
	series_free(&s);
}

/* More in one second than the ring has: the newest stay. */
static void
test_flood(void)
{
	struct series s = { 0 };
	struct series_stat stat;
	int64_t i;

	for (i = 0; i < INT64_C(3) * SERIES_RECENT; i++)
		series_add(&s, i);
	series_close(&s, SECOND, 0);
	CHECK(series_window(&s, SECOND, SECOND, &stat));
	CHECK(stat.max == INT64_C(3) * SERIES_RECENT - 1);
	CHECK(stat.p50 >= INT64_C(2) * SERIES_RECENT);
	series_free(&s);
}

/* Thinned out twice: the median stays near, the maximum exact. */
static void
test_long(void)
{
	struct series s = { 0 };
	struct series_stat stat;
	int64_t i, n = 5 * SERIES_WHOLE / 2, half = n / 2;

	for (i = 0; i < n; i++) {
		series_add(&s, i * 7919 % n);
		series_close(&s, i, 0);
	}
	CHECK(s.all.n <= SERIES_WHOLE && s.all.n > SERIES_WHOLE / 4);
	CHECK(sorted_stat(&s.all, &stat));
	CHECK(stat.max == n - 1);
	CHECK(stat.p50 > half - n / 100 && stat.p50 < half + n / 100);
	series_free(&s);
}

int
main(void)
{
	test_nothing();
	test_random();
	test_flood();
	test_long();
	return check_result();
}
