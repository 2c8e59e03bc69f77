/*
 * Properties of lib/hist: quantiles against the exact nearest rank, buckets
 * that hold their upper bound, room that follows what is in use, merging and
 * printing without loss.
 */
#include <stdlib.h>

#include "check.h"
#include "ealloc.h"
#include "hist.h"
#include "slice.h"
#include "wraps.h"

#define N 20000
#define SECOND INT64_C(1000000)

static uint64_t seed = 88172645463325252u;

/* xorshift64, evenly in [0, 1). */
WRAPS static double
chance(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (double)(seed >> 11) / 9007199254740992.0;
}

/* Near enough to a normal distribution. */
static double
normal(void)
{
	double sum = -6;
	int i;

	for (i = 0; i < 12; i++)
		sum += chance();
	return sum;
}

/* e^x by its definition, so that no test needs libm. */
static double
power_of_e(double x)
{
	double y = 1 + x / (1 << 20);
	int i;

	for (i = 0; i < 20; i++)
		y *= y;
	return y;
}

static double
magnitude(double x)
{
	return x < 0 ? -x : x;
}

static int64_t
uniform(void)
{
	return 1 + (int64_t)(chance() * 4000e6);
}

/* From 1 us to 4,000 s, as many in each decade. */
static int64_t
log_uniform(void)
{
	return (int64_t)power_of_e(chance() * 22.109559);
}

static int64_t
lognormal(void)
{
	return 1 + (int64_t)(20e3 * power_of_e(1.2 * normal()));
}

/* A cache: 95 % hits near 3 ms, 5 % misses near 800 ms. */
static int64_t
bimodal(void)
{
	return 1 + (int64_t)(chance() < 0.95 ?
	    3e3 * power_of_e(0.1 * normal()) :
	    800e3 * power_of_e(0.1 * normal()));
}

static int64_t
constant(void)
{
	return 131071;
}

static int
by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Within 0.55 %, but for the half unit that an integer result may be off. */
static int
is_close(int64_t got, int64_t exact)
{
	return magnitude((double)(got - exact)) <=
	    0.0055 * (double)exact + 0.5;
}

static void
check_quantiles(const struct hist *h, int64_t *v, int64_t n)
{
	static const int of[][2] = {
		{ 0, 100 }, { 1, 100 }, { 25, 100 }, { 50, 100 }, { 75, 100 },
		{ 90, 100 }, { 95, 100 }, { 99, 100 }, { 999, 1000 },
		{ 100, 100 },
	};
	size_t i;

	qsort(v, (size_t)n, sizeof(*v), by_value);
	CHECK(h->n == n && h->min == v[0] && h->max == v[n - 1]);
	for (i = 0; i < COUNT(of); i++) {
		int64_t rank = (n * of[i][0] + of[i][1] - 1) / of[i][1];
		int64_t exact = v[rank > 0 ? rank - 1 : 0];
		int64_t got = hist_quantile(h, of[i][0], of[i][1]);

		if (!is_close(got, exact))
			printf("n=%lld p=%d/%d: %lld for %lld\n", (long long)n,
			    of[i][0], of[i][1], (long long)got,
			    (long long)exact);
		CHECK(is_close(got, exact));
	}
}

static void
test_quantiles(void)
{
	static int64_t (*const draw[])(void) = {
		uniform, log_uniform, lognormal, bimodal, constant,
	};
	static const int64_t sizes[] = { 1, 2, 3, 20, 100, 1001, N };
	int64_t *v = ezalloc(N, sizeof(*v));
	struct hist h;
	size_t d, s;
	int64_t i, sum;

	hist_init(&h, SECOND);
	for (d = 0; d < COUNT(draw); d++) {
		for (s = 0; s < COUNT(sizes); s++) {
			hist_clear(&h);
			sum = 0;
			for (i = 0; i < sizes[s]; i++) {
				v[i] = draw[d]();
				sum += v[i];
				hist_add(&h, v[i]);
			}
			CHECK(h.sum == sum);
			CHECK(hist_mean(&h) == sum / sizes[s]);
			check_quantiles(&h, v, sizes[s]);
		}
	}
	free(v);
	hist_free(&h);
}

/* One value is every quantile of itself, to the last digit. */
static void
test_single(void)
{
	struct hist h;
	int64_t v;

	hist_init(&h, SECOND);
	for (v = 1; v <= 4000 * SECOND; v += 1 + v / 7) {
		hist_clear(&h);
		hist_add(&h, v);
		CHECK(hist_quantile(&h, 1, 100) == v);
		CHECK(hist_quantile(&h, 999, 1000) == v);
	}
	hist_free(&h);
}

/* 99 viewers at 10 ms and one at 1 s. */
static void
test_outlier(void)
{
	struct hist fast, slow;
	int i;

	hist_init(&fast, SECOND);
	hist_init(&slow, SECOND);
	for (i = 0; i < 99; i++)
		hist_add(&fast, 10000);
	hist_add(&slow, SECOND);
	hist_merge(&fast, &slow);
	CHECK(is_close(hist_quantile(&fast, 50, 100), 10000));
	CHECK(is_close(hist_quantile(&fast, 99, 100), 10000));
	CHECK(is_close(hist_quantile(&fast, 100, 100), SECOND));
	hist_free(&fast);
	hist_free(&slow);
}

/* base^(i-1) < v <= base^i: a power of two is the last of its bucket. */
static void
test_powers_of_two(void)
{
	double two = 1;
	int k;

	for (k = 0; k <= 40; k++) {
		CHECK(hist_index(1, INT64_C(1) << k) == 64 * k);
		CHECK(hist_upper(64 * k) == two);
		two *= 2;
	}
	for (k = 0; k <= 12; k++) {
		CHECK(hist_index(SECOND, SECOND << k) == 64 * k);
		CHECK(hist_index(SECOND, (SECOND << k) + 1) == 64 * k + 1);
	}
	/* Half a second, a quarter, ... as far as they are whole. */
	for (k = 1; k <= 6; k++)
		CHECK(hist_index(SECOND, SECOND >> k) == -64 * k);
}

/* The bounds are the powers of 2^(1/64). */
static void
test_bounds(void)
{
	double base = hist_upper(1), power = base;
	int i;

	for (i = 0; i < 6; i++)
		power *= power;
	CHECK(magnitude(power / 2 - 1) < 1e-13);
	for (i = HIST_LOW; i < HIST_HIGH; i++)
		CHECK(magnitude(hist_upper(i + 1) / hist_upper(i) / base - 1) <
		    1e-15);
	for (i = HIST_LOW; i + 64 <= HIST_HIGH; i++)
		CHECK(hist_upper(i + 64) == 2 * hist_upper(i));
}

static void
test_edges(void)
{
	struct hist h;

	hist_init(&h, SECOND);
	CHECK(hist_quantile(&h, 50, 100) == 0 && hist_mean(&h) == 0);
	hist_add(&h, 0);
	hist_add(&h, -5);
	CHECK(h.n == 2 && h.zero == 2 && h.min == 0 && h.max == 0);
	CHECK(hist_quantile(&h, 99, 100) == 0);
	hist_clear(&h);
	CHECK(hist_index(SECOND, 0) == HIST_LOW - 1);
	hist_add(&h, INT64_C(1) << 61);
	CHECK(h.clamped == 1 && hist_count(&h, HIST_HIGH) == 1);
	hist_adjust(&h, HIST_HIGH + 1, -1);
	CHECK(h.n == 0 && h.clamped == 0 && hist_count(&h, HIST_HIGH) == 0);
	hist_free(&h);
}

static int
same(const struct hist *a, const struct hist *b)
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

/* Room comes at either end, whatever was there stays. */
static void
test_growth(void)
{
	static const int order[] = {
		100, 101, 131, 132, 99, -1, -40, HIST_HIGH, HIST_LOW, 0,
		HIST_LOW + 31, HIST_LOW + 32, HIST_HIGH - 32,
	};
	struct hist h;
	size_t i, k;

	hist_init(&h, SECOND);
	CHECK(h.room == 0 && h.bucket == NULL);
	CHECK(hist_count(&h, 0) == 0 && hist_count(&h, HIST_LOW) == 0);
	for (i = 0; i < COUNT(order); i++) {
		hist_adjust(&h, order[i], (int64_t)i + 1);
		for (k = 0; k < COUNT(order); k++)
			CHECK(hist_count(&h, order[k]) ==
			    (k <= i ? (int64_t)k + 1 : 0));
		CHECK(i >= 4 || h.room <= 96);
	}
	CHECK(h.lowest == HIST_LOW && h.highest == HIST_HIGH);
	CHECK(hist_count(&h, HIST_LOW - 1) == 0);
	CHECK(hist_count(&h, HIST_HIGH + 1) == 0);
	for (i = 0; i < COUNT(order); i++)
		hist_adjust(&h, order[i], -(int64_t)i - 1);
	CHECK(h.n == 0 && h.lowest > h.highest);
	hist_free(&h);
}

/* Values that move on take the range in use with them. */
static void
test_moving(void)
{
	struct hist h;
	int i;

	hist_init(&h, SECOND);
	for (i = -1000; i <= 2000; i++) {
		hist_adjust(&h, i, 2);
		if (i >= -990)
			hist_adjust(&h, i - 10, -2);
		CHECK(h.highest == i);
		CHECK(h.lowest == (i >= -990 ? i - 9 : -1000));
	}
	/* A gap inside stays; at the upper end it goes too. */
	for (i = 1992; i < 2000; i++)
		hist_adjust(&h, i, -2);
	CHECK(h.lowest == 1991 && h.highest == 2000);
	hist_adjust(&h, 2000, -2);
	CHECK(h.lowest == 1991 && h.highest == 1991 && h.n == 2);
	hist_free(&h);
}

/* Cleared, it is as new but for its room. */
static void
test_reuse(void)
{
	struct hist h, fresh;
	int i, room;

	hist_init(&h, SECOND);
	hist_adjust(&h, 5, INT64_C(1) << 40);
	for (i = 0; i < 1000; i++)
		hist_add(&h, log_uniform());
	room = h.room;
	hist_clear(&h);
	hist_init(&fresh, SECOND);
	CHECK(same(&h, &fresh) && h.room == room && room > 0);
	hist_add(&h, 20000);
	hist_add(&fresh, 20000);
	CHECK(same(&h, &fresh));
	hist_free(&h);
	hist_free(&fresh);
}

/* More in one bucket than 16 bits hold. */
static void
test_many(void)
{
	const int64_t most = INT64_C(1) << 16;
	struct hist h, sum;

	hist_init(&h, SECOND);
	hist_init(&sum, SECOND);
	hist_adjust(&h, 7, most - 1);
	CHECK(h.carry == NULL);
	hist_adjust(&h, 7, 1);
	hist_adjust(&h, 8, 3);
	CHECK(hist_count(&h, 7) == most && hist_count(&h, 8) == 3);
	hist_adjust(&h, -100, 1);
	hist_adjust(&h, 400, 2);
	CHECK(hist_count(&h, 7) == most && hist_count(&h, 8) == 3);
	CHECK(hist_count(&h, 400) == 2 && hist_count(&h, -100) == 1);
	hist_merge(&sum, &h);
	hist_merge(&sum, &h);
	CHECK(hist_count(&sum, 7) == 2 * most && hist_count(&sum, 8) == 6);
	hist_adjust(&sum, 7, -2 * most);
	CHECK(hist_count(&sum, 7) == 0 && sum.n == 12);
	hist_adjust(&sum, 7, HIST_MOST - 12);
	CHECK(hist_count(&sum, 7) == HIST_MOST - 12 && sum.n == HIST_MOST);
	hist_free(&h);
	hist_free(&sum);
}

/* Ten splits: the parts together are the whole, bucket for bucket. */
static void
test_merge(void)
{
	struct hist whole, part[2], joined;
	int split, i;

	for (split = 0; split < 10; split++) {
		hist_init(&whole, SECOND);
		hist_init(&part[0], SECOND);
		hist_init(&part[1], SECOND);
		hist_init(&joined, SECOND);
		for (i = 0; i < 2000; i++) {
			int64_t v = i % 100 == 0 ? 0 : log_uniform();

			hist_add(&whole, v);
			hist_add(&part[chance() < 0.1 * split], v);
		}
		hist_merge(&joined, &part[0]);
		hist_merge(&joined, &part[1]);
		CHECK(same(&whole, &joined));
		hist_free(&whole);
		hist_free(&part[0]);
		hist_free(&part[1]);
		hist_free(&joined);
	}
}

/* What is printed reads back the same; what contradicts itself is refused. */
static void
test_print(void)
{
	struct sbuf b = { 0 };
	struct hist h, in;
	struct slice text;
	int i;

	hist_init(&h, SECOND);
	hist_init(&in, SECOND);
	for (i = 0; i < 1000; i++)
		hist_add(&h, log_uniform());
	hist_add(&h, 0);
	hist_add(&h, INT64_C(1) << 61);
	hist_print(&h, &b);
	text = slice_from(sbuf_view(&b), 1);	/* the space before scale= */
	CHECK(hist_parse(&in, text) == 0);
	CHECK(same(&h, &in));
	CHECK(hist_parse(&in, text) == 0 && in.n == 2 * h.n);
	CHECK(hist_parse(&in, SLICE("scale=1 n=1 sum=1 min=1 max=1 zero=0 "
	    "clamped=0 b=0:1")) == -1);
	CHECK(hist_parse(&in, SLICE("scale=1000000 n=2 sum=1 min=1 max=1 "
	    "zero=0 clamped=0 b=0:1")) == -1);
	CHECK(hist_parse(&in, SLICE("scale=1000000 n=1 sum=1 min=1 max=1 "
	    "zero=0 clamped=0 b=0:1,9999:1")) == -1);
	CHECK(hist_parse(&in, SLICE("scale=1000000 n=1 sum=1 min=2 max=1 "
	    "zero=0 clamped=0 b=0:1")) == -1);
	CHECK(hist_parse(&in, SLICE("scale=1000000 n=1 sum=1 min=1 max=1 "
	    "zero=0 clamped=1 b=0:1")) == -1);
	CHECK(hist_parse(&in, SLICE("scale=1000000 n=281474976710655 "
	    "sum=1 min=1 max=1 zero=0 clamped=0 b=0:281474976710655")) == -1);
	CHECK(in.n == 2 * h.n);
	sbuf_free(&b);
	hist_free(&h);
	hist_free(&in);
}

int
main(void)
{
	test_quantiles();
	test_single();
	test_outlier();
	test_powers_of_two();
	test_bounds();
	test_edges();
	test_growth();
	test_moving();
	test_reuse();
	test_many();
	test_merge();
	test_print();
	return check_result();
}
