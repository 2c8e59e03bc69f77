/*
 * How the viewers fare: now, by quality, by pace, over time, and who worst.
 */
#include "rows/cell.h"
#include "rows/panel.h"
#include "rows/row.h"
#include "rows/scale.h"
#include "rows/worst.h"
#include "views.h"

#define TALL 34			/* rows of a view that has room for all bars */

static const struct cell now[] = {
	{ .name = "playing", .id = M_VIEWERS_PLAYING },
	{ .name = "rebuffering", .id = M_VIEWERS_REBUFFERING },
	{ .name = "startup", .id = M_VIEWERS_STARTUP },
	{ .name = "in real time", .id = M_VIEWERS_REALTIME },
	{ .name = "slower", .id = M_VIEWERS_SLOW },
	{ .name = "over 5 s behind", .id = M_VIEWERS_DRIFTED },
};

static const struct cell quality[] = {
	{ .name = "score mean", .id = M_QOE_SCORE, .stat = STAT_MEAN },
	{ .name = "score p5", .id = M_QOE_SCORE, .stat = STAT_P5 },
	{ .name = "excellent", .id = M_QOE_EXCELLENT },
	{ .name = "good", .id = M_QOE_GOOD },
	{ .name = "fair", .id = M_QOE_FAIR },
	{ .name = "poor", .id = M_QOE_POOR },
};

static const struct cell past[] = {
	{ .name = "rebuffers", .id = M_REBUFFER_COUNT },
	{ .name = "time rebuffered", .id = M_REBUFFER_RATIO },
	{ .name = "failed to start", .id = M_STARTUP_FAIL },
	{ .name = "broke off", .id = M_PLAYBACK_FAIL },
	{ .name = "sessions hit", .id = M_REBUFFER_SESSIONS },
	{ .name = "started", .id = M_STARTUP_COUNT },
};

enum { NOW, QUALITY, PAST, SETS };

static const struct set {
	const struct cell *cell;
	int n;
} sets[SETS] = {
	[NOW] = { now, COUNT(now) },
	[QUALITY] = { quality, COUNT(quality) },
	[PAST] = { past, COUNT(past) },
};

/* The table's columns: what to show first. */
static const int stats[] = {
	STAT_P50, STAT_P95, STAT_MAX, STAT_P99, STAT_P25, STAT_P75, STAT_MEAN,
	STAT_MIN,
};

/* arg is the set and its first cell. */
static void
draw_cells(const struct view *v, struct frame *f, const struct row *r)
{
	const struct set *s = &sets[r->arg % SETS];
	int i = r->arg / SETS, end = i + cell_fit(f->cols - f->col);

	for (; i < end && i < s->n; i++)
		cell_put(f, s->cell[i].name, cell_text(v->block, v->window,
		    &s->cell[i]).s);
}

static void
draw_head(const struct view *v, struct frame *f, const struct row *r)
{
	(void)v;
	frame_look(f, LOOK_HEAD);
	frame_str(f, r->label);
}

static void
draw_window(const struct view *v, struct frame *f, const struct row *r)
{
	(void)r;
	frame_look(f, LOOK_HEAD);
	frame_str(f, v->window == W_ALL ? "of the whole run" : "of the last ");
	if (v->window != W_ALL)
		frame_str(f, block_windows[v->window]);
}

static void
draw_spread(const struct view *v, struct frame *f, const struct row *r)
{
	unsigned fit = row_columns(f->cols - f->col, stats, COUNT(stats));
	struct cell c = { .id = (enum metric_id)r->arg };
	int end = f->col + ROW_LABEL;

	frame_look(f, r->heads ? LOOK_HEAD : LOOK_PLAIN);
	frame_str(f, r->label);
	if (r->heads)
		frame_str(f, block_windows[v->window]);
	for (c.stat = 0; c.stat < STATS; c.stat++)
		if (fit & 1u << c.stat)
			frame_right(f, r->heads ? sketch_stats[c.stat].key :
			    cell_text(v->block, v->window, &c).s,
			    end += ROW_COLUMN);
}

/* The table. */
static const struct row spreads[] = {
	{ .weight = 3, .draw = draw_spread, .label = "spread, ",
	    .heads = 1 },
	{ .weight = 2, .draw = draw_spread, .label = "startup",
	    .arg = M_STARTUP_TIME },
	{ .weight = 3, .draw = draw_spread, .label = "rebuffer",
	    .arg = M_REBUFFER_DURATION },
	{ .weight = 4, .draw = draw_spread, .label = "drift",
	    .arg = M_VIEWERS_DRIFT },
	{ .weight = 5, .draw = draw_spread, .label = "live edge",
	    .arg = M_VIEWERS_EDGE },
	{ .weight = 6, .draw = draw_spread, .label = "latency",
	    .arg = M_VIEWERS_LATENCY },
	{ .weight = 7, .draw = draw_spread, .label = "speed",
	    .arg = M_VIEWERS_SPEED },
};

/* Rows of cells, so many in each, as many as there are. */
static void
add_cells(struct rows *rows, int fit, struct row r)
{
	int i, n = sets[r.arg].n, weight = r.weight, set = r.arg;

	r.draw = draw_cells;
	for (i = 0; i < n; i += fit) {
		r.weight = weight + i / fit;
		r.arg = i * SETS + set;
		rows_add(rows, r);
	}
}

static void
add_gap(struct rows *r, int weight)
{
	rows_add(r, (struct row){ .weight = weight });
}

/* All bars, or none: their heading goes first and takes them along. */
static void
add_bars(struct rows *r, int weight, enum scale s,
    int (*has)(const struct view *, int))
{
	int i;

	rows_add(r, (struct row){ .weight = weight, .draw = scale_head,
	    .arg = (int)s, .has = has, .heads = 1 });
	for (i = 0; i < scale_bars(s); i++)
		rows_add(r, (struct row){ .draw = scale_bar,
		    .arg = i * SCALES + (int)s, .has = has });
	add_gap(r, 7);
}

static void
fill_quality(struct rows *r, int fit, enum scale scores)
{
	rows_add(r, (struct row){ .weight = 4, .draw = draw_head,
	    .label = "viewers now" });
	add_cells(r, fit, (struct row){ .weight = 0, .arg = NOW });
	add_gap(r, 7);
	rows_add(r, (struct row){ .weight = 6, .draw = draw_head,
	    .label = "quality of experience", .has = row_has_quality });
	add_cells(r, fit, (struct row){ .weight = 1, .arg = QUALITY,
	    .has = row_has_quality });
	add_gap(r, 8);
	add_bars(r, 5, scores, row_has_quality);
}

static void
fill_pace(struct rows *r, int fit)
{
	int i;

	rows_add(r, (struct row){ .weight = 1, .draw = draw_window,
	    .heads = 1 });
	add_cells(r, fit, (struct row){ .weight = 1, .arg = PAST });
	add_gap(r, 7);
	for (i = 0; i < (int)COUNT(spreads); i++)
		rows_add(r, spreads[i]);
	add_gap(r, 7);
	add_bars(r, 8, SCALE_SPEED, scale_has);
	rows_add(r, (struct row){ .weight = 3, .draw = worst_head });
	for (i = 0; i < WORST_ROWS; i++)
		rows_add(r, (struct row){ .weight = 4 + i / 2,
		    .draw = worst_row, .arg = i, .has = worst_has });
}

void
viewers_draw(struct view *v, struct frame *f, int height)
{
	int fit = cell_fit(panel_width(f, 2));
	int tall = height >= (panel_wide(f) ? 21 : TALL);
	struct rows left = { 0 }, right = { 0 };
	struct panels panels = { .n = 2 };

	fill_quality(&left, fit, tall ? SCALE_SCORE : SCALE_SCORE_FEW);
	fill_pace(&right, fit);
	panels.at[0] = (struct layout){ left.row, left.n };
	panels.at[1] = (struct layout){ right.row, right.n };
	panel_draw(v, f, &panels, height);
}
