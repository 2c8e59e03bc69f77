/*
 * Whether to believe the run: what hls-agg holds against it, and how the
 * measuring itself fares.
 */
#include "rows/cell.h"
#include "rows/layout.h"
#include "rows/row.h"
#include "sum/sum.h"
#include "term/wrap.h"
#include "views.h"

#define DOUBTS 8		/* evidence records at most */
#define LINES 5			/* of the screen, for one of them */

/* What one tick or the run so far has; none of them depends on the window. */
static const struct cell cells[] = {
	{ .name = "late by", .id = M_GENERATOR_LATE_MAX },
	{ .name = "late turns", .id = M_GENERATOR_LATE_N },
	{ .name = "blocked", .id = M_GENERATOR_BLOCKED },
	{ .name = "own CPU", .id = M_GENERATOR_CPU },
	{ .name = "machine idle", .id = M_GENERATOR_IDLE },
	{ .name = "reading lag", .id = M_GENERATOR_LAG },
	{ .name = "ramp rate", .id = M_GENERATOR_RATE },
	{ .name = "ramp held", .id = M_GENERATOR_HELD },
	{ .name = "carries", .id = M_GENERATOR_CARRIES },
	{ .name = "starts asked", .id = M_GENERATOR_ASKED },
	{ .name = "starts made", .id = M_GENERATOR_STARTS },
	{ .name = "logs incomplete", .id = M_CLIENTS_DEGRADED },
	{ .name = "lines read", .id = M_PIPELINE_LINES },
	{ .name = "lines lost", .id = M_PIPELINE_LOST },
	{ .name = "lines garbled", .id = M_PIPELINE_GARBLED },
	{ .name = "events garbled", .id = M_PIPELINE_BAD },
	{ .name = "ticks backwards", .id = M_PIPELINE_BACKSTEPS },
};

#define OWN 3			/* cells that are no figure of the catalogue */

static const char *const limits =
    "hls-agg doubts a run that is over 100 ms late in 5 ticks running, leaves "
    "the machine under 5 % idle for 5 s, makes under 95 % of its starts, or "
    "loses over 0.1 % of its lines, unless it is told other limits";

static int
room_of(const struct frame *f)
{
	return f->cols - ROW_LABEL;
}

/* What the nth evidence says, appended to b; 0 where there is none. */
static int
find_doubt(const struct block *b, int n, struct sbuf *out)
{
	struct slice rest, text;

	if (!block_nth(b, "evidence", n, &rest))
		return 0;
	if (field_get(rest, "text", &text))
		unescape(out, text);
	return 1;
}

/* A line of the screen of it; arg is its number and that of the line. */
static void
doubt_row(const struct view *v, struct frame *f, const struct row *r)
{
	struct sbuf text = { 0 };

	row_begin(f, LOOK_PLAIN, r->label);
	frame_look(f, LOOK_WARN);
	find_doubt(v->block, r->arg / LINES, &text);
	frame_slice(f, wrap_line(sbuf_view(&text), room_of(f),
	    r->arg % LINES));
	sbuf_free(&text);
}

static void
well_row(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	row_begin(f, LOOK_PLAIN, r->label);
	frame_look(f, LOOK_GOOD);
	frame_str(f, "none: nothing speaks against the run");
}

static void
limit_row(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	row_begin(f, LOOK_DIM, r->label);
	frame_slice(f, wrap_line(slice_str(limits), room_of(f), r->arg));
}

/* The blocks that hls-agg has written, as the newest counts them. */
static int64_t
blocks_made(const struct block *b)
{
	struct slice rest;
	int64_t n = 0;

	if (block_find(b, "-", SLICE("block"), &rest))
		field_int(rest, "n", &n);
	return n < 0 ? 0 : n;
}

/* The cells that hls-top reckons; 1 if there is one. */
static int
own_cell(const struct view *v, int i, const char **name, struct human *h)
{
	int64_t lost = figure(v->block, W_ALL, M_PIPELINE_LOST);
	int64_t lines = sum_add(figure(v->block, W_ALL, M_PIPELINE_LINES),
	    lost);
	int64_t seen = (int64_t)v->history->n;

	switch (i) {
	case 0:
		*name = "share lost";
		*h = figure_share(lost, lines);
		return lines > 0;
	case 1:
		*name = "blocks seen";
		*h = figure_count(seen);
		return 1;
	default:
		*name = "blocks missed";
		*h = figure_count(blocks_made(v->block) - seen);
		return blocks_made(v->block) > seen;
	}
}

/* The nth of the cells that there are (from 0). */
static int
find_cell(const struct view *v, int n, const char **name, struct human *h)
{
	int i;

	for (i = 0; i < (int)COUNT(cells); i++) {
		if (!cell_known(v->block, W_ALL, &cells[i]) || n-- > 0)
			continue;
		*name = cells[i].name;
		*h = cell_text(v->block, W_ALL, &cells[i]);
		return 1;
	}
	for (i = 0; i < OWN; i++)
		if (own_cell(v, i, name, h) && n-- == 0)
			return 1;
	return 0;
}

/* A row of cells; arg is the first of them. */
static void
cells_row(const struct view *v, struct frame *f, const struct row *r)
{
	int n = r->arg, end = n + cell_fit(f->cols);
	const char *name;
	struct human h;

	frame_row(f, LOOK_PLAIN);
	for (; n < end && find_cell(v, n, &name, &h); n++)
		cell_put(f, name, h.s);
}

static void
add_doubts(struct rows *rows, const struct view *v, const struct frame *f)
{
	struct sbuf text = { 0 };
	int i, k;

	for (i = 0; i < DOUBTS && find_doubt(v->block, i, &text); i++) {
		rows_add(rows, (struct row){ .draw = doubt_row,
		    .label = "doubt", .arg = i * LINES });
		for (k = 1; k < LINES; k++)
			if (wrap_line(sbuf_view(&text), room_of(f), k).n > 0)
				rows_add(rows, (struct row){ .weight = 1,
				    .draw = doubt_row, .arg = i * LINES + k });
		text.n = 0;
	}
	sbuf_free(&text);
	if (i == 0)
		rows_add(rows, (struct row){ .draw = well_row,
		    .label = "doubt" });
}

/* All lines of the limits, or none: the first takes the others along. */
static void
add_limits(struct rows *rows, const struct frame *f)
{
	struct slice text = slice_str(limits);
	int n = 0, i;

	while (n < LAYOUT_ROWS / 6 && wrap_line(text, room_of(f), n).n > 0)
		n++;
	if (n > 0)
		rows_add(rows, (struct row){ .weight = 6, .draw = limit_row,
		    .label = "limits", .heads = n > 1 });
	for (i = 1; i < n; i++)
		rows_add(rows, (struct row){ .draw = limit_row, .arg = i });
}

void
generator_draw(struct view *v, struct frame *f, int height)
{
	static const struct row gap = { .weight = 7 }, sparks[] = {
		{ .weight = 3, .draw = row_spark, .label = "late by",
		    .arg = HISTORY_LATE, .has = row_has_spark },
		{ .weight = 3, .draw = row_spark, .label = "own CPU",
		    .arg = HISTORY_CPU, .has = row_has_spark },
	};
	struct rows rows = { 0 };
	const char *name;
	struct human h;
	int i;

	add_doubts(&rows, v, f);
	add_limits(&rows, f);
	rows_add(&rows, gap);
	for (i = 0; find_cell(v, i, &name, &h); i += cell_fit(f->cols))
		rows_add(&rows, (struct row){ .weight = 2, .draw = cells_row,
		    .arg = i });
	rows_add(&rows, gap);
	for (i = 0; i < (int)COUNT(sparks); i++)
		rows_add(&rows, sparks[i]);
	layout_draw(v, f, &(struct layout){ rows.row, rows.n }, height);
}
