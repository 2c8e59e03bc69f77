/*
 * A ring of values for each series.
 */
#include "figure.h"
#include "history.h"

static const struct {
	enum block_window window;
	enum metric_id id;
	enum metric_stat stat;	/* of a sketch */
} series[HISTORY_SERIES] = {
	[HISTORY_RATE] = { .window = W_1S, .id = M_HTTP_RATE },
	[HISTORY_TTFB] = { .window = W_10S, .id = M_SEGMENT_TTFB,
	    .stat = STAT_P95 },
	[HISTORY_THROUGHPUT] = { .window = W_1S, .id = M_HTTP_THROUGHPUT },
	[HISTORY_FAILED] = { .window = W_1S, .id = M_HTTP_ERROR_COUNT },
	[HISTORY_LATE] = { .window = W_1S, .id = M_GENERATOR_LATE_MAX },
	[HISTORY_CPU] = { .window = W_1S, .id = M_GENERATOR_CPU },
};

static int64_t
value(const struct block *b, enum history_series s)
{
	enum block_window w = series[s].window;
	enum metric_id id = series[s].id;
	int64_t v = HISTORY_NONE;

	if (s == HISTORY_FAILED)
		return figure(b, w, id) + figure(b, w, M_CONNECT_FAIL);
	if (metric_is_sketch(&metrics[id]))
		block_stat(b, w, (struct metric_at){ id, series[s].stat }, &v);
	else
		block_value(b, w, id, &v);
	return v;
}

void
history_add(struct history *h, const struct block *b)
{
	int s;

	for (s = 0; s < HISTORY_SERIES; s++)
		h->v[s][h->n % HISTORY_BLOCKS] =
		    value(b, (enum history_series)s);
	h->n++;
}

int64_t
history_at(const struct history *h, enum history_series s, size_t k)
{
	if (k >= h->n || k >= HISTORY_BLOCKS)
		return HISTORY_NONE;
	return h->v[s][(h->n - 1 - k) % HISTORY_BLOCKS];
}

enum metric_unit
history_unit(enum history_series s)
{
	return metrics[series[s].id].unit;
}
