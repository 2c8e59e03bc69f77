/*
 * Reading is strict, since a sum of a hundred hosts shows no error of one.
 */
#include "figures/window.h"
#include "num.h"
#include "record.h"
#include "told.h"

void
told_init(struct told *t)
{
	*t = (struct told){ 0 };
	tally_init(&t->tally);
}

void
told_free(struct told *t)
{
	tally_free(&t->tally);
}

static int
read_counters(struct tally *t, unsigned id, struct slice rest)
{
	unsigned end = metric_end(id);

	for (; id < end; id++) {
		struct slice s;
		int64_t *v = &t->counter[id];

		if (!metric_is_counter(&metrics[id]))
			continue;
		/* A figure that the host's version does not know is 0. */
		if (field_get(rest, metric_key(&metrics[id]), &s) &&
		    (metric_read(metrics[id].unit, s, v) != 0 || *v < 0 ||
		    *v > TOLD_MAX))
			return -1;
	}
	return 0;
}

static int
read_codes(struct tally *t, struct codes *c, struct slice rest)
{
	struct field f;
	int64_t status, n;

	while (field_next(&rest, &f)) {
		unsigned id;

		if (!slice_skip(&f.key, SLICE("code.")))
			continue;
		if (num_int(f.key, 400, 999, &status) != 0 ||
		    num_int(f.value, 0, TOLD_MAX, &n) != 0)
			return -1;
		id = code_counter(c, status);
		if (id < TALLY_COUNTERS)
			t->counter[id] = n;
	}
	return 0;
}

int
told_section(struct tally *t, unsigned id, struct slice rest, struct codes *c)
{
	if (read_counters(t, id, rest) != 0)
		return -1;
	return id == metric_first(M_HTTP_REQUESTS) ?
	    read_codes(t, c, rest) : 0;
}

static int
read_sections(struct told *t, const struct block *b, struct codes *c)
{
	struct slice rest;
	unsigned id;

	for (id = 0; id < METRICS; id = metric_end(id)) {
		if (!block_find(b, WINDOW_ALL, metric_section(&metrics[id]),
		    &rest))
			continue;
		t->sections++;
		if (told_section(&t->tally, id, rest, c) != 0)
			return -1;
	}
	return 0;
}

/* The place of a sketch's metric among all sketches of a tally. */
static int
sketch_place(unsigned id)
{
	unsigned i;
	int place = 0;

	for (i = 0; i < id; i++)
		place += metric_is_sketch(&metrics[i]);
	return place;
}

static int
is_sane(const struct hist *h)
{
	return h->min >= 0 && h->min <= h->max && h->max <= TOLD_MAX &&
	    h->sum >= h->max && h->sum <= TOLD_MAX && h->n <= TOLD_MAX &&
	    h->clamped >= 0 && h->clamped <= hist_count(h, HIST_HIGH);
}

static int
read_sketches(struct told *t, const struct block *b)
{
	struct slice rest, of;
	size_t i = 0;
	int id, stat;

	while (block_each(b, "sketch", &i, &rest)) {
		struct hist *h;

		if (!field_get(rest, "of", &of))
			return -1;
		id = metric_find(of, &stat);
		if (id < 0 || id >= METRICS || stat >= 0 ||
		    !metric_is_sketch(&metrics[id]))
			continue;
		h = &t->tally.sketch[sketch_place((unsigned)id)];
		if (h->n != 0 || hist_parse(h, rest) != 0 ||
		    (h->n != 0 && !is_sane(h)))
			return -1;
	}
	return 0;
}

static int
has_windows(const struct block *b)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (!slice_eq(b->record[i].subject, SLICE("-")) &&
		    !slice_eq(b->record[i].subject, SLICE(WINDOW_ALL)))
			return 1;
	return 0;
}

int
told_read(struct told *t, const struct block *b, struct codes *c)
{
	struct slice rest;

	tally_clear(&t->tally);
	t->sections = 0;
	t->stamp_us = b->time_us;
	t->windows = has_windows(b);
	if (!block_find(b, "-", SLICE("block"), &rest) ||
	    !field_int(rest, "n", &t->n) || t->n <= 0 || t->n > TOLD_MAX ||
	    !block_find(b, "-", SLICE("run"), &rest) ||
	    !field_micro(rest, "elapsed", &t->elapsed_us) ||
	    t->elapsed_us < 0 || t->elapsed_us > TOLD_MAX)
		return -1;
	t->tally.span_us = t->elapsed_us;
	return read_sections(t, b, c) != 0 || t->sections == 0 ||
	    read_sketches(t, b) != 0 ? -1 : 0;
}

static int
hist_follows(const struct hist *old, const struct hist *new)
{
	int i;

	if (old->n == 0)
		return 1;
	if (new->n < old->n || new->sum < old->sum || new->zero < old->zero ||
	    new->clamped < old->clamped || new->min > old->min ||
	    new->max < old->max)
		return 0;
	for (i = old->lowest; i <= old->highest; i++)
		if (hist_count(new, i) < hist_count(old, i))
			return 0;
	return 1;
}

/* Provisional counters are corrected downwards in the life of a pipeline. */
static int
may_fall(int id)
{
	return id < METRICS && metrics[id].kind == METRIC_PROVISIONAL;
}

int
told_follows(const struct told *before, const struct told *t)
{
	const struct tally *old = &before->tally, *new = &t->tally;
	int i;

	if (t->n <= before->n || t->elapsed_us < before->elapsed_us)
		return 0;
	for (i = 0; i < TALLY_COUNTERS; i++)
		if (new->counter[i] < old->counter[i] && !may_fall(i))
			return 0;
	for (i = 0; i < SKETCHES; i++)
		if (!tally_is_state(i) &&
		    !hist_follows(&old->sketch[i], &new->sketch[i]))
			return 0;
	return 1;
}

static int64_t
within(int64_t v, int64_t lo, int64_t hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

/*
 * Where the run's own extreme has moved it is the gain's; otherwise only the
 * gain's outermost bucket is known. A single value is its own sum.
 */
static void
set_extremes(struct hist *g, const struct hist *old, const struct hist *new)
{
	int known = old->n == 0 || g->n == 1;

	if (g->n == 1)
		g->min = g->max = g->sum;
	if (old->n == 0 || (g->n > 1 && new->min < old->min))
		g->min = new->min;
	else if (!known)
		g->min = g->zero > 0 ? 0 : hist_middle(g, g->lowest);
	if (old->n == 0 || (g->n > 1 && (new->max > old->max ||
	    g->clamped > 0)))
		g->max = new->max;
	else if (!known)
		g->max = g->zero == g->n ? 0 :
		    hist_middle(g, g->highest);
	g->min = within(g->min, new->min, new->max);
	g->max = within(g->max, g->min, new->max);
}

static void
hist_gain(struct hist *g, const struct hist *old, const struct hist *new)
{
	int i;

	if (new->n == old->n)
		return;
	hist_adjust(g, HIST_LOW - 1, new->zero - old->zero);
	for (i = new->lowest; i <= new->highest; i++) {
		int64_t more = hist_count(new, i) -
		    (old->n > 0 ? hist_count(old, i) : 0);

		if (more > 0)
			hist_adjust(g, i, more);
	}
	g->sum = new->sum - old->sum;
	g->clamped = new->clamped - old->clamped;
	set_extremes(g, old, new);
}

void
told_gain(const struct told *before, const struct told *t, struct tally *gain)
{
	const struct tally *old = &before->tally, *new = &t->tally;
	int i;

	for (i = 0; i < TALLY_COUNTERS; i++)
		gain->counter[i] = new->counter[i] - old->counter[i];
	for (i = 0; i < SKETCHES; i++)
		if (!tally_is_state(i))
			hist_gain(&gain->sketch[i], &old->sketch[i],
			    &new->sketch[i]);
}
