/*
 * Some 20,000 numbers a page: so they are made by hand.
 */
#include "courses.h"
#include "sum/sum.h"

#define MILLION 1e6

static const char *const unit_words[] = {
	[UNIT_ONE] = "count",
	[UNIT_BYTES] = "bytes",
	[UNIT_SECONDS] = "seconds",
	[UNIT_RATIO] = "ratio",
	[UNIT_PER_SECOND] = "per second",
	[UNIT_BYTES_PER_SECOND] = "bytes per second",
	[UNIT_BITS_PER_SECOND] = "bits per second",
	[UNIT_DECIMAL] = "decimal",
};

const char *
courses_unit(enum metric_unit unit)
{
	return unit_words[unit];
}

/* v / 10^places, without trailing zeros. */
static void
put_decimal(struct sbuf *b, int64_t v, int places)
{
	int64_t one = 1;
	char digit[8];
	int i, n;

	for (i = 0; i < places; i++)
		one *= 10;
	if (v < 0)
		sbuf_char(b, '-');
	sbuf_int(b, v < 0 ? -(v / one) : v / one);
	v = v < 0 ? -(v % one) : v % one;
	for (i = places; i-- > 0; v /= 10)
		digit[i] = (char)('0' + v % 10);
	for (n = places; n > 0 && digit[n - 1] == '0'; n--)
		continue;
	if (n > 0) {
		sbuf_char(b, '.');
		sbuf_slice(b, (struct slice){ digit, (size_t)n });
	}
}

void
courses_number(struct sbuf *b, double v)
{
	double size = v < 0 ? -v : v, factor = MILLION, at = 1;
	int places = 6;

	if (!(size < 1e18)) {
		sbuf_printf(b, "%.6g", v);
		return;
	}
	for (; places > 0 && size >= at; at *= 10, factor /= 10)
		places--;
	put_decimal(b, (int64_t)(v * factor + (v < 0 ? -0.5 : 0.5)), places);
}

void
courses_time(struct sbuf *b, int64_t us)
{
	put_decimal(b, sum_add(us, 500) / 1000, 3);
}

/* What a figure's integers are of its unit. */
static double
scale_of(enum metric_unit unit)
{
	return unit == UNIT_ONE || unit == UNIT_BYTES ? 1 : MILLION;
}

/* Of a series: what its sums are to be divided by, and the unit then. */
static double
meaning(const struct series *s, const char **unit)
{
	enum metric_unit u = metrics[s->id].unit;

	*unit = unit_words[u];
	switch (s->course) {
	case COURSE_RATE:
		*unit = unit_words[UNIT_PER_SECOND];
		return scale_of(u);
	case COURSE_BITS:
		*unit = unit_words[UNIT_BITS_PER_SECOND];
		return 1;
	case COURSE_RATIO:
		return 1;
	case COURSE_GAUGE:
	case COURSE_QUANTILE:
		break;
	}
	return scale_of(u);
}

enum side { SIDE_VALUE, SIDE_LO, SIDE_HI };

/* Where a line's cells are: at the same place of each point. */
struct line {
	const struct points *points;
	size_t offset;		/* of the cell in a point */
	const char *unit;
	double scale;
	int shared;		/* a value beyond 0 and 1 is none */
};

static const struct cell *
cell_at(const struct line *l, size_t i)
{
	return (const struct cell *)(const void *)
	    ((const char *)&l->points->point[i] + l->offset);
}

static double
side_of(const struct line *l, const struct cell *c, enum side side)
{
	double v = c->sum / c->weight;

	if (side != SIDE_VALUE)
		v = side == SIDE_LO ? c->lo : c->hi;
	if (l->shared)
		v = v < 0 ? 0 : v > 1 ? 1 : v;
	return v / l->scale;
}

static void
put_side(struct nest *j, const struct line *l, const char *key,
    enum side side)
{
	struct sbuf *b = j->out;
	size_t i;

	nest_key(j, key);
	sbuf_char(b, '[');
	for (i = 0; i < l->points->n; i++) {
		const struct cell *c = cell_at(l, i);

		if (i > 0)
			sbuf_char(b, ',');
		if (c->weight > 0)
			courses_number(b, side_of(l, c, side));
		else
			sbuf_str(b, "null");
	}
	sbuf_char(b, ']');
}

static void
put_line(struct nest *j, struct slice name, const struct line *l)
{
	struct nest child;

	nest_child(j, name, &child);
	nest_key(&child, "unit");
	nest_text(&child, slice_str(l->unit));
	put_side(&child, l, "v", SIDE_VALUE);
	if (l->points->step > 1) {
		put_side(&child, l, "lo", SIDE_LO);
		put_side(&child, l, "hi", SIDE_HI);
	}
	nest_end(&child);
}

static int
is_told(const struct line *l)
{
	size_t i;

	for (i = 0; i < l->points->n; i++)
		if (cell_at(l, i)->weight > 0)
			return 1;
	return 0;
}

/* "segment.ttfb.p95" */
static void
put_name(struct sbuf *b, const struct series *s)
{
	b->n = 0;
	sbuf_str(b, metrics[s->id].path);
	if (s->course == COURSE_QUANTILE)
		sbuf_printf(b, ".%s", sketch_stats[s->stat].key);
}

static void
put_series(struct nest *j, const struct gather *g)
{
	struct sbuf name = { 0 };
	struct nest all;
	size_t i;

	nest_key(j, "series");
	nest_object(j, &all);
	for (i = 0; i < SERIES; i++) {
		struct line l = { &g->points, offsetof(struct point, cell) +
			i * sizeof(struct cell), NULL, 1,
			points_series[i].course == COURSE_RATIO };

		l.scale = meaning(&points_series[i], &l.unit);
		if (!g->seen[i] && (points_series[i].course !=
		    COURSE_QUANTILE || !is_told(&l)))
			continue;
		put_name(&name, &points_series[i]);
		put_line(&all, sbuf_view(&name), &l);
	}
	nest_end(&all);
	sbuf_free(&name);
}

static void
put_origin(struct nest *j, const struct gather *g, int k)
{
	struct nest one, all;
	size_t f;

	nest_object(j, &one);
	nest_key(&one, "name");
	nest_text(&one, sbuf_view(&g->origin[k]));
	nest_key(&one, "series");
	nest_object(&one, &all);
	for (f = 0; f < ORIGIN_FIGURES; f++) {
		const struct origin_figure *of = &origin_figures[f];
		struct line l = { &g->points, offsetof(struct point, origin) +
			((size_t)k * ORIGIN_FIGURES + f) * sizeof(struct cell),
			unit_words[of->unit], scale_of(of->unit), 0 };

		if (is_told(&l))
			put_line(&all, slice_str(of->key), &l);
	}
	nest_end(&all);
	nest_end(&one);
}

static void
put_origins(struct nest *j, const struct gather *g)
{
	int k;

	if (g->origins == 0)
		return;
	nest_key(j, "origins");
	nest_list(j);
	for (k = 0; k < g->origins; k++) {
		nest_item(j);
		put_origin(j, g, k);
	}
	nest_list_end(j);
}

static void
put_span(struct nest *j, const struct span *s)
{
	int i, words = 0;

	nest_item(j);
	sbuf_str(j->out, "{\"from\": ");
	courses_time(j->out, s->from_us);
	sbuf_str(j->out, ", \"to\": ");
	courses_time(j->out, s->to_us);
	sbuf_str(j->out, ", \"why\": [");
	for (i = 0; i < LIMITS; i++)
		if (s->limits & 1u << i)
			sbuf_printf(j->out, "%s\"%s\"", words++ ? ", " : "",
			    span_limits[i]);
	sbuf_str(j->out, "]}");
}

static void
put_limits(struct nest *j, const struct spans *s)
{
	size_t i;

	nest_key(j, "limits");
	nest_list(j);
	for (i = 0; i < s->n; i++)
		put_span(j, &s->span[i]);
	nest_list_end(j);
}

void
courses_put(struct nest *j, const struct gather *g)
{
	size_t i;

	nest_key(j, "step");
	sbuf_int(j->out, g->points.step);
	nest_key(j, "time");
	sbuf_char(j->out, '[');
	for (i = 0; i < g->points.n; i++) {
		if (i > 0)
			sbuf_char(j->out, ',');
		courses_time(j->out, g->points.point[i].end_us);
	}
	sbuf_char(j->out, ']');
	put_series(j, g);
	put_limits(j, &g->spans);
	put_origins(j, g);
}
