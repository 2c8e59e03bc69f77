/*
 * Columns are data: each table has all it could show and the order in which
 * they are worth their width.
 */
#include "metric.h"
#include "row.h"
#include "stream/figure.h"
#include "table.h"

/* Indices of block_windows, and of sketch_stats: what to show first. */
static const int window_ranks[] = {
	W_10S, W_ALL, W_60S, W_1S, W_300S, W_30S,
};
static const int stat_ranks[] = {
	7 /* p95 */, 4 /* p50 */, 10 /* max */, 8 /* p99 */, 6 /* p90 */,
	5 /* p75 */, 1 /* mean */, 9 /* p999 */, 3 /* p25 */, 0 /* min */,
};

static const struct label {
	int metric;
	const char *text;
} labels[] = {
	{ M_PLAYLIST_RATE, "playlist/s" },
	{ M_SEGMENT_RATE, "segment/s" },
	{ M_SEGMENT_THROUGHPUT, "segment Mbit/s" },
	{ M_HTTP_THROUGHPUT, "total Mbit/s" },
	{ M_PLAYLIST_TTFB, "playlist TTFB" },
	{ M_PLAYLIST_TIME, "playlist time" },
	{ M_SEGMENT_TTFB, "segment TTFB" },
	{ M_SEGMENT_TIME, "segment time" },
	{ M_SEGMENT_DELIVERY, "delivery" },
	{ M_INIT_TIME, "init time" },
	{ M_KEY_TIME, "key time" },
	{ M_CONNECT_TIME, "connect" },
};

static void
label(struct frame *f, int metric)
{
	size_t i;

	for (i = 0; i < COUNT(labels); i++)
		if (labels[i].metric == metric)
			frame_str(f, labels[i].text);
}

/* Whether column i is among those of n that fit. */
static int
fits(const struct frame *f, const int *ranks, size_t n, int i)
{
	int k, room = (f->cols - ROW_LABEL) / ROW_COLUMN;

	for (k = 0; k < room && k < (int)n; k++)
		if (ranks[k] == i)
			return 1;
	return 0;
}

static int
window_fits(const struct frame *f, int i)
{
	return fits(f, window_ranks, COUNT(window_ranks), i);
}

static int
stat_fits(const struct frame *f, int i)
{
	return fits(f, stat_ranks, COUNT(stat_ranks), i);
}

void
table_rate_head(const struct view *v, struct frame *f, int arg)
{
	int w, end = ROW_LABEL;

	(void)v;
	(void)arg;
	frame_row(f, LOOK_HEAD);
	frame_str(f, "of the last");
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, block_windows[w], end += ROW_COLUMN);
}

void
table_rate(const struct view *v, struct frame *f, int metric)
{
	enum metric_id id = (enum metric_id)metric;
	int w, end = ROW_LABEL;

	frame_row(f, LOOK_PLAIN);
	label(f, metric);
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, figure_text(v->block,
			    (enum block_window)w, id).s, end += ROW_COLUMN);
}

void
table_failed(const struct view *v, struct frame *f, int arg)
{
	int w, end = ROW_LABEL;

	(void)arg;
	frame_row(f, LOOK_PLAIN);
	frame_str(f, "failed");
	for (w = 0; w < BLOCK_WINDOWS; w++)
		if (window_fits(f, w))
			frame_right(f, figure_failed(v->block,
			    (enum block_window)w).s, end += ROW_COLUMN);
}

int
table_has(const struct view *v, int metric)
{
	int64_t n;

	return block_stat(v->block, W_ALL, (enum metric_id)metric, "max", &n);
}

void
table_latency_head(const struct view *v, struct frame *f, int arg)
{
	int i, end = ROW_LABEL;

	(void)arg;
	frame_row(f, LOOK_HEAD);
	frame_str(f, "latency, ");
	frame_str(f, block_windows[v->window]);
	for (i = 0; i < sketch_nstats; i++)
		if (stat_fits(f, i))
			frame_right(f, sketch_stats[i].key, end += ROW_COLUMN);
}

void
table_latency(const struct view *v, struct frame *f, int metric)
{
	enum metric_id id = (enum metric_id)metric;
	int i, end = ROW_LABEL;

	frame_row(f, LOOK_PLAIN);
	label(f, metric);
	for (i = 0; i < sketch_nstats; i++)
		if (stat_fits(f, i))
			frame_right(f, figure_stat(v->block, v->window, id,
			    sketch_stats[i].key).s, end += ROW_COLUMN);
}
