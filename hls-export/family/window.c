/*
 * Three windows by three quantiles of each. A label "quantile" is a summary's,
 * and a summary without sum and count gets zeros for them in protobuf and from
 * a Pushgateway: so these are gauges, with a label of another name.
 */
#include <math.h>

#include "format/number.h"
#include "parts.h"

static const enum metric_id latencies[] = {
	M_PLAYLIST_TTFB, M_SEGMENT_TTFB, M_SEGMENT_TIME, M_SEGMENT_DELIVERY,
	M_CONNECT_TIME, M_STARTUP_TIME,
};
static const enum block_window windows[] = { W_10S, W_60S, W_300S };
static const struct quantile {
	enum metric_stat stat;
	struct slice text;
} quantiles[] = {
	{ STAT_P50, SLICE_INIT("0.5") }, { STAT_P95, SLICE_INIT("0.95") },
	{ STAT_P99, SLICE_INIT("0.99") },
};

static void
quantile(struct expo *e, const struct block *b, enum metric_id id, size_t k)
{
	const struct quantile *q = &quantiles[k % COUNT(quantiles)];
	enum block_window w = windows[k / COUNT(quantiles)];
	struct metric_at at = { id, q->stat };
	struct labels l = { 0 };
	int64_t v;

	labels_add(&l, SLICE("of"), slice_str(metrics[id].path));
	labels_add(&l, SLICE("window"), slice_str(block_windows[w]));
	labels_add(&l, SLICE("q"), q->text);
	expo_number(e, &l, block_stat(b, w, at, &v) ?
	    number_of(metrics[id].unit, v) : (double)NAN);
}

void
window_render(struct expo *e, const struct block *b)
{
	size_t i, k;

	expo_family(e, (struct family){ "latency_window_seconds",
	    FAMILY_GAUGE, UNIT_SECONDS,
	    "nearest-rank quantiles of the last seconds, within 0.55 %" });
	for (i = 0; i < COUNT(latencies); i++)
		for (k = 0; k < COUNT(windows) * COUNT(quantiles); k++)
			quantile(e, b, latencies[i], k);
}
