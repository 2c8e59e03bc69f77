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
} cells[CELLS] = {
	[ORIGIN_CPU] = { "cpu", 0 }, [ORIGIN_MEMORY] = { "memory", 3 },
	[ORIGIN_NET_IN] = { "in Mb/s", 6 },
	[ORIGIN_NET_OUT] = { "out Mb/s", 2 },
	[ORIGIN_CONNECTIONS] = { "conns", 4 },
	[ORIGIN_REQUESTS] = { "req/s", 1 },
	[AGE] = { "age", 5 }, [SCRAPES] = { "scrapes", 8 },
	[FAILED] = { "failed", 7 },
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
now_head(const struct view *v, struct frame *f, int arg)
{
	(void)v;
	(void)arg;
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
now_text(struct slice rest, int column)
{
	enum metric_unit unit = UNIT_ONE;
	const char *key = column == SCRAPES ? "scrapes" : "failed";
	int64_t v;

	if (column < ORIGIN_FIGURES) {
		unit = origin_figures[column].unit;
		key = origin_figures[column].key;
	} else if (column == AGE) {
		unit = UNIT_SECONDS;
		key = "age";
	}
	return told_value(rest, unit, key, &v) ? figure_unit(unit, v) :
	    (struct human){ "-" };
}

static int
now_has(const struct view *v, int n)
{
	struct slice rest;

	return origins_find(v->block, n, &rest);
}

static void
now_row(const struct view *v, struct frame *f, int n)
{
	int i, end = edges_of(f).state;
	struct slice rest;

	frame_row(f, LOOK_PLAIN);
	if (!origins_find(v->block, n, &rest))
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
	struct slice of, window = { w, strlen(w) };
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
past_head(const struct view *v, struct frame *f, int arg)
{
	(void)arg;
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

/* Median, or the maximum under it; arg is the origin and which of them. */
static void
past_row(const struct view *v, struct frame *f, int arg)
{
	const char *stat = arg % 2 == 0 ? "p50" : "max";
	int i, end = edges_of(f).state;
	struct slice rest;
	char key[32];
	int64_t n;

	frame_row(f, LOOK_PLAIN);
	if (!find_window(v, arg / 2, &rest))
		return;
	put_until(f, arg % 2 == 0 ? told_name(rest).s : "", edges_of(f).name);
	put_until(f, stat, end);
	for (i = 0; i < ORIGIN_FIGURES; i++) {
		if (!fits(f, i))
			continue;
		snprintf(key, sizeof(key), "%s.%s", origin_figures[i].key, stat);
		frame_right(f, told_value(rest, origin_figures[i].unit, key,
		    &n) ? figure_unit(origin_figures[i].unit, n).s : "-",
		    end += COLUMN);
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
custom_head(const struct view *v, struct frame *f, int arg)
{
	int end = edges_of(f).state;

	(void)v;
	(void)arg;
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
custom_row(const struct view *v, struct frame *f, int arg)
{
	int origin, end = edges_of(f).state;
	struct slice rest, key;
	struct field one;
	int64_t n;

	frame_row(f, LOOK_PLAIN);
	if (!find_custom(v, arg, &origin, &one) ||
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

static void
add(struct layout *l, struct row *rows, struct row row)
{
	if (l->n < LAYOUT_ROWS)
		rows[l->n++] = row;
}

void
origin_draw(struct view *v, struct frame *f, int height)
{
	static const struct row gap = { 20, NULL, 0, NULL, 0 };
	struct row rows[LAYOUT_ROWS];
	struct layout l = { rows, 0 };
	int i;

	if (!now_has(v, 0)) {
		none(f, height);
		return;
	}
	add(&l, rows, (struct row){ 0, now_head, 0, NULL, 1 });
	for (i = 0; i < ROWS; i++)
		add(&l, rows, (struct row){ i, now_row, i, now_has, 0 });
	add(&l, rows, gap);
	add(&l, rows, (struct row){ 2, past_head, 0, NULL, 1 });
	for (i = 0; i < 2 * ROWS; i++)
		add(&l, rows, (struct row){ 2 + i / 2, past_row, i, past_has,
		    0 });
	add(&l, rows, gap);
	add(&l, rows, (struct row){ 3, custom_head, 0, NULL, 1 });
	for (i = 0; i < CUSTOM; i++)
		add(&l, rows, (struct row){ 3 + i, custom_row, i, custom_has,
		    0 });
	layout_draw(v, f, &l, height);
}
