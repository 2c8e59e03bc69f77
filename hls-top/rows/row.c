/*
 * The rows that are no table.
 */
#include <stdio.h>

#include "cell.h"
#include "num.h"
#include "row.h"
#include "spark.h"
#include "stream/figure.h"
#include "sum/sum.h"

static int64_t
total(const struct view *v, enum metric_id id)
{
	return figure(v->block, W_ALL, id);
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
			frame_str(f, (double)i * (double)asked <
			    (double)started * width ? "#" : ".");
		frame_str(f, "] ");
	}
	frame_str(f, text);
}

/* What stands side by side in the rows of row_items. */
static const struct {
	enum metric_id bad;	/* the row looks so where this is above 0 */
	enum look look;
	int always;		/* so many have a dash where they are absent */
	struct cell item[7];
} items[ROW_ITEMS] = {
	[ITEMS_CLIENTS] = { .item = {
		{ .name = "running", .id = M_CLIENTS_RUNNING },
		{ .name = "starting", .id = M_CLIENTS_STARTING },
		{ .name = "stalled", .id = M_CLIENTS_STALLED },
		{ .name = "backoff", .id = M_CLIENTS_BACKOFF },
		{ .name = "stopped", .id = M_CLIENTS_STOPPED },
		{ .name = "restarts", .id = M_SESSION_RESTARTS } } },
	[ITEMS_VIEWERS] = { M_VIEWERS_REBUFFERING, LOOK_BAD, .item = {
		{ .name = "playing", .id = M_VIEWERS_PLAYING },
		{ .name = "rebuffering", .id = M_VIEWERS_REBUFFERING },
		{ .name = "startup", .id = M_VIEWERS_STARTUP },
		{ .name = "rebuffered", .id = M_REBUFFER_RATIO },
		{ .name = "rebuffers", .id = M_REBUFFER_COUNT },
		{ "edge p95", M_VIEWERS_EDGE, STAT_P95 } } },
	[ITEMS_QUALITY] = { M_QOE_POOR, LOOK_WARN, 2, {
		{ "score mean", M_QOE_SCORE, STAT_MEAN },
		{ "p5", M_QOE_SCORE, STAT_P5 },
		{ .name = "excellent", .id = M_QOE_EXCELLENT },
		{ .name = "good", .id = M_QOE_GOOD },
		{ .name = "fair", .id = M_QOE_FAIR },
		{ .name = "poor", .id = M_QOE_POOR } } },
	[ITEMS_STARTUP] = { .item = {
		{ "p50", M_STARTUP_TIME, STAT_P50 },
		{ "p95", M_STARTUP_TIME, STAT_P95 },
		{ "max", M_STARTUP_TIME, STAT_MAX },
		{ .name = "done", .id = M_STARTUP_COUNT },
		{ .name = "failed", .id = M_STARTUP_FAIL } } },
	[ITEMS_GENERATOR] = { .item = {
		{ .name = "cpu", .id = M_GENERATOR_CPU },
		{ .name = "late", .id = M_GENERATOR_LATE_MAX },
		{ .name = "machine idle", .id = M_GENERATOR_IDLE },
		{ .name = "lines lost", .id = M_PIPELINE_LOST } } },
};

void
row_items(const struct view *v, struct frame *f, const struct row *r)
{
	enum metric_id bad = items[r->arg].bad;
	enum look look = items[r->arg].look;
	const struct cell *c;
	int always = items[r->arg].always;

	row_begin(f, total(v, bad) > 0 ? look : LOOK_PLAIN, r->label);
	for (c = items[r->arg].item; c->name != NULL; c++) {
		struct human h = figure_stat(v->block, W_ALL, c->id, c->stat);

		if (always-- > 0 || strcmp(h.s, "-") != 0)
			frame_item(f, "%s %s", c->name, h.s);
	}
}

int
row_next_code(struct slice *rest, struct slice *code, int64_t *count)
{
	struct field one;

	while (field_next(rest, &one)) {
		*code = one.key;
		if (slice_skip(code, SLICE("code.")) &&
		    num_int(one.value, 0, INT64_MAX, count) == 0)
			return 1;
	}
	return 0;
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
	int64_t connects = sum_add(total(v, M_CONNECT_COUNT), refused);
	int64_t n;
	struct slice rest, code;

	row_begin(f, failed > 0 || refused > 0 ? LOOK_BAD : LOOK_PLAIN,
	    r->label);
	if (requests > 0)
		share(f, failed, requests, "requests");
	if (failed > 0 &&
	    block_value(v->block, W_ALL, M_HTTP_ERROR_RATIO, &n))
		frame_item(f, "ratio %s", figure_text(v->block, W_ALL,
		    M_HTTP_ERROR_RATIO).s);
	if (refused > 0 || (requests == 0 && connects > 0))
		share(f, refused, connects, "connections");
	if (requests == 0 && connects == 0)
		frame_str(f, "-");
	if (!block_find(v->block, block_windows[W_ALL], SLICE("http"), &rest))
		return;
	while (row_next_code(&rest, &code, &n))
		frame_item(f, "%.*s x%lld", (int)code.n, code.p, (long long)n);
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
		frame_str(f, figure_count(count).s);
		frame_str(f, " x ");
		frame_slice(f, sbuf_view(&plain));
	}
	sbuf_free(&plain);
}

int
row_has_quality(const struct view *v, int arg)
{
	struct slice rest;

	(void)arg;
	return block_find(v->block, "-", SLICE("qoe"), &rest);
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
