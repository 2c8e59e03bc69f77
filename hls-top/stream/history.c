/*
 * A ring of values for each series.
 */
#include "figure.h"
#include "history.h"
#include "sum/sum.h"

static const struct {
	enum block_window window;
	struct metric_at at;
} series[HISTORY_SERIES] = {
	[HISTORY_RATE] = { W_1S, { .id = M_HTTP_RATE } },
	[HISTORY_TTFB] = { W_10S, { M_SEGMENT_TTFB, STAT_P95 } },
	[HISTORY_THROUGHPUT] = { W_1S, { .id = M_HTTP_THROUGHPUT } },
	[HISTORY_FAILED] = { W_1S, { .id = M_HTTP_ERROR_COUNT } },
	[HISTORY_LATE] = { W_1S, { .id = M_GENERATOR_LATE_MAX } },
	[HISTORY_CPU] = { W_1S, { .id = M_GENERATOR_CPU } },
};

static int64_t
value(const struct block *b, enum history_series s)
{
	enum block_window w = series[s].window;
	int64_t v = HISTORY_NONE;

	if (s == HISTORY_FAILED)
		return sum_add(figure(b, w, M_HTTP_ERROR_COUNT),
		    figure(b, w, M_CONNECT_FAIL));
	block_stat(b, w, series[s].at, &v);
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
	return metrics[series[s].at.id].unit;
}
