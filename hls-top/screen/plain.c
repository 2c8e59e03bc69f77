/*
 * Plain lines: the widths keep columns straight in any sane run.
 */
#include "clock.h"
#include "plain.h"
#include "rows/hosts.h"
#include "rows/origins.h"
#include "rows/title.h"
#include "stream/figure.h"
#include "stream/stretch.h"

static void
words(struct sbuf *out, const struct block *b)
{
	const char *outcome = title_outcome(b).word;
	const char *limit = title_limit(b).word;

	if (outcome != NULL)
		sbuf_printf(out, "  %s", outcome);
	if (limit != NULL)
		sbuf_printf(out, "  %s", limit);
}

/* What a line says of its stretch of the run. */
struct part {
	struct human playlists, segments, mbit, failed;
	int whole;		/* it is the run so far */
	enum block_window latency;
	const char *named;	/* before the latencies, if it is another one */
};

static struct part
part_window(const struct block *b, enum block_window w)
{
	return (struct part){
		.playlists = figure_text(b, w, M_PLAYLIST_RATE),
		.segments = figure_text(b, w, M_SEGMENT_RATE),
		.mbit = figure_text(b, w, M_HTTP_THROUGHPUT),
		.failed = figure_failed(b, w),
		.whole = w == W_ALL, .latency = w, .named = "" };
}

/* A rate over the moment since the last line would say little. */
static struct since
gain_of(const struct plain *p, const struct block *b)
{
	struct since now = since_start(b);
	int early = p->last.known && now.us - p->last.us < p->every_us / 2;

	return since_gain(early && p->before.known &&
	    p->before.us <= p->last.us ? &p->before : &p->last, &now,
	    p->every_us + SECOND_US);
}

static struct part
part_since(const struct plain *p, const struct block *b, enum block_window w)
{
	struct since gain = gain_of(p, b);

	return (struct part){
		.playlists = since_rate(&gain, SINCE_PLAYLISTS),
		.segments = since_rate(&gain, SINCE_SEGMENTS),
		.mbit = since_rate(&gain, SINCE_BYTES),
		.failed = since_failed(&gain),
		.latency = w, .named = block_windows[w] };
}

static struct part
part_of(const struct plain *p, const struct block *b)
{
	enum block_window w = stretch_nearest(b, p->every_us);

	if (p->given)
		return part_window(b, p->window);
	if (stretch_width(w) == p->every_us)
		return part_window(b, w);
	return part_since(p, b, w);
}

static void
line(struct sbuf *out, const struct block *b, const struct part *p)
{
	sbuf_printf(out, "%7s  clients %s/%s  playlist/s %6s  segment/s %6s",
	    figure_clock(figure(b, W_ALL, M_RUN_ELAPSED)).s,
	    figure_text(b, W_ALL, M_CLIENTS_ACTIVE).s,
	    figure_text(b, W_ALL, M_CLIENTS_TARGET).s,
	    p->playlists.s, p->segments.s);
	sbuf_printf(out, "  Mbit/s %7s  segment TTFB%s%s p50 %7s p95 %7s",
	    p->mbit.s, *p->named == '\0' ? "" : " ", p->named,
	    figure_stat(b, p->latency, M_SEGMENT_TTFB, STAT_P50).s,
	    figure_stat(b, p->latency, M_SEGMENT_TTFB, STAT_P95).s);
	sbuf_printf(out, "  rebuffering %s",
	    figure_text(b, W_ALL, M_VIEWERS_REBUFFERING).s);
	if (!p->whole)
		sbuf_printf(out, "  failed %s", p->failed.s);
	sbuf_printf(out, "  failed so far %s", figure_failed(b, W_ALL).s);
	words(out, b);
	hosts_words(out, b);
	origins_words(out, b);
	sbuf_char(out, '\n');
}

void
plain_whole(struct sbuf *out, const struct block *b)
{
	struct part p = part_window(b, W_ALL);

	line(out, b, &p);
}

/* It changes with each event that the run's totals count. */
static uint64_t
counted(const struct block *b)
{
	static const enum metric_id ids[] = { M_HTTP_REQUESTS, M_CONNECT_COUNT,
		M_CONNECT_FAIL, M_REBUFFER_COUNT };
	uint64_t n = 0;
	size_t i;

	for (i = 0; i < COUNT(ids); i++)
		n += (uint64_t)figure(b, W_ALL, ids[i]);
	return n;
}

static void
show(struct plain *p, struct sbuf *out, const struct block *b)
{
	struct part part = part_of(p, b);

	line(out, b, &part);
	p->before = p->last;
	p->last = since_start(b);
	p->counted = counted(b);
	p->outcome = title_outcome(b).word;
	p->limit = title_limit(b).word;
	p->held = 0;
}

/* Whether the block is of the same part of the run as the last line. */
static int
same_part(const struct plain *p, const struct block *b, int64_t part_us)
{
	int64_t us;

	return p->last.known && block_value(b, W_ALL, M_RUN_ELAPSED, &us) &&
	    us / part_us == p->last.us / part_us;
}

void
plain_block(struct plain *p, struct sbuf *out, const struct block *b)
{
	if (same_part(p, b, p->every_us))
		p->held = 1;
	else
		show(p, out, b);
}

/* The words are string constants: the same one is at the same address. */
void
plain_end(struct plain *p, struct sbuf *out, const struct block *b)
{
	if (p->held && (!same_part(p, b, SECOND_US) ||
	    counted(b) != p->counted || title_outcome(b).word != p->outcome ||
	    title_limit(b).word != p->limit))
		show(p, out, b);
}

int
plain_report(struct sbuf *out, const struct block *b)
{
	struct slice rest, text;
	size_t i = 0, k;
	int any = 0;

	while (block_each(b, "report", &i, &rest)) {
		size_t start = out->n;

		if (!field_get(rest, "text", &text))
			continue;
		any = 1;
		unescape(out, text);
		for (k = start; k < out->n; k++)
			if (out->p[k] < ' ' || out->p[k] > '~')
				out->p[k] = '?';
		sbuf_char(out, '\n');
	}
	return any;
}
