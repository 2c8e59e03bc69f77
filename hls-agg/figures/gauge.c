/*
 * Gauges by the catalogue's names: a key is the path behind its section.
 */
#include "gauge.h"
#include "record.h"

/* What is beyond this was not measured; sums of some stay in range. */
#define GAUGE_MAX (INT64_C(1) << 50)

void
gauge_set(struct gauge *gauges, enum metric_id id, int64_t v)
{
	struct gauge *g = &gauges[id];

	if (!g->seen || v < g->low)
		g->low = v;
	if (!g->seen || v > g->high)
		g->high = v;
	g->known = g->seen = 1;
	g->now = v;
}

void
gauge_read(struct gauge *g, enum metric_id id, struct slice rest)
{
	unsigned i, end = metric_end(id);

	for (i = metric_first(id); i < end; i++) {
		struct slice s;
		int64_t v;

		g[i].known = 0;
		if (field_get(rest, metric_key(&metrics[i]), &s) &&
		    metric_read(metrics[i].unit, s, &v) == 0 &&
		    v >= 0 && v <= GAUGE_MAX)
			gauge_set(g, i, v);
	}
}
