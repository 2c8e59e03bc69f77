/*
 * The origins as tables: as they were told last, over the view's window, and
 * the metrics that the user named.
 */
#include <stdio.h>

#include "rows/layout.h"
#include "rows/origins.h"
#include "stream/figure.h"
#include "stream/told.h"
#include "views.h"

#define ROWS 16			/* origins at most */
#define CUSTOM 24		/* metrics of the user's at most */
#define WIDE 100		/* columns that give names more room */
#define COLUMN 9

/* What the three last of the table's cells are, behind origin_figures. */
enum { AGE = ORIGIN_FIGURES, SCRAPES, FAILED, CELLS };

static const struct {
	const char *head;
	int rank;		/* those of the lowest stay longest */
	const char *key;	/* of the three in a record, and their unit */
	enum metric_unit unit;
} cells[CELLS] = {
	[ORIGIN_CPU] = { .head = "cpu", .rank = 0 },
	[ORIGIN_MEMORY] = { .head = "memory", .rank = 3 },
	[ORIGIN_NET_IN] = { .head = "in Mb/s", .rank = 6 },
	[ORIGIN_NET_OUT] = { .head = "out Mb/s", .rank = 2 },
	[ORIGIN_CONNECTIONS] = { .head = "conns", .rank = 4 },
	[ORIGIN_REQUESTS] = { .head = "req/s", .rank = 1 },
	[AGE] = { "age", 5, "age", UNIT_SECONDS },
	[SCRAPES] = { "scrapes", 8, "scrapes", UNIT_ONE },
	[FAILED] = { "failed", 7, "failed", UNIT_ONE },
};

struct edges {
	int name;		/* where names end */
	int state;		/* where states end and figures begin */
};

static struct edges
edges_of(const struct frame *f)
{
	return f->cols >= WIDE ? (struct edges){ 20, 38 } :
	    f->cols >= 60 ? (struct edges){ 11, 28 } :
	    (struct edges){ 9, 22 };
}

static int
fits(const struct frame *f, int i)
{
	return cells[i].rank < (f->cols - edges_of(f).state) / COLUMN;
}

/* A text that ends one column before end, however long it is. */
static void
put_until(struct frame *f, const char *s, int end)
{
	int cols = f->cols;

	if (end - 1 < cols)
		f->cols = end - 1;
	frame_str(f, s);
	f->cols = cols;
	frame_pad(f, end);
}

static void
put_heads(struct frame *f, int last)
{
	int i, end = edges_of(f).state;

	frame_pad(f, end);
	for (i = 0; i < last; i++)
		if (fits(f, i))
			frame_right(f, cells[i].head, end += COLUMN);
}

static void
now_head(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	(void)r;
	frame_row(f, LOOK_HEAD);
	put_until(f, "origin", edges_of(f).name);
	put_until(f, "state", edges_of(f).state);
	put_heads(f, CELLS);
}

/* "up", "DOWN refused", "1/2 up timeout" */
static void
put_state(struct frame *f, struct slice rest)
{
	char text[80];

	snprintf(text, sizeof(text), "%s %s", told_state(rest).s,
	    told_reason(rest).s);
	frame_look(f, told_up(rest) ? LOOK_PLAIN : LOOK_BAD);
	put_until(f, text, edges_of(f).state);
	frame_look(f, LOOK_PLAIN);
}

static struct human
now_text(struct slice rest, int i)
{
	int own = i >= ORIGIN_FIGURES;
	enum metric_unit unit = own ? cells[i].unit : origin_figures[i].unit;
	int64_t v;

	return told_value(rest, unit, own ? cells[i].key :
	    origin_figures[i].key, &v) ? figure_unit(unit, v) :
	    (struct human){ "-" };
}

static void
now_row(const struct view *v, struct frame *f, const struct row *r)
{
	int i, end = edges_of(f).state;
	struct slice rest;

	frame_row(f, LOOK_PLAIN);
	if (!origins_find(v->block, r->arg, &rest))
		return;
	put_until(f, told_name(rest).s, edges_of(f).name);
	put_state(f, rest);
	for (i = 0; i < CELLS; i++)
		if (fits(f, i))
			frame_right(f, now_text(rest, i).s, end += COLUMN);
}

static int
same(struct slice a, struct slice b, const char *key)
{
	struct slice in_a = SLICE(""), in_b = SLICE("");

	field_get(a, key, &in_a);
	field_get(b, key, &in_b);
	return slice_eq(in_a, in_b);
}

/* The record of the view's window that belongs to the nth origin. */
static int
find_window(const struct view *v, int n, struct slice *rest)
{
	const struct block *b = v->block;
	const char *w = block_windows[v->window];
	struct slice of, window = slice_str(w);
	size_t i;

	if (!origins_find(b, n, &of))
		return 0;
	for (i = 0; i < b->n; i++) {
		*rest = b->record[i].rest;
		if (slice_eq(b->record[i].kind, SLICE("origin")) &&
		    slice_eq(b->record[i].subject, window) &&
		    same(*rest, of, "name") && same(*rest, of, "host"))
			return 1;
	}
	return 0;
}

static void
past_head(const struct view *v, struct frame *f, const struct row *r)
{
	(void)r;
	frame_row(f, LOOK_HEAD);
	frame_str(f, v->window == W_ALL ? "of the run" : "of the last ");
	if (v->window != W_ALL)
		frame_str(f, block_windows[v->window]);
	put_heads(f, ORIGIN_FIGURES);
}

static int
past_has(const struct view *v, int arg)
{
	struct slice rest;

	return find_window(v, arg / 2, &rest);
}

/* Median, or the maximum under it; arg is twice the origin, and one more. */
static void
past_row(const struct view *v, struct frame *f, const struct row *r)
{
	int i, end = edges_of(f).state;
	struct slice rest;
	char key[32];
	int64_t n;

	frame_row(f, LOOK_PLAIN);
	if (!find_window(v, r->arg / 2, &rest))
		return;
	put_until(f, r->arg % 2 == 0 ? told_name(rest).s : "",
	    edges_of(f).name);
	put_until(f, r->label, end);
	for (i = 0; i < ORIGIN_FIGURES; i++) {
		const struct origin_figure *o = &origin_figures[i];

		if (!fits(f, i))
			continue;
		snprintf(key, sizeof(key), "%s.%s", o->key, r->label);
		frame_right(f, told_value(rest, o->unit, key, &n) ?
		    figure_unit(o->unit, n).s : "-", end += COLUMN);
	}
}

/* The nth metric that the user named, of all origins. */
static int
find_custom(const struct view *v, int n, int *origin, struct field *one)
{
	struct slice rest;

	for (*origin = 0; origins_find(v->block, *origin, &rest); ++*origin)
		while (field_next(&rest, one))
			if (slice_starts(one->key, SLICE(ORIGIN_METRIC)) &&
			    n-- == 0)
				return 1;
	return 0;
}

static int
custom_has(const struct view *v, int n)
{
	struct field one;
	int origin;

	return find_custom(v, n, &origin, &one);
}

static void
custom_head(const struct view *v, struct frame *f, const struct row *r)
{
	int end = edges_of(f).state;

	(void)v;
	(void)r;
	frame_row(f, LOOK_HEAD);
	put_until(f, "origin", edges_of(f).name);
	put_until(f, "metric", end);
	frame_right(f, "now", end + COLUMN);
	frame_right(f, "p50", end + 2 * COLUMN);
	frame_right(f, "max", end + 3 * COLUMN);
}

static void
custom_past(const struct view *v, struct frame *f, int origin,
    struct slice key)
{
	static const char *const stats[] = { "p50", "max" };
	struct slice rest;
	char full[128];
	size_t i;
	int64_t n;

	for (i = 0; i < COUNT(stats); i++) {
		snprintf(full, sizeof(full), "%.*s.%s",
		    key.n < 100 ? (int)key.n : 100, key.p, stats[i]);
		frame_right(f, find_window(v, origin, &rest) &&
		    told_value(rest, UNIT_DECIMAL, full, &n) ?
		    figure_unit(UNIT_DECIMAL, n).s : "-",
		    edges_of(f).state + (int)(i + 2) * COLUMN);
	}
}

static void
custom_row(const struct view *v, struct frame *f, const struct row *r)
{
	int origin, end = edges_of(f).state;
	struct slice rest, key;
	struct field one;
	int64_t n;

	frame_row(f, LOOK_PLAIN);
	if (!find_custom(v, r->arg, &origin, &one) ||
	    !origins_find(v->block, origin, &rest))
		return;
	key = slice_from(one.key, sizeof(ORIGIN_METRIC) - 1);
	put_until(f, told_name(rest).s, edges_of(f).name);
	put_until(f, told_text(key).s, end);
	frame_right(f, metric_read(UNIT_DECIMAL, one.value, &n) == 0 ?
	    figure_unit(UNIT_DECIMAL, n).s : "-", end + COLUMN);
	custom_past(v, f, origin, one.key);
}

static void
none(struct frame *f, int height)
{
	static const char *const text[] = {
		"no origin is looked at",
		"hls-spawn --origin-host HOST asks its exporters",
	};
	int i;

	for (i = 0; i < (int)COUNT(text) && i < height; i++) {
		frame_row(f, LOOK_PLAIN);
		frame_str(f, text[i]);
	}
}

void
origin_draw(struct view *v, struct frame *f, int height)
{
	static const struct row gap = { .weight = 20 };
	struct rows rows = { 0 };
	int i;

	if (!origins_has(v, 0)) {
		none(f, height);
		return;
	}
	rows_add(&rows, (struct row){ .draw = now_head, .heads = 1 });
	for (i = 0; i < ROWS; i++)
		rows_add(&rows, (struct row){ .weight = i, .draw = now_row,
		    .arg = i, .has = origins_has });
	rows_add(&rows, gap);
	rows_add(&rows, (struct row){ .weight = 2, .draw = past_head,
	    .heads = 1 });
	for (i = 0; i < 2 * ROWS; i++)
		rows_add(&rows, (struct row){ .weight = 2 + i / 2,
		    .draw = past_row, .label = i % 2 == 0 ? "p50" : "max",
		    .arg = i, .has = past_has });
	rows_add(&rows, gap);
	rows_add(&rows, (struct row){ .weight = 3, .draw = custom_head,
	    .heads = 1 });
	for (i = 0; i < CUSTOM; i++)
		rows_add(&rows, (struct row){ .weight = 3 + i,
		    .draw = custom_row, .arg = i, .has = custom_has });
	layout_draw(v, f, &(struct layout){ rows.row, rows.n }, height);
}
