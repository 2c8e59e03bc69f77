/*
 * Columns are data: each table has all it could show and the order in which
 * they are worth their width.
 */
#include "metric.h"
#include "row.h"
#include "stream/figure.h"
#include "table.h"

/* What to show first. */
static const int windows[] = { W_10S, W_ALL, W_60S, W_1S, W_300S, W_30S };
static const int stats[] = {
	STAT_P95, STAT_P50, STAT_MAX, STAT_P99, STAT_P90, STAT_P75, STAT_MEAN,
	STAT_P999, STAT_P25, STAT_MIN,
};

static int
window_fits(const struct frame *f, int w)
{
	return (row_columns(f->cols, windows, COUNT(windows)) & 1u << w) != 0;
}

static int
stat_fits(const struct frame *f, int stat)
{
	return (row_columns(f->cols, stats, COUNT(stats)) & 1u << stat) != 0;
}

/* The label of a row, which is as long as it is. */
static void
begin(struct frame *f, enum look look, const struct row *r)
{
	frame_row(f, look);
	frame_str(f, r->label);
}

void
table_rate_head(const struct view *v, struct frame *f, const struct row *r)
{
	int w, end = ROW_LABEL;

	(void)v;
	begin(f, LOOK_HEAD, r);
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, block_windows[w], end += ROW_COLUMN);
}

void
table_rate(const struct view *v, struct frame *f, const struct row *r)
{
	int w, end = ROW_LABEL;

	begin(f, LOOK_PLAIN, r);
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, figure_text(v->block,
			    (enum block_window)w, (enum metric_id)r->arg).s,
			    end += ROW_COLUMN);
}

void
table_failed(const struct view *v, struct frame *f, const struct row *r)
{
	int w, end = ROW_LABEL;

	begin(f, LOOK_PLAIN, r);
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, figure_failed(v->block,
			    (enum block_window)w).s, end += ROW_COLUMN);
}

int
table_has(const struct view *v, int metric)
{
	struct metric_at most = { (enum metric_id)metric, STAT_MAX };
	int64_t n;

	return block_stat(v->block, W_ALL, most, &n);
}

void
table_latency_head(const struct view *v, struct frame *f, const struct row *r)
{
	int i, end = ROW_LABEL;

	begin(f, LOOK_HEAD, r);
	frame_str(f, block_windows[v->window]);
	for (i = 0; i < STATS; i++)
		if (stat_fits(f, i))
			frame_right(f, sketch_stats[i].key, end += ROW_COLUMN);
}

void
table_latency(const struct view *v, struct frame *f, const struct row *r)
{
	int i, end = ROW_LABEL;

	begin(f, LOOK_PLAIN, r);
	for (i = 0; i < STATS; i++)
		if (stat_fits(f, i))
			frame_right(f, figure_stat(v->block, v->window,
			    (enum metric_id)r->arg, (enum metric_stat)i).s,
			    end += ROW_COLUMN);
}
