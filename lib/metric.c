/*
 * The catalogue's table and its look-ups.
 */
#include <string.h>

#include "metric.h"
#include "num.h"

#define METRIC_ROW(id, kind, unit, path, a, b, prom, labels, help) \
	[M_##id] = { path, METRIC_##kind, UNIT_##unit, SOURCE_##kind(a), \
	    SOURCE_##kind(b), prom, labels, help },
/* Rates, ratios and some counters have sources; the other columns hold 0. */
#define SOURCE_COUNTER(a) M_##a
#define SOURCE_PROVISIONAL(a) SOURCE_COUNTER(a)
#define SOURCE_SKETCH(a) (enum metric_id)0
#define SOURCE_STATE(a) (enum metric_id)0
#define SOURCE_GAUGE(a) (enum metric_id)0
#define SOURCE_RATIO(a) M_##a
#define SOURCE_RATE(a) M_##a
#define M_0 (enum metric_id)0

const struct metric metrics[METRICS] = {
	METRIC_LIST(METRIC_ROW)
};

const char *const transaction_names[T_TYPES] = {
	"playlist", "segment", "init", "key", "other",
};

const enum metric_id transaction_first[T_TYPES] = {
	M_PLAYLIST_COUNT, M_SEGMENT_COUNT, M_INIT_COUNT, M_KEY_COUNT,
	M_OTHER_COUNT,
};

const struct sketch_stat sketch_stats[STATS] = {
	[STAT_MIN] = { "min", 0, 0, 0 }, [STAT_MEAN] = { "mean", 0, 0, 0 },
	[STAT_P5] = { "p5", 5, 100, 1 }, [STAT_P25] = { "p25", 25, 100, 0 },
	[STAT_P50] = { "p50", 50, 100, 0 }, [STAT_P75] = { "p75", 75, 100, 0 },
	[STAT_P90] = { "p90", 90, 100, 0 }, [STAT_P95] = { "p95", 95, 100, 0 },
	[STAT_P99] = { "p99", 99, 100, 0 },
	[STAT_P999] = { "p999", 999, 1000, 0 }, [STAT_MAX] = { "max", 0, 0, 0 },
};

int
metric_is_counter(const struct metric *m)
{
	return m->kind == METRIC_COUNTER || m->kind == METRIC_PROVISIONAL;
}

int
metric_is_sketch(const struct metric *m)
{
	return m->kind == METRIC_SKETCH || m->kind == METRIC_STATE;
}

int
metric_has_stat(const struct metric *m, int stat)
{
	return m->kind == METRIC_STATE || !sketch_stats[stat].low;
}

static int
find_stat(const struct metric *m, struct slice key)
{
	int i;

	for (i = 0; i < STATS; i++)
		if (metric_has_stat(m, i) &&
		    slice_eq(key, slice_str(sketch_stats[i].key)))
			return i;
	return -1;
}

/* Whether the metric is the path, or the sketch that the path is a key of. */
static int
matches(const struct metric *m, struct slice path, int *stat)
{
	struct slice p = { m->path, strlen(m->path) };

	*stat = -1;
	if (!metric_is_sketch(m))
		return slice_eq(path, p);
	if (!slice_starts(path, p))
		return 0;
	if (path.n == p.n)
		return 1;
	if (path.p[p.n] != '.')
		return 0;
	*stat = find_stat(m, slice_from(path, p.n + 1));
	return *stat >= 0;
}

int
metric_find(struct slice path, int *stat)
{
	int i;

	for (i = 0; i < METRICS; i++)
		if (matches(&metrics[i], path, stat))
			return i;
	return slice_starts(path, SLICE("http.code.")) ? METRICS : -1;
}

struct slice
metric_record(const struct metric *m)
{
	return (struct slice){ m->path, strcspn(m->path, ".") };
}

const char *
metric_key(const struct metric *m)
{
	const char *dot = strchr(m->path, '.');

	return dot != NULL ? dot + 1 : "";
}

static int
is_whole(enum metric_unit unit)
{
	return unit == UNIT_ONE || unit == UNIT_BYTES;
}

void
metric_value(struct sbuf *b, enum metric_unit unit, int64_t v)
{
	if (is_whole(unit))
		sbuf_int(b, v);
	else
		sbuf_micro(b, v);
}

int
metric_read(enum metric_unit unit, struct slice s, int64_t *v)
{
	if (is_whole(unit))
		return num_int(s, INT64_MIN + 1, INT64_MAX, v);
	return num_micro(s, v);
}
