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
	frame_str(f, label != NULL ? label : "");
	frame_pad(f, f->cols < NARROW ? f->col + 1 : ROW_LABEL);
}

unsigned
row_columns(int width, const int *ranks, size_t n)
{
	int k, room = (width - ROW_LABEL) / ROW_COLUMN;
	unsigned shown = 0;

	for (k = 0; k < room && k < (int)n; k++)
		shown |= 1u << ranks[k];
	return shown;
}

void
row_ramp(const struct view *v, struct frame *f, const struct row *r)
{
	int64_t asked = total(v, M_CLIENTS_TARGET);
	int64_t started = total(v, M_CLIENTS_STARTED);
	char text[64];
	int width, i;

	row_begin(f, LOOK_PLAIN, r->label);
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
row_clients(const struct view *v, struct frame *f, const struct row *r)
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

	row_begin(f, LOOK_PLAIN, r->label);
	for (i = 0; i < COUNT(states); i++)
		item(v, f, states[i].name, states[i].id);
	item(v, f, "restarts", M_SESSION_RESTARTS);
}

void
row_viewers(const struct view *v, struct frame *f, const struct row *r)
{
	int bad = total(v, M_VIEWERS_REBUFFERING) > 0;
	int64_t us;

	row_begin(f, bad ? LOOK_BAD : LOOK_PLAIN, r->label);
	item(v, f, "playing", M_VIEWERS_PLAYING);
	item(v, f, "rebuffering", M_VIEWERS_REBUFFERING);
	item(v, f, "startup", M_VIEWERS_STARTUP);
	item(v, f, "rebuffered", M_REBUFFER_RATIO);
	item(v, f, "rebuffers", M_REBUFFER_COUNT);
	if (block_stat(v->block, W_ALL,
	    (struct metric_at){ M_VIEWERS_EDGE, STAT_P95 }, &us))
		frame_item(f, "edge p95 %s", human_time(us).s);
}

void
row_startup(const struct view *v, struct frame *f, const struct row *r)
{
	static const enum metric_stat stats[] = { STAT_P50, STAT_P95,
		STAT_MAX };
	int64_t us;
	size_t i;

	row_begin(f, LOOK_PLAIN, r->label);
	for (i = 0; i < COUNT(stats); i++)
		if (block_stat(v->block, W_ALL,
		    (struct metric_at){ M_STARTUP_TIME, stats[i] }, &us))
			frame_item(f, "%s %s", sketch_stats[stats[i]].key,
			    human_time(us).s);
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
row_errors(const struct view *v, struct frame *f, const struct row *r)
{
	int64_t requests = total(v, M_HTTP_REQUESTS);
	int64_t failed = total(v, M_HTTP_ERROR_COUNT);
	int64_t refused = total(v, M_CONNECT_FAIL);
	int64_t connects = total(v, M_CONNECT_COUNT) + refused;

	row_begin(f, failed + refused > 0 ? LOOK_BAD : LOOK_PLAIN, r->label);
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
row_has_fault(const struct view *v, int n)
{
	struct slice rest;

	return block_nth(v->block, "fault", n, &rest);
}

void
row_fault(const struct view *v, struct frame *f, const struct row *r)
{
	struct sbuf plain = { 0 };
	struct slice rest, text;
	int64_t count = 0;

	row_begin(f, LOOK_BAD, r->label);
	if (block_nth(v->block, "fault", r->arg, &rest) &&
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
row_generator(const struct view *v, struct frame *f, const struct row *r)
{
	row_begin(f, LOOK_PLAIN, r->label);
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
row_quality(const struct view *v, struct frame *f, const struct row *r)
{
	int64_t poor = total(v, M_QOE_POOR);

	row_begin(f, poor > 0 ? LOOK_WARN : LOOK_PLAIN, r->label);
	frame_item(f, "score mean %s", figure_stat(v->block, W_ALL,
	    M_QOE_SCORE, STAT_MEAN).s);
	frame_item(f, "p5 %s", figure_stat(v->block, W_ALL, M_QOE_SCORE,
	    STAT_P5).s);
	item(v, f, "excellent", M_QOE_EXCELLENT);
	item(v, f, "good", M_QOE_GOOD);
	item(v, f, "fair", M_QOE_FAIR);
	item(v, f, "poor", M_QOE_POOR);
}

int
row_has_spark(const struct view *v, int arg)
{
	(void)arg;
	return !v->page;
}

/* The last value, the largest one that is shown, and the bars. */
void
row_spark(const struct view *v, struct frame *f, const struct row *r)
{
	enum history_series s = (enum history_series)r->arg;
	int64_t now = history_at(v->history, s, 0), most;
	int end = ROW_LABEL + ROW_COLUMN;

	row_begin(f, LOOK_PLAIN, r->label);
	most = spark_most(v->history, s, f->cols - end - ROW_COLUMN - 6);
	frame_right(f, now == HISTORY_NONE ? "-" :
	    figure_unit(history_unit(s), now).s, end);
	frame_str(f, " max");
	frame_right(f, most == HISTORY_NONE ? "-" :
	    figure_unit(history_unit(s), most).s, end + 4 + ROW_COLUMN);
	frame_str(f, "  ");
	spark_draw(f, v->history, s);
}
