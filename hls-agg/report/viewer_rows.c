/*
 * Viewers first: this is what the run is about.
 */
#include "record.h"
#include "row.h"
#include "text/text.h"
#include "viewer_rows.h"

/* Sessions that we ended before they played. */
static int64_t
unfinished(const struct figures *f)
{
	return (int64_t)tally_sketch(&f->windows.all, M_STARTUP_UNFINISHED)->n;
}

static int64_t
pending(const struct figures *f)
{
	const struct gauge *g = &f->gauge[M_STARTUP_PENDING];

	return g->known ? g->now : 0;
}

int64_t
viewer_never(const struct figures *f)
{
	int64_t n = row_total(f, M_VIEWERS_COUNT) -
	    row_total(f, M_VIEWERS_PLAYED) - pending(f);

	return n > 0 ? n : 0;
}

static void
put_viewers(const struct figures *f, struct sbuf *b)
{
	int64_t n = row_total(f, M_VIEWERS_COUNT);
	int parts = 1;

	if (n == 0)
		return;
	row_label(b, "Viewers");
	sbuf_printf(b, "%lld of %lld played",
	    (long long)row_total(f, M_VIEWERS_PLAYED), (long long)n);
	row_some(b, &parts, viewer_never(f), f->end.n > 0 ?
	    "never did" : "did not so far");
	row_some(b, &parts, row_total(f, M_VIEWERS_REBUFFERED), "rebuffered");
	sbuf_char(b, '\n');
}

/* Unless there is no more of them than the row above says. */
static void
put_sessions(const struct figures *f, struct sbuf *b)
{
	int64_t started = row_total(f, M_STARTUP_COUNT);
	int64_t failed = row_total(f, M_STARTUP_FAIL);
	int64_t broke = row_total(f, M_PLAYBACK_FAIL);
	int parts = 0;

	if (started == row_total(f, M_VIEWERS_PLAYED) && failed + broke +
	    unfinished(f) + pending(f) == 0)
		return;
	row_label(b, "Sessions");
	row_some(b, &parts, started, "started to play");
	row_some(b, &parts, failed, "failed to start");
	row_some(b, &parts, broke, "broke off");
	row_some(b, &parts, unfinished(f), "had not started when they ended");
	row_some(b, &parts, pending(f), "still starting");
	if (parts == 0)
		sbuf_str(b, "none tells when it started to play");
	sbuf_char(b, '\n');
}

static void
put_rebuffering(const struct figures *f, struct sbuf *b)
{
	int64_t ratio, n = row_total(f, M_REBUFFER_COUNT);

	if (!tally_value(&f->windows.all, M_REBUFFER_RATIO, &ratio))
		return;
	row_label(b, "Watched");
	text_duration(b, row_total(f, M_REBUFFER_WATCHED));
	if (n == 0 && ratio == 0) {
		sbuf_str(b, " without a rebuffer\n");
		return;
	}
	sbuf_str(b, ", ");
	text_duration(b, row_total(f, M_REBUFFER_TIME));
	sbuf_str(b, " of it ");
	if (n > 0) {
		sbuf_str(b, "in ");
		text_count(b, n, "rebuffer");
	} else {
		sbuf_str(b, "with an empty buffer");
	}
	sbuf_str(b, " (");
	text_percent(b, ratio);
	sbuf_str(b, ")\n");
}

/* What makes of the figure above only a lower bound. */
static void
put_prefetch(const struct figures *f, struct sbuf *b)
{
	int64_t n = row_total(f, M_VIEWERS_PREFETCHING);

	if (n == 0)
		return;
	row_label(b, "Prefetch");
	text_count(b, n, "session");
	sbuf_str(b, " fetched two segments at once, which no player does: "
	    "rebuffering is a\n");
	row_label(b, "");
	sbuf_str(b, "lower bound\n");
}

/* What there is no figure of the catalogue for. */
enum { CROWDED = METRICS, OVER };

/* What could not be measured. Sessions without figures have rows by this. */
struct gap {
	const char *what, *why;
	unsigned id;		/* of how many */
	const char *noun, *text;
};

static const struct gap gaps[] = {
	{ "rebuffering", "durations", M_MISSING_DURATIONS, "session",
	    ": nothing tells how long segments are (no watched playlist)" },
	{ "rebuffering", "ends", M_MISSING_ENDS, "session",
	    ": the log does not tell when segments end" },
	{ "rebuffering", "stamps", M_MISSING_STAMPS, "session",
	    ": the log has no stamps finer than a second" },
	{ "rebuffering", "pace", M_MISSING_PACE, "session",
	    ": VOD fetched as fast as it comes is not played" },
	{ "rebuffering", "prefetch", M_VIEWERS_PREFETCHING, "session",
	    " fetched two segments at once, which no player does: "
	    "rebuffering is a lower bound" },
	{ "times", "unstamped", M_LOGS_UNSTAMPED, "session",
	    ": the log has no stamps, so there is no duration and no rate" },
	{ "clients", "limit", CROWDED, "record",
	    " of clients beyond the first 100000: passed over" },
	{ "figures", "range", OVER, "sum",
	    " of a second, too large to be counted: left out" },
	{ "reloads", "target", M_HLS_RELOAD_COUNT, "reload",
	    ": late and stale not judged, target duration unknown "
	    "(--target-duration)" },
};

static int64_t
how_many(const struct figures *f, const struct gap *g)
{
	if (g->id >= METRICS)
		return g->id == OVER ? f->over : f->crowded;
	if (g->id == M_HLS_RELOAD_COUNT && (f->target_known ||
	    row_total(f, M_HLS_RELOAD_JUDGED) > 0))
		return 0;
	return row_total(f, g->id);
}

static void
put_record(const struct figures *f, struct sbuf *b, const struct gap *g)
{
	struct sbuf text = { 0 };
	int64_t n = how_many(f, g);

	record_begin(b, f->at.tick_us, SLICE("-"), "unmeasured");
	put_str(b, "what", g->what);
	put_str(b, "why", g->why);
	put_int(b, "count", n);
	text_count(&text, n, g->noun);
	sbuf_str(&text, g->text);
	put_slice(b, "text", sbuf_view(&text));
	record_end(b);
	sbuf_free(&text);
}

void
viewer_unmeasured(const struct figures *f, struct sbuf *b)
{
	size_t i;

	for (i = 0; i < COUNT(gaps); i++)
		if (how_many(f, &gaps[i]) > 0)
			put_record(f, b, &gaps[i]);
}

static void
put_missing(const struct figures *f, struct sbuf *b)
{
	const struct gap *g;
	int64_t n;

	for (g = gaps; g < gaps + COUNT(gaps); g++) {
		n = how_many(f, g);
		if (n == 0 || g->id < M_MISSING_FIRST ||
		    (g->id >= M_MISSING_END && g->id < METRICS))
			continue;
		row_label(b, "Unmeasured");
		text_count(b, n, g->noun);
		sbuf_str(b, g->text);
		sbuf_char(b, '\n');
	}
}

/* "speed p50 1.00" of a sketch of plain numbers. */
static void
put_decimal(struct sbuf *b, const char *name, int64_t v, int digits)
{
	sbuf_printf(b, "%s %.*f", name, digits, (double)v / 1e6);
}

static void
put_pace(const struct figures *f, struct sbuf *b)
{
	const struct tally *t = &f->windows.all;
	const struct hist *speed = tally_sketch(t, M_VIEWERS_SPEED);
	const struct hist *drift = tally_sketch(t, M_VIEWERS_DRIFT);
	int parts = 0;

	if (speed->n == 0 && drift->n == 0)
		return;
	row_label(b, "Pace");
	if (speed->n > 0) {
		row_join(b, &parts);
		put_decimal(b, "speed p50", hist_quantile(speed, 50, 100), 2);
		put_decimal(b, ", slowest", speed->min, 2);
	}
	if (drift->n > 0) {
		row_join(b, &parts);
		sbuf_str(b, "drift p95 ");
		text_time(b, hist_quantile(drift, 95, 100));
	}
	sbuf_char(b, '\n');
}

/* "p50 6.1 s, p95 8.2 s, max 9.0 s " */
static void
put_spread(struct sbuf *b, const struct hist *h)
{
	sbuf_str(b, "p50 ");
	text_time(b, hist_quantile(h, 50, 100));
	sbuf_str(b, ", p95 ");
	text_time(b, hist_quantile(h, 95, 100));
	sbuf_str(b, ", max ");
	text_time(b, h->max);
}

/* What rows of a live stream are not there for. */
static void
put_vod(const struct figures *f, struct sbuf *b)
{
	if (!slice_eq(sbuf_view(&f->run.text[RUN_KIND]), SLICE("vod")) ||
	    row_total(f, M_HLS_RELOAD_COUNT) > 0)
		return;
	row_label(b, "Live");
	sbuf_str(b, "no edge, latency or reloads: the stream is VOD\n");
}

static void
put_edge(const struct figures *f, struct sbuf *b)
{
	const struct hist *edge = tally_sketch(&f->windows.all, M_VIEWERS_EDGE);
	const struct hist *latency = tally_sketch(&f->windows.all,
	    M_VIEWERS_LATENCY);

	if (edge->n > 0) {
		row_label(b, "Edge");
		put_spread(b, edge);
		sbuf_str(b, " behind the live edge\n");
	}
	if (edge->n + latency->n == 0)
		put_vod(f, b);
	if (latency->n > 0) {
		row_label(b, edge->n > 0 ? "" : "Edge");
		put_spread(b, latency);
		sbuf_str(b, " behind EXT-X-PROGRAM-DATE-TIME\n");
	}
}

static void
put_scores(const struct figures *f, struct sbuf *b)
{
	const struct hist *h = tally_sketch(&f->windows.all, M_QOE_SCORE);
	unsigned id;
	int parts = 0;

	if (h->n == 0)
		return;
	row_label(b, "QoE");
	put_decimal(b, "score mean", hist_mean(h), 1);
	put_decimal(b, ", p5", hist_quantile(h, 5, 100), 1);
	sbuf_str(b, ": ");
	for (id = M_RATINGS_FIRST; id < M_RATINGS_END; id++)
		row_some(b, &parts, f->gauge[id].now, metric_key(&metrics[id]));
	sbuf_char(b, '\n');
}

void
viewer_rows(const struct figures *f, struct sbuf *b)
{
	put_viewers(f, b);
	put_sessions(f, b);
	put_rebuffering(f, b);
	put_prefetch(f, b);
	put_missing(f, b);
	put_pace(f, b);
	put_edge(f, b);
	put_scores(f, b);
}
