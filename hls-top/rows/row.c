/*
 * The rows that are no table.
 */
#include <stdio.h>

#include "num.h"
#include "row.h"
#include "spark.h"
#include "stream/figure.h"

static int64_t
total(const struct view *v, enum metric_id id)
{
	return figure(v->block, W_ALL, id);
}

/* "name figure", where the block has it. */
static void
item(const struct view *v, struct frame *f, const char *name,
    enum metric_id id)
{
	int64_t n;

	if (block_value(v->block, W_ALL, id, &n))
		frame_item(f, "%s %s", name,
		    figure_text(v->block, W_ALL, id).s);
}

/* Below this width, labels take no more than they need. */
#define NARROW 40

void
row_begin(struct frame *f, enum look look, const char *label)
{
	frame_row(f, look);
	frame_str(f, label);
	frame_pad(f, f->cols < NARROW ? f->col + 1 : ROW_LABEL);
}

void
row_ramp(const struct view *v, struct frame *f, int arg)
{
	int64_t asked = total(v, M_CLIENTS_TARGET);
	int64_t started = total(v, M_CLIENTS_STARTED);
	char text[64];
	int width, i;

	(void)arg;
	row_begin(f, LOOK_PLAIN, "ramp");
	width = snprintf(text, sizeof(text), "%lld/%lld started",
	    (long long)started, (long long)asked);
	width = f->cols - f->col - width - 3;
	if (width >= 4) {
		frame_str(f, "[");
		for (i = 0; i < width; i++)
			frame_str(f, i * asked < started * width ? "#" : ".");
		frame_str(f, "] ");
	}
	frame_str(f, text);
}

void
row_clients(const struct view *v, struct frame *f, int arg)
{
	static const struct {
		enum metric_id id;
		const char *name;
	} states[] = {
		{ M_CLIENTS_RUNNING, "running" },
		{ M_CLIENTS_STARTING, "starting" },
		{ M_CLIENTS_STALLED, "stalled" },
		{ M_CLIENTS_BACKOFF, "backoff" },
		{ M_CLIENTS_STOPPED, "stopped" },
	};
	size_t i;

	(void)arg;
	row_begin(f, LOOK_PLAIN, "clients");
	for (i = 0; i < COUNT(states); i++)
		item(v, f, states[i].name, states[i].id);
	item(v, f, "restarts", M_SESSION_RESTARTS);
}

void
row_viewers(const struct view *v, struct frame *f, int arg)
{
	int bad = total(v, M_VIEWERS_REBUFFERING) > 0;
	int64_t us;

	(void)arg;
	row_begin(f, bad ? LOOK_BAD : LOOK_PLAIN, "viewers");
	item(v, f, "playing", M_VIEWERS_PLAYING);
	item(v, f, "rebuffering", M_VIEWERS_REBUFFERING);
	item(v, f, "startup", M_VIEWERS_STARTUP);
	item(v, f, "rebuffered", M_REBUFFER_RATIO);
	item(v, f, "rebuffers", M_REBUFFER_COUNT);
	if (block_stat(v->block, W_ALL, M_VIEWERS_EDGE, "p95", &us))
		frame_item(f, "edge p95 %s", human_time(us).s);
}

void
row_startup(const struct view *v, struct frame *f, int arg)
{
	static const char *const keys[] = { "p50", "p95", "max" };
	int64_t us;
	size_t i;

	(void)arg;
	row_begin(f, LOOK_PLAIN, "startup");
	for (i = 0; i < COUNT(keys); i++)
		if (block_stat(v->block, W_ALL, M_STARTUP_TIME, keys[i], &us))
			frame_item(f, "%s %s", keys[i], human_time(us).s);
	item(v, f, "done", M_STARTUP_COUNT);
	item(v, f, "failed", M_STARTUP_FAIL);
}

/* "503 x2" for each status seen. */
static void
codes(const struct view *v, struct frame *f)
{
	struct slice rest;
	struct field one;

	if (!block_find(v->block, block_windows[W_ALL], SLICE("http"), &rest))
		return;
	while (field_next(&rest, &one)) {
		int64_t n;

		if (slice_starts(one.key, SLICE("code.")) &&
		    num_int(one.value, 0, INT64_MAX, &n) == 0)
			frame_item(f, "%.*s x%lld", (int)one.key.n - 5,
			    one.key.p + 5, (long long)n);
	}
}

/* "2 of 65 requests" */
static void
share(struct frame *f, int64_t n, int64_t of, const char *what)
{
	frame_item(f, "%lld of %lld %s", (long long)n, (long long)of, what);
}

/* Without a request, what there is to tell is in the connections. */
void
row_errors(const struct view *v, struct frame *f, int arg)
{
	int64_t requests = total(v, M_HTTP_REQUESTS);
	int64_t failed = total(v, M_HTTP_ERROR_COUNT);
	int64_t refused = total(v, M_CONNECT_FAIL);
	int64_t connects = total(v, M_CONNECT_COUNT) + refused;

	(void)arg;
	row_begin(f, failed + refused > 0 ? LOOK_BAD : LOOK_PLAIN, "errors");
	if (requests > 0)
		share(f, failed, requests, "requests");
	if (failed > 0)
		item(v, f, "ratio", M_HTTP_ERROR_RATIO);
	if (refused > 0 || (requests == 0 && connects > 0))
		share(f, refused, connects, "connections");
	if (requests + connects == 0)
		frame_str(f, "-");
	codes(v, f);
}

int
row_find_fault(const struct block *b, int n, struct slice *rest)
{
	size_t i = 0;

	while (block_each(b, "fault", &i, rest))
		if (n-- == 0)
			return 1;
	return 0;
}

void
row_fault(const struct view *v, struct frame *f, int arg)
{
	struct sbuf plain = { 0 };
	struct slice rest, text;
	int64_t count = 0;

	row_begin(f, LOOK_BAD, "");
	if (row_find_fault(v->block, arg, &rest) &&
	    field_get(rest, "text", &text)) {
		unescape(&plain, text);
		field_int(rest, "count", &count);
		frame_str(f, format_count(count).s);
		frame_str(f, " x ");
		frame_slice(f, sbuf_view(&plain));
	}
	sbuf_free(&plain);
}

void
row_generator(const struct view *v, struct frame *f, int arg)
{
	(void)arg;
	row_begin(f, LOOK_PLAIN, "generator");
	item(v, f, "cpu", M_GENERATOR_CPU);
	item(v, f, "late", M_GENERATOR_LATE_MAX);
	item(v, f, "machine idle", M_GENERATOR_IDLE);
	item(v, f, "lines lost", M_PIPELINE_LOST);
}

int
row_has_quality(const struct view *v, int arg)
{
	struct slice rest;

	(void)arg;
	return block_find(v->block, "-", SLICE("qoe"), &rest);
}

void
row_quality(const struct view *v, struct frame *f, int arg)
{
	int64_t poor = total(v, M_QOE_POOR);

	(void)arg;
	row_begin(f, poor > 0 ? LOOK_WARN : LOOK_PLAIN, "quality");
	frame_item(f, "score mean %s", figure_stat(v->block, W_ALL,
	    M_QOE_SCORE, "mean").s);
	frame_item(f, "p5 %s", figure_stat(v->block, W_ALL, M_QOE_SCORE,
	    "p5").s);
	item(v, f, "excellent", M_QOE_EXCELLENT);
	item(v, f, "good", M_QOE_GOOD);
	item(v, f, "fair", M_QOE_FAIR);
	item(v, f, "poor", M_QOE_POOR);
}

static const struct {
	const char *name;
	enum metric_unit unit;
} sparks[HISTORY_SERIES] = {
	[HISTORY_RATE] = { "requests/s", UNIT_PER_SECOND },
	[HISTORY_TTFB] = { "TTFB p95", UNIT_SECONDS },
	[HISTORY_THROUGHPUT] = { "Mbit/s", UNIT_BYTES_PER_SECOND },
	[HISTORY_FAILED] = { "failed", UNIT_ONE },
	[HISTORY_LATE] = { "late by", UNIT_SECONDS },
	[HISTORY_CPU] = { "own CPU", UNIT_RATIO },
};

int
row_has_spark(const struct view *v, int arg)
{
	(void)arg;
	return !v->page;
}

/* The last value, the largest one that is shown, and the bars. */
void
row_spark(const struct view *v, struct frame *f, int series)
{
	enum history_series s = (enum history_series)series;
	int64_t now = history_at(v->history, s, 0), most;
	int end = ROW_LABEL + ROW_COLUMN;

	row_begin(f, LOOK_PLAIN, sparks[s].name);
	most = spark_most(v->history, s, f->cols - end - ROW_COLUMN - 6);
	frame_right(f, now == HISTORY_NONE ? "-" :
	    figure_unit(sparks[s].unit, now).s, end);
	frame_str(f, " max");
	frame_right(f, most == HISTORY_NONE ? "-" :
	    figure_unit(sparks[s].unit, most).s, end + 4 + ROW_COLUMN);
	frame_str(f, "  ");
	spark_draw(f, v->history, s);
}
