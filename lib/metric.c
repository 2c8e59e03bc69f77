/*
 * The catalogue's table and its look-ups.
 */
#include <string.h>

#include "metric.h"
#include "num.h"

#define METRIC_ROW(id, kind, unit, path, a, b, prom, labels, help) \
	[M_##id] = { path, METRIC_##kind, UNIT_##unit, M_##a, M_##b, prom, \
	    labels, help },
/* No source. */
#define M_0 (enum metric_id)0

const struct metric metrics[METRICS] = {
	METRIC_LIST(METRIC_ROW)
};

/* The help of families whose series each have their own. */
static const struct {
	const char *name;
	const char *help;
} families[] = {
	{ "fetches_total", "ended requests by type and result" },
	{ "requests_total", "requests that ended, by type" },
	{ "requests_aborted_total",
	    "requests still in flight when their client ended, by type" },
	{ "fetch_bytes_total", "body bytes of complete transfers, by type" },
	{ "connect_failures_total",
	    "connection attempts that failed, by reason" },
	{ "responses_total", "responses by class of their status" },
	{ "fetch_failures_total", "requests that failed, by reason" },
	{ "continuity_errors_total", "flaws of the media, by kind" },
	{ "cache_responses_total",
	    "transfers by what their cache says it did" },
	{ "viewers_rated", "clients by the rating of their score" },
	{ "client_exits_total", "ends of client processes, by category" },
	{ "clients", "clients now, by the state of their process" },
	{ "viewers", "viewers now, by the state of their playback" },
	{ "playlist_watches_total", "fetches of watched playlists, by result" },
	{ "playlist_rule_breaches_total",
	    "breaches of the rules of HLS by watched playlists, by rule" },
	{ "requests_in_flight", "requests open now, by type" },
};

/* The first of each section that every run touches. */
static const enum metric_id always[] = {
	M_PLAYLIST_COUNT, M_SEGMENT_COUNT, M_CONNECT_COUNT, M_HTTP_REQUESTS,
	M_STARTUP_COUNT, M_REBUFFER_COUNT, M_SESSION_STARTS, M_PIPELINE_LINES,
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

const char *
metric_help(const struct metric *m)
{
	size_t i;

	for (i = 0; i < COUNT(families); i++)
		if (strcmp(families[i].name, m->prom) == 0)
			return families[i].help;
	return m->help;
}

int
metric_is_always(enum metric_id first)
{
	size_t i;

	for (i = 0; i < COUNT(always); i++)
		if (first == always[i])
			return 1;
	return 0;
}

int
metric_is_counter(const struct metric *m)
{
	return m->kind == METRIC_COUNTER || m->kind == METRIC_PROVISIONAL;
}

int
metric_is_gauge(const struct metric *m)
{
	return m->kind == METRIC_GAUGE || m->kind == METRIC_GAUGE_MAX ||
	    m->kind == METRIC_GAUGE_MIN;
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
	struct slice p = slice_str(m->path);

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

enum metric_unit
metric_unit_of(struct slice text)
{
	static const struct slice bytes = SLICE_INIT(
	    "abcdefghijklmnopqrstuvwxyz0123456789_.");
	size_t n = 0;
	int stat, id;

	while (n < text.n && slice_find(bytes, text.p[n]) < bytes.n)
		n++;
	id = metric_find((struct slice){ text.p, n }, &stat);
	return id >= 0 && id < METRICS ? metrics[id].unit : UNIT_ONE;
}

const char *
metric_word(enum metric_id id)
{
	return strrchr(metrics[id].path, '.') + 1;
}

unsigned
metric_by_word(unsigned first, unsigned end, struct slice word)
{
	while (first < end && !slice_eq(word, slice_str(metric_word(first))))
		first++;
	return first;
}

struct slice
metric_section(const struct metric *m)
{
	return (struct slice){ m->path, strcspn(m->path, ".") };
}

const char *
metric_key(const struct metric *m)
{
	const char *dot = strchr(m->path, '.');

	return dot != NULL ? dot + 1 : "";
}

/* Whether two have the same section: this is asked for every figure shown. */
static int
are_together(unsigned x, unsigned y)
{
	const char *p = metrics[x].path, *q = metrics[y].path;

	for (; *p == *q; p++, q++)
		if (*p == '.' || *p == '\0')
			return 1;
	return (*p == '.' && *q == '\0') || (*p == '\0' && *q == '.');
}

unsigned
metric_first(unsigned id)
{
	while (id > 0 && are_together(id, id - 1))
		id--;
	return id;
}

unsigned
metric_end(unsigned id)
{
	do
		id++;
	while (id < METRICS && are_together(id - 1, id));
	return id;
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
