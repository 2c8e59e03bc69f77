/*
 * From sketch records to classic buckets, and window quantiles.
 */
#include <stdio.h>
#include <string.h>

#include "hist.h"
#include "sketch.h"
#include "text.h"

#define PER_OCTAVE 64		/* buckets of lib/hist */
#define WINDOW_NAME "latency_window_seconds"

/* The powers of two that the buckets end at, where seconds need others. */
static const struct range {
	enum metric_id id;
	int low, high;
} ranges[] = {
	{ M_CONNECT_TIME, -11, 2 },
	{ M_STARTUP_TIME, -6, 5 },
	{ M_STARTUP_WALL, -6, 5 },
	{ M_REBUFFER_DURATION, -2, 6 },
	{ M_SESSION_UPTIME, 0, 12 },
};
/* 2 ms to 8 s: transfers. */
static const struct range transfer = { METRICS, -9, 3 };

static const enum block_window windows[] = { W_10S, W_60S, W_300S };
static const struct {
	const char *key;
	const char *quantile;
} quantiles[] = {
	{ "p50", "0.5" }, { "p95", "0.95" }, { "p99", "0.99" },
};

static const struct range *
range_of(enum metric_id id)
{
	size_t i;

	for (i = 0; i < COUNT(ranges); i++)
		if (ranges[i].id == id)
			return &ranges[i];
	return &transfer;
}

/* Whether the run has seen the sketch's group. */
static int
is_known(const struct block *b, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	struct slice rest;

	return m->kind == METRIC_SKETCH && m->prom[0] != '\0' &&
	    block_find(b, block_windows[W_ALL],
	    (struct slice){ m->path, metric_group(m) }, &rest);
}

/* The run's histogram; empty where the block has none, or a broken one. */
static void
load(struct hist *h, const struct block *b, enum metric_id id)
{
	struct slice path = { metrics[id].path, strlen(metrics[id].path) };
	struct slice rest, of;
	size_t i = 0;

	hist_clear(h);
	while (block_each(b, "sketch", &i, &rest))
		if (field_get(rest, "of", &of) && slice_eq(of, path))
			hist_parse(h, rest);
}

static void
bucket(struct sbuf *out, const char *name, const char *le, int64_t n)
{
	char labels[64];

	snprintf(labels, sizeof(labels), "le=\"%s\"", le);
	text_name(out, name, "_bucket", text_str(labels));
	sbuf_int(out, n);
	sbuf_char(out, '\n');
}

static void
histogram(struct sbuf *out, const struct hist *h, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	const struct range *r = range_of(id);
	int64_t n = h->zero;
	int e, i = HIST_LOW;
	char le[32];

	text_family(out, m->prom, "histogram", m->help);
	for (e = r->low; e <= r->high; e++) {
		for (; i <= e * PER_OCTAVE; i++)
			n += hist_count(h, i);
		/* A power of two has few digits: this is exact. */
		snprintf(le, sizeof(le), "%.17g",
		    hist_upper(e * PER_OCTAVE));
		bucket(out, m->prom, le, n);
	}
	bucket(out, m->prom, "+Inf", h->n);
	text_name(out, m->prom, "_sum", SLICE(""));
	metric_value(out, m->unit, h->sum);
	sbuf_char(out, '\n');
	text_name(out, m->prom, "_count", SLICE(""));
	sbuf_int(out, h->n);
	sbuf_char(out, '\n');
}

static void
window_quantile(struct sbuf *out, const struct block *b, enum metric_id id,
    size_t k)
{
	size_t q = k % COUNT(quantiles);
	enum block_window w = windows[k / COUNT(quantiles)];
	char labels[128];
	int64_t v;

	snprintf(labels, sizeof(labels),
	    "of=\"%s\",window=\"%s\",quantile=\"%s\"", metrics[id].path,
	    block_windows[w], quantiles[q].quantile);
	text_name(out, WINDOW_NAME, "", text_str(labels));
	if (block_stat(b, w, id, quantiles[q].key, &v))
		metric_value(out, metrics[id].unit, v);
	else
		sbuf_str(out, "NaN");
	sbuf_char(out, '\n');
}

/* Latencies and startup; rebuffers and uptimes are no latencies. */
static void
window_family(struct sbuf *out, const struct block *b)
{
	size_t k;
	int i;

	text_family(out, WINDOW_NAME, "summary",
	    "nearest-rank quantiles of the last seconds, within 0.55 %");
	for (i = 0; i < METRICS; i++) {
		if (!is_known(b, (enum metric_id)i) ||
		    i == M_REBUFFER_DURATION || i == M_SESSION_UPTIME)
			continue;
		for (k = 0; k < COUNT(windows) * COUNT(quantiles); k++)
			window_quantile(out, b, (enum metric_id)i, k);
	}
}

void
sketch_render(struct sbuf *out, const struct block *b)
{
	struct hist h;
	int i;

	hist_init(&h, 1000000);
	for (i = 0; i < METRICS; i++) {
		if (!is_known(b, (enum metric_id)i))
			continue;
		load(&h, b, (enum metric_id)i);
		histogram(out, &h, (enum metric_id)i);
	}
	hist_free(&h);
	window_family(out, b);
}
