/*
 * Columns are data: each table has all it could show and the order in which
 * they are worth their width.
 */
#include "metric.h"
#include "row.h"
#include "stream/figure.h"
#include "stream/stretch.h"
#include "table.h"

/* What to show first. */
static const int windows[] = { W_10S, W_ALL, W_60S, W_1S, W_300S, W_30S };
static const int stats[] = {
	STAT_P95, STAT_P50, STAT_MAX, STAT_P99, STAT_P90, STAT_P75, STAT_MEAN,
	STAT_P999, STAT_P25, STAT_MIN,
};

/* The label of a row, which is as long as it is. */
static void
begin(struct frame *f, const struct row *r)
{
	frame_row(f, r->heads ? LOOK_HEAD : LOOK_PLAIN);
	frame_str(f, r->label);
}

static struct human
amount(const struct block *b, enum block_window w, int metric)
{
	if (!stretch_full(b, w))
		return (struct human){ "-" };
	return metric == METRICS ? figure_failed(b, w) :
	    figure_text(b, w, (enum metric_id)metric);
}

void
table_amount(const struct view *v, struct frame *f, const struct row *r)
{
	unsigned fit = row_columns(f->cols, windows, COUNT(windows));
	enum block_window w;
	int end = ROW_LABEL;

	begin(f, r);
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (fit & 1u << w)
			frame_right(f, r->heads ? block_windows[w] :
			    amount(v->block, w, r->arg).s, end += ROW_COLUMN);
}

int
table_has(const struct view *v, int metric)
{
	struct metric_at most = { (enum metric_id)metric, STAT_MAX };
	int64_t n;

	return block_stat(v->block, W_ALL, most, &n);
}

void
table_latency(const struct view *v, struct frame *f, const struct row *r)
{
	unsigned fit = row_columns(f->cols, stats, COUNT(stats));
	enum metric_id id = (enum metric_id)r->arg;
	enum metric_stat i;
	int end = ROW_LABEL;

	begin(f, r);
	if (r->heads)
		frame_str(f, block_windows[v->window]);
	for (i = 0; i < STATS; i++)
		if (fit & 1u << i)
			frame_right(f, r->heads ? sketch_stats[i].key :
			    figure_stat(v->block, v->window, id, i).s,
			    end += ROW_COLUMN);
}
