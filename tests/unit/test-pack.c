/*
 * A sketch that grows, stretch by stretch: what each stretch gained, joined in
 * any way, has the quantiles of its own values.
 */
#include <stdlib.h>

#include "check.h"
#include "page/pack.h"
#include "wraps.h"

#define STRETCHES 64
#define SCALE 1000000

static unsigned seed = 1;

WRAPS static int64_t
chance(int64_t below)
{
	seed = seed * 1103515245 + 12345;
	return (int64_t)(seed >> 8) % below;
}

/* Values of all sizes, 0 among them; their sum stays within 64 bits. */
static int64_t
value(void)
{
	static const int64_t most[] = { 1, 10, 5000, 90000, 40000000,
		INT64_C(1) << 46 };

	return chance(1000) * (most[chance(COUNT(most))] / 1000 + 1) *
	    (chance(10) > 0);
}

static int
same(const struct pack *p, const struct hist *h)
{
	static const int q[] = { 1, 25, 50, 95, 99, 100 };
	size_t i;

	if (p->n != h->n)
		return 0;
	for (i = 0; i < COUNT(q) && p->n > 0; i++) {
		int64_t v = pack_quantile(p, SCALE, q[i], 100);

		/* Only the sketch knows the two at its ends. */
		v = v < h->min ? h->min : v > h->max ? h->max : v;
		if (q[i] > 1 && q[i] < 100 && h->n > 100 &&
		    v != hist_quantile(h, q[i], 100))
			return 0;
	}
	return 1;
}

/* Stretch i of a sketch's life: its values into own, all so far into sum. */
static void
grow(struct hist *own, struct hist *sum, struct pack_sums *sums,
    struct pack *p)
{
	struct sbuf text = { 0 };
	int64_t n = chance(300);

	while (n-- > 0)
		hist_add(own, value());
	hist_merge(sum, own);
	hist_print(sum, &text);
	pack_growth(p, sums, sbuf_view(&text));
	sbuf_free(&text);
}

static void
check_growth(void)
{
	static struct hist own[STRETCHES];
	static struct pack_sums sums;
	static struct pack p[STRETCHES];
	struct hist sum;
	size_t i, step;

	hist_init(&sum, SCALE);
	for (i = 0; i < STRETCHES; i++) {
		hist_init(&own[i], SCALE);
		grow(&own[i], &sum, &sums, &p[i]);
		CHECK(same(&p[i], &own[i]));
	}
	for (step = 1; step < STRETCHES; step *= 2)
		for (i = 0; i + step < STRETCHES; i += 2 * step) {
			hist_merge(&own[i], &own[i + step]);
			pack_join(&p[i], &p[i + step]);
			CHECK(same(&p[i], &own[i]));
		}
	CHECK(same(&p[0], &sum));
	for (i = 0; i < STRETCHES; i++) {
		hist_free(&own[i]);
		pack_free(&p[i]);
	}
	hist_free(&sum);
}

/* What is no sketch, or one that has less than before. */
static void
check_wrong(void)
{
	static const char *const wrong[] = { "", "b=", "b=:", "b=1", "b=1:",
		"b=x:1", "b=-9999:4", "b=9999:4", "b=5:0", "b=5:-3",
		"b=7:1,3:1,", "zero=-4 b=5:1",
		"b=5:99999999999999999999999999", "zero=x b=,,," };
	static struct pack_sums sums;
	struct pack p = { 0 };
	size_t i;

	for (i = 0; i < COUNT(wrong); i++) {
		pack_growth(&p, &sums, slice_str(wrong[i]));
		CHECK(p.n >= 0);
		if (p.n > 0)
			CHECK(pack_quantile(&p, SCALE, 1, 2) >= 0);
	}
	pack_growth(&p, &sums, SLICE("zero=0 b=5:3"));
	pack_growth(&p, &sums, SLICE("zero=0 b=5:2"));
	CHECK(p.n == 0);
	pack_free(&p);
}

int
main(void)
{
	check_growth();
	check_wrong();
	return check_result();
}
