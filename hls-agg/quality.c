/*
 * Viewers first: this is what the run is about.
 */
#include "group.h"
#include "quality.h"
#include "row.h"
#include "text.h"

static void
put_startups(const struct agg *a, struct sbuf *b)
{
	const struct gauge *pending = &a->gauge[M_STARTUP_PENDING];
	int parts = 0;

	if (!tally_any(&a->windows.all, M_STARTUP_COUNT, M_REBUFFER_COUNT) &&
	    (!pending->known || pending->now == 0))
		return;
	row_label(b, "Viewers");
	row_some(b, &parts, row_total(a, M_STARTUP_COUNT), "started to play");
	row_some(b, &parts, row_total(a, M_STARTUP_FAIL), "failed to start");
	row_some(b, &parts, row_total(a, M_PLAYBACK_FAIL), "broke off");
	if (pending->known)
		row_some(b, &parts, pending->now, "still starting");
	sbuf_char(b, '\n');
}

static void
put_rebuffering(const struct agg *a, struct sbuf *b)
{
	int64_t ratio, n = row_total(a, M_REBUFFER_COUNT);

	if (!tally_value(&a->windows.all, M_REBUFFER_RATIO, &ratio))
		return;
	row_label(b, "Watched");
	text_duration(b, row_total(a, M_REBUFFER_WATCHED));
	if (n == 0 && ratio == 0) {
		sbuf_str(b, " without a rebuffer\n");
		return;
	}
	sbuf_str(b, ", ");
	text_duration(b, row_total(a, M_REBUFFER_TIME));
	sbuf_str(b, " of it in ");
	text_count(b, n, "rebuffer");
	sbuf_str(b, " (");
	text_percent(b, ratio);
	sbuf_str(b, ")\n");
}

/* "speed p50 1.00" of a sketch of plain numbers. */
static void
put_decimal(struct sbuf *b, const char *name, int64_t v, int digits)
{
	sbuf_printf(b, "%s %.*f", name, digits, (double)v / 1e6);
}

static void
put_lag(const struct agg *a, struct sbuf *b, int *parts)
{
	const struct hist *lag = tally_sketch(&a->windows.all,
	    M_VIEWERS_EDGE_LAG);

	if (lag->n == 0)
		return;
	row_join(b, parts);
	sbuf_str(b, "behind the newest playlist p95 ");
	text_time(b, hist_quantile(lag, 95, 100));
}

static void
put_pace(const struct agg *a, struct sbuf *b)
{
	const struct tally *t = &a->windows.all;
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
	put_lag(a, b, &parts);
	sbuf_char(b, '\n');
}

static void
put_scores(const struct agg *a, struct sbuf *b)
{
	const struct hist *h = tally_sketch(&a->windows.all, M_QOE_SCORE);
	unsigned id;
	int parts = 0;

	if (h->n == 0)
		return;
	row_label(b, "QoE");
	put_decimal(b, "score mean", hist_mean(h), 1);
	put_decimal(b, ", p5", hist_quantile(h, 5, 100), 1);
	sbuf_str(b, ": ");
	for (id = M_QOE_EXCELLENT; id <= M_QOE_POOR; id++)
		row_some(b, &parts, a->gauge[id].now, group_key(id));
	sbuf_char(b, '\n');
}

void
quality_rows(const struct agg *a, struct sbuf *b)
{
	put_startups(a, b);
	put_rebuffering(a, b);
	put_pace(a, b);
	put_scores(a, b);
}
