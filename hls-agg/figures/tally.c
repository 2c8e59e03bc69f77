/*
 * Counters and sketches, and the exact integer arithmetic of rates and ratios.
 */
#include "sum/sum.h"
#include "tally.h"

#define MILLION INT64_C(1000000)

static const unsigned char sketch_of[METRICS] = {
#define SKETCH_OF_COUNTER(id)
#define SKETCH_OF_PROVISIONAL(id)
#define SKETCH_OF_RATE(id)
#define SKETCH_OF_RATIO(id)
#define SKETCH_OF_GAUGE(id)
#define SKETCH_OF_GAUGE_MAX(id)
#define SKETCH_OF_GAUGE_MIN(id)
#define SKETCH_OF_SKETCH(id) [M_##id] = S_##id,
#define SKETCH_OF_STATE(id) [M_##id] = S_##id,
#define SKETCH_OF(id, kind, ...) SKETCH_OF_##kind(id)
	METRIC_LIST(SKETCH_OF)
};

static int64_t
scale_of(unsigned id)
{
	return metrics[id].unit == UNIT_BYTES ? 1 : MILLION;
}

void
tally_init(struct tally *t)
{
	unsigned id;

	*t = (struct tally){ 0 };
	for (id = 0; id < METRICS; id++)
		if (metric_is_sketch(&metrics[id]))
			hist_init(&t->sketch[sketch_of[id]], scale_of(id));
}

void
tally_free(struct tally *t)
{
	int i;

	for (i = 0; i < SKETCHES; i++)
		hist_free(&t->sketch[i]);
}

void
tally_clear(struct tally *t)
{
	int i;

	t->span_us = 0;
	memset(t->counter, 0, sizeof(t->counter));
	for (i = 0; i < SKETCHES; i++)
		hist_clear(&t->sketch[i]);
}

void
tally_sample(struct tally *t, enum metric_id id, int64_t v)
{
	hist_add(&t->sketch[sketch_of[id]], v);
}

int
tally_index(enum metric_id id, int64_t v)
{
	return hist_index(scale_of(id), v);
}

void
tally_put(struct tally *t, enum metric_id id, int index, int64_t v)
{
	hist_put(&t->sketch[sketch_of[id]], index, v);
}

void
tally_reset(struct tally *t, enum metric_id id)
{
	hist_clear(&t->sketch[sketch_of[id]]);
}

void
tally_merge(struct tally *t, const struct tally *other)
{
	int i;

	tally_cover(t, other->span_us);
	for (i = 0; i < TALLY_COUNTERS; i++)
		t->counter[i] = sum_add(t->counter[i], other->counter[i]);
	for (i = 0; i < SKETCHES; i++)
		hist_merge(&t->sketch[i], &other->sketch[i]);
}

const struct hist *
tally_sketch(const struct tally *t, enum metric_id id)
{
	return &t->sketch[sketch_of[id]];
}

int
tally_is_state(int sketch)
{
	unsigned id;

	for (id = 0; id < METRICS; id++)
		if (metrics[id].kind == METRIC_STATE && sketch_of[id] == sketch)
			return 1;
	return 0;
}

/* One step of a long division: the quotient's next six decimals. */
static int64_t
six_more(int64_t q, int64_t *rest, int64_t b)
{
	int64_t digits = *rest * MILLION / b;

	*rest = *rest * MILLION % b;
	return q > INT64_MAX / MILLION - 1 ? INT64_MAX - digits :
	    q * MILLION + digits;
}

/* a / b times a million to the given power, rounded down; b > 0, a >= 0. */
static int64_t
divide(int64_t a, int64_t b, int power)
{
	int64_t q, rest;

	/* Beyond 100 days in microseconds the last bits do not matter. */
	while (b > INT64_MAX / MILLION) {
		a /= 2;
		b /= 2;
	}
	q = a / b;
	rest = a % b;
	while (power-- > 0)
		q = six_more(q, &rest, b);
	return q;
}

/*
 * A counter as it is to be shown. What was provisional may be taken back in a
 * later second: a window that holds only that second has a negative sum, which
 * is shown as 0; played and rebuffered together are always what was watched.
 */
static int64_t
counter_of(const struct tally *t, unsigned id)
{
	int64_t v = t->counter[id], watched;

	if (id >= METRICS || metrics[id].kind != METRIC_PROVISIONAL)
		return v;
	watched = t->counter[M_REBUFFER_WATCHED];
	watched = watched > 0 ? watched : 0;
	if (id == M_REBUFFER_PLAYED)
		return watched - counter_of(t, M_REBUFFER_TIME);
	return v < 0 ? 0 : v < watched ? v : watched;
}

/* A counter that has something to judge, or has found something. */
static int
is_judged(const struct tally *t, unsigned id)
{
	return metrics[id].a == 0 || t->counter[id] != 0 ||
	    t->counter[metrics[id].a] != 0;
}

int
tally_value(const struct tally *t, enum metric_id id, int64_t *v)
{
	const struct metric *m = &metrics[id];
	int64_t below;

	if (metric_is_counter(m)) {
		*v = counter_of(t, id);
		return is_judged(t, id);
	}
	/* What came at times that are not known came at no rate. */
	if (m->kind == METRIC_RATE && t->counter[M_LOGS_UNSTAMPED] > 0)
		return 0;
	below = m->kind == METRIC_RATE ? t->span_us : counter_of(t, m->b);
	if (below <= 0 || (id == M_REBUFFER_SHARE &&
	    (t->partial || !is_judged(t, M_REBUFFER_SESSIONS))))
		return 0;
	/* Per microsecond and in millionths: twice a million. */
	*v = divide(counter_of(t, m->a), below,
	    m->kind == METRIC_RATE ? 2 : 1);
	if (m->unit == UNIT_BITS_PER_SECOND)
		*v = *v > INT64_MAX / 8 ? INT64_MAX : *v * 8;
	return 1;
}

int
tally_any(const struct tally *t, unsigned first, unsigned end)
{
	unsigned id;

	for (id = first; id < end; id++)
		if (t->counter[id] != 0 || (metrics[id].kind == METRIC_SKETCH &&
		    t->sketch[sketch_of[id]].n > 0))
			return 1;
	return 0;
}

int64_t
tally_stat(const struct hist *h, int stat)
{
	const struct sketch_stat *s = &sketch_stats[stat];

	if (s->den > 0)
		return hist_quantile(h, s->num, s->den);
	if (stat == STAT_MEAN)
		return hist_mean(h);
	return stat == STAT_MIN ? h->min : h->max;
}
