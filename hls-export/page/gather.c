/*
 * A counter that a block does not have has counted nothing.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "gather.h"

#define SECOND 1e6
#define FLUSH_SECONDS 2
/* Numbers and times that a stream may tell; sums of two have room. */
#define MOST (INT64_C(1) << 60)

void
gather_init(struct gather *g)
{
	*g = (struct gather){ .sums = ezalloc(FOLLOWED, sizeof(*g->sums)) };
	points_init(&g->points);
}

/* The memory is kept for the next run. */
static void
begin_anew(struct gather *g)
{
	struct gather old = *g;
	int i;

	for (i = 0; i < ORIGINS; i++)
		sbuf_free(&old.origin[i]);
	points_clear(&old.points);
	memset(old.sums, 0, FOLLOWED * sizeof(*old.sums));
	*g = (struct gather){ .points = old.points, .sums = old.sums };
}

void
gather_free(struct gather *g)
{
	int i;

	points_free(&g->points);
	free(g->sums);
	for (i = 0; i < ORIGINS; i++)
		sbuf_free(&g->origin[i]);
}

static int64_t
within(int64_t v)
{
	return v < 0 ? 0 : v > MOST ? MOST : v;
}

static int64_t
number_of(const struct block *b)
{
	struct slice rest;
	int64_t n = 0;

	if (block_find(b, "-", SLICE("block"), &rest))
		field_int(rest, "n", &n);
	return within(n);
}

static struct cell
cell(double sum, double weight)
{
	struct cell c = { .sum = sum, .weight = weight };

	if (weight > 0)
		c.lo = c.hi = sum / weight;
	return c;
}

/* What a sum has grown by; it becomes the one before. */
static double
growth(int64_t *before, int64_t now)
{
	double d = (double)now - (double)*before;

	*before = now;
	return d;
}

/* What is taken back may be more than what has come. */
static struct cell
ratio(struct gather *g, size_t i, const struct block *b)
{
	const struct metric *m = &metrics[points_series[i].id];
	int64_t part = 0, all = 0;
	struct cell c;
	double sum;

	block_value(b, W_ALL, m->a, &part);
	g->seen[i] |= block_value(b, W_ALL, m->b, &all);
	sum = growth(&g->before[i][0], part);
	c = cell(sum, growth(&g->before[i][1], all));
	if (c.weight < 0)
		c.weight = 0;
	if (c.lo < 0)
		c.lo = c.hi = 0;
	if (c.hi > 1)
		c.lo = c.hi = 1;
	return c;
}

static struct cell
sum_or_gauge(struct gather *g, size_t i, const struct block *b)
{
	const struct series *s = &points_series[i];
	int known;
	int64_t v = 0;

	known = block_value(b, W_ALL, s->id, &v);
	g->seen[i] |= known;
	if (s->course != COURSE_GAUGE)
		return cell(growth(&g->before[i][0], v) *
		    (s->course == COURSE_BITS ? 8 : 1), g->took);
	return known ? cell((double)v * g->took, g->took) : cell(0, 0);
}

static void
take_sketches(struct gather *g, const struct block *b, struct pack *pack)
{
	struct slice rest, of;
	size_t i = 0;
	int k;

	g->settled = 1;
	while (block_each(b, "sketch", &i, &rest)) {
		if (!field_get(rest, "of", &of))
			continue;
		for (k = 0; k < FOLLOWED; k++)
			if (slice_eq(of,
			    slice_str(metrics[points_followed[k]].path)))
				pack_growth(&pack[k], &g->sums[k], rest);
	}
}

/*
 * The shortest window is the block's own second, where no block is missing and
 * it has that window: its values are nearer than the middle of a bucket.
 */
static struct cell
quantile(const struct series *s, int own, const struct block *b,
    const struct pack *p)
{
	const struct sketch_stat *stat = &sketch_stats[s->stat];
	int64_t v;

	if (own && block_stat(b, W_1S, (struct metric_at){ s->id, s->stat },
	    &v))
		return cell((double)v, 1);
	if (p->n == 0)
		return cell(0, 0);
	return cell((double)pack_quantile(p, FOLLOWED_SCALE, stat->num,
	    stat->den), 1);
}

/* Each limit says for how many ticks it was one so far. */
static void
take_limits(struct gather *g, const struct block *b, int known)
{
	struct span span = { .to_us = g->elapsed_us };
	struct slice rest;
	int64_t v;
	int i;

	span.from_us = g->elapsed_us - (int64_t)(g->took * SECOND + 0.5);
	if (!block_find(b, "-", SLICE("limited"), &rest))
		return;
	for (i = 0; i < LIMITS; i++) {
		if (!field_int(rest, span_limits[i], &v))
			continue;
		if (v > g->limited[i])
			span.limits |= 1u << i;
		g->limited[i] = v;
	}
	if (known)
		spans_add(&g->spans, &span);
}

/* "host name" or "name": -1 for one that is not followed. */
static int
origin_of(struct gather *g, struct slice rest)
{
	struct sbuf name = { 0 };
	struct slice s;
	int i;

	if (field_get(rest, "host", &s)) {
		unescape(&name, s);
		sbuf_char(&name, ' ');
	}
	if (field_get(rest, "name", &s))
		unescape(&name, s);
	for (i = 0; i < g->origins; i++)
		if (slice_eq(sbuf_view(&g->origin[i]), sbuf_view(&name)))
			break;
	if (i < g->origins || i == ORIGINS)
		sbuf_free(&name);
	else
		g->origin[g->origins++] = name;
	return i < ORIGINS ? i : -1;
}

static void
take_origins(struct gather *g, const struct block *b, struct point *x)
{
	struct slice rest, value;
	size_t i = 0;
	int64_t v;
	int k, f;

	while (block_each(b, "origin", &i, &rest)) {
		k = origin_of(g, rest);
		for (f = 0; k >= 0 && f < ORIGIN_FIGURES; f++)
			if (field_get(rest, origin_figures[f].key, &value) &&
			    metric_read(origin_figures[f].unit, value, &v) == 0)
				x->origin[k][f] = cell((double)v * g->took,
				    g->took);
	}
}

/* All that a block's point has; what was before is what is now, then. */
static void
fill(struct gather *g, const struct block *b, struct point *x)
{
	size_t i;

	g->settled = 0;
	if (!g->own || points_wants(&g->points))
		take_sketches(g, b, x->pack);
	for (i = 0; i < SERIES; i++) {
		const struct series *s = &points_series[i];

		if (s->course == COURSE_RATIO)
			x->cell[i] = ratio(g, i, b);
		else if (s->course == COURSE_QUANTILE)
			x->cell[i] = quantile(s, g->own, b,
			    &x->pack[s->followed]);
		else
			x->cell[i] = sum_or_gauge(g, i, b);
	}
	take_origins(g, b, x);
}

/*
 * The last block has what is known only as all ends, in a moment of its own:
 * as rates that would dwarf the run.
 */
static int
is_flush(const struct gather *g, const struct block *b)
{
	struct slice rest;

	return g->took < FLUSH_SECONDS &&
	    block_nth(b, "report", 0, &rest);
}

/* A burst over the tenth of a second that a stop took would dwarf the run. */
static int
is_wink(const struct gather *g)
{
	double mean = (double)g->elapsed_us / SECOND / (double)g->number;

	return g->took < mean / 2;
}

/* How far the run is; which blocks are missing, and whether this is one's. */
static int
follow(struct gather *g, const struct block *b)
{
	int64_t n = number_of(b), elapsed_us = 0;
	struct slice rest;
	int first;

	if (g->blocks > 0 && n <= g->number)
		begin_anew(g);
	first = g->blocks++ == 0;
	block_value(b, W_ALL, M_RUN_ELAPSED, &elapsed_us);
	elapsed_us = within(elapsed_us);
	if (!first)
		g->lost = within(g->lost + n - g->number - 1);
	g->whole = n == g->number + 1;
	g->own = g->whole && !g->wink && block_find(b, block_windows[W_1S],
	    SLICE("segment"), &rest);
	g->took = (double)(elapsed_us - g->told_us) / SECOND;
	g->wink = !first && is_wink(g);
	g->number = n;
	g->elapsed_us = elapsed_us;
	if (!g->wink)
		g->told_us = elapsed_us;
	g->start_us = b->time_us - elapsed_us;
	/* What was before the first one that we have is not known. */
	return elapsed_us > 0 && (g->whole || !first) && !is_flush(g, b);
}

void
gather_take(struct gather *g, const struct block *b)
{
	struct point x = { .blocks = 1 };
	int known = follow(g, b);

	if (g->wink)
		return;
	x.end_us = g->elapsed_us;
	fill(g, b, &x);
	take_limits(g, b, known);
	if (known)
		points_add(&g->points, &x);
	else
		point_free(&x);
}

void
gather_settle(struct gather *g, const struct block *b)
{
	struct pack pack[FOLLOWED] = { { 0 } };

	if (g->settled || g->points.n == 0)
		return;
	take_sketches(g, b, pack);
	points_settle(&g->points, pack);
}
