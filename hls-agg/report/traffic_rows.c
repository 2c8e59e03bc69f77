/*
 * Counts and rates over the whole run; a row only for what there was.
 */
#include "row.h"
#include "text/text.h"
#include "traffic_rows.h"

#define CELL_WIDTH 9
#define NAME_WIDTH 16

static void
put_rate(const struct figures *f, struct sbuf *b, enum metric_id id)
{
	int64_t rate;

	if (tally_value(&f->windows.all, id, &rate))
		sbuf_printf(b, " (%.1f/s)", (double)rate / 1e6);
}

static void
put_bits(const struct figures *f, struct sbuf *b, enum metric_id id)
{
	int64_t rate;

	if (!tally_value(&f->windows.all, id, &rate) || rate > INT64_MAX / 8)
		return;
	sbuf_str(b, " (");
	text_amount(b, rate * 8 / 1000000, "bit/s");
	sbuf_char(b, ')');
}

static void
put_loss(const struct figures *f, struct sbuf *b)
{
	int64_t ratio;

	if (row_total(f, M_SEGMENT_LOST) == 0 ||
	    !tally_value(&f->windows.all, M_SEGMENT_LOSS, &ratio))
		return;
	sbuf_printf(b, ", %lld lost (",
	    (long long)row_total(f, M_SEGMENT_LOST));
	text_percent(b, ratio);
	sbuf_char(b, ')');
}

static void
put_type(const struct figures *f, struct sbuf *b, int type)
{
	static const char *const names[T_TYPES] = {
		"Playlists", "Segments", "Init", "Keys", "Other",
	};
	int64_t bytes = row_total(f, METRIC_OF(BYTES, type));
	int64_t failed = row_total(f, METRIC_OF(FAIL, type));

	if (row_total(f, METRIC_OF(REQUESTS, type)) == 0)
		return;
	row_label(b, names[type]);
	sbuf_printf(b, "%lld complete",
	    (long long)row_total(f, METRIC_OF(COUNT, type)));
	put_rate(f, b, METRIC_OF(RATE, type));
	if (failed > 0)
		sbuf_printf(b, ", %lld failed", (long long)failed);
	if (bytes > 0) {
		sbuf_str(b, ", ");
		text_amount(b, bytes, "B");
		put_bits(f, b, METRIC_OF(THROUGHPUT, type));
	}
	if (type == T_SEGMENT)
		put_loss(f, b);
	sbuf_char(b, '\n');
}

static void
put_requests(const struct figures *f, struct sbuf *b)
{
	int64_t bytes = row_total(f, M_HTTP_BYTES);
	int parts = 0;

	row_label(b, "Requests");
	row_some(b, &parts, row_total(f, M_HTTP_REQUESTS), "ended");
	row_some(b, &parts, row_total(f, M_HTTP_REUSED),
	    "on kept-alive connections");
	row_some(b, &parts, row_total(f, M_HTTP_VOID), "void");
	row_some(b, &parts, row_total(f, M_HTTP_TIMEOUT), "timed out");
	row_some(b, &parts, row_total(f, M_HTTP_RECONNECT), "reconnected");
	sbuf_char(b, '\n');
	if (bytes == 0)
		return;
	row_label(b, "Throughput");
	text_amount(b, bytes, "B");
	put_bits(f, b, M_HTTP_THROUGHPUT);
	sbuf_char(b, '\n');
}

void
traffic_rows(const struct figures *f, struct sbuf *b)
{
	int64_t made = row_total(f, M_CONNECT_COUNT);
	int64_t failed = row_total(f, M_CONNECT_FAIL);
	int type, parts = 0;

	for (type = 0; type < T_TYPES; type++)
		put_type(f, b, type);
	if (row_total(f, M_HTTP_REQUESTS) > 0)
		put_requests(f, b);
	if (made + failed > 0) {
		row_label(b, "Connects");
		row_some(b, &parts, made, "made");
		row_some(b, &parts, failed, "failed");
		sbuf_char(b, '\n');
	}
}

/* What the ends of clients, and the end of the input, left unanswered. */
void
traffic_inflight(const struct figures *f, struct sbuf *b)
{
	int64_t n[T_TYPES], sum = 0;
	int type, parts = 0;

	for (type = 0; type < T_TYPES; type++) {
		const struct gauge *open = &f->gauge[M_INFLIGHT_FIRST + type];

		n[type] = row_total(f, METRIC_OF(ABORTED, type)) +
		    (open->known ? open->now : 0);
		sum += n[type];
	}
	if (sum == 0)
		return;
	row_label(b, "Unfinished");
	text_count(b, sum, "request");
	sbuf_str(b, " whose end FFmpeg did not see: ");
	for (type = 0; type < T_TYPES; type++)
		row_some(b, &parts, n[type], transaction_names[type]);
	sbuf_char(b, '\n');
}

/* The columns: those of sketch_stats that people look at first. */
static int
is_column(int stat)
{
	static const char *const hidden[] = { "p5", "p25", "p75", "p999" };
	size_t i;

	for (i = 0; i < COUNT(hidden); i++)
		if (strcmp(sketch_stats[stat].key, hidden[i]) == 0)
			return 0;
	return 1;
}

static void
put_header(struct sbuf *b)
{
	int i;

	sbuf_printf(b, "\n%-*s", NAME_WIDTH, "Latency");
	for (i = 0; i < STATS; i++)
		if (is_column(i))
			sbuf_printf(b, "%*s", CELL_WIDTH, sketch_stats[i].key);
	sbuf_char(b, '\n');
}

/* "segment.ttfb" is the row "segment ttfb". */
static void
put_name(struct sbuf *b, const char *path)
{
	int dot = (int)strcspn(path, ".");

	sbuf_printf(b, "%.*s %-*s", dot, path, NAME_WIDTH - dot - 1,
	    path + dot + (path[dot] == '.'));
}

int64_t
traffic_of(const struct figures *f, enum metric_id id)
{
	static const enum metric_id of[][2] = {
		{ M_STARTUP_TIME, M_STARTUP_COUNT },
		{ M_STARTUP_WALL, M_STARTUP_COUNT },
		{ M_SEGMENT_DELIVERY, M_SEGMENT_ENDED },
		{ M_CONNECT_TIME, M_CONNECT_COUNT },
	};
	unsigned type;
	size_t i;

	for (i = 0; i < COUNT(of); i++)
		if (id == of[i][0])
			return row_total(f, of[i][1]);
	for (type = 0; type < T_TYPES; type++)
		if (id == METRIC_OF(TTFB, type) ||
		    id == METRIC_OF(TIME, type) || id == METRIC_OF(SIZE, type))
			return row_total(f, METRIC_OF(COUNT, type));
	return 0;
}

/* What the table does not tell of its rows. */
static void
put_notes(const struct figures *f, struct sbuf *b, const enum metric_id *rows,
    size_t n)
{
	int64_t none = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct hist *h = tally_sketch(&f->windows.all, rows[i]);

		none += h->zero;
		if (h->n == 0 || h->n >= traffic_of(f, rows[i]))
			continue;
		put_name(b, metrics[rows[i]].path);
		sbuf_printf(b, " measured %lld of %lld\n", (long long)h->n,
		    (long long)traffic_of(f, rows[i]));
	}
	if (none > 0)
		sbuf_str(b, "<1 us: both lines that bound it have one stamp, "
		    "as of one read\n");
}

static void
put_latency(struct sbuf *b, const char *path, const struct hist *h)
{
	struct sbuf cell = { 0 };
	int i;

	put_name(b, path);
	for (i = 0; i < STATS; i++) {
		if (!is_column(i))
			continue;
		cell.n = 0;
		text_time(&cell, tally_stat(h, i));
		sbuf_printf(b, "%*.*s", CELL_WIDTH, (int)cell.n, cell.p);
	}
	sbuf_char(b, '\n');
	sbuf_free(&cell);
}

void
traffic_latency(const struct figures *f, struct sbuf *b)
{
	static const enum metric_id rows[] = {
		M_STARTUP_TIME, M_SEGMENT_DELIVERY, M_SEGMENT_TTFB,
		M_SEGMENT_TIME, M_PLAYLIST_TTFB, M_PLAYLIST_TIME,
		M_CONNECT_TIME, M_CONNECT_TLS,
	};
	int header = 0;
	size_t i;

	for (i = 0; i < COUNT(rows); i++) {
		const struct hist *h = tally_sketch(&f->windows.all, rows[i]);

		if (h->n == 0)
			continue;
		if (!header++)
			put_header(b);
		put_latency(b, metrics[rows[i]].path, h);
	}
	put_notes(f, b, rows, COUNT(rows));
}
