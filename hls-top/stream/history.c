/*
 * A ring of values for each series.
 */
#include "figure.h"
#include "history.h"

static int64_t
value(const struct block *b, enum history_series s)
{
	int64_t v = HISTORY_NONE;

	switch (s) {
	case HISTORY_RATE:
		block_value(b, W_1S, M_HTTP_RATE, &v);
		break;
	case HISTORY_TTFB:
		block_stat(b, W_10S, M_SEGMENT_TTFB, "p95", &v);
		break;
	case HISTORY_THROUGHPUT:
		block_value(b, W_1S, M_HTTP_THROUGHPUT, &v);
		break;
	case HISTORY_FAILED:
		v = figure(b, W_1S, M_HTTP_ERROR_COUNT) +
		    figure(b, W_1S, M_CONNECT_FAIL);
		break;
	case HISTORY_LATE:
		block_value(b, W_1S, M_GENERATOR_LATE_MAX, &v);
		break;
	case HISTORY_CPU:
		block_value(b, W_1S, M_GENERATOR_CPU, &v);
		break;
	case HISTORY_SERIES:
		break;
	}
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
