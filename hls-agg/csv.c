/*
 * Lines are written whole and at once, for those who read along. Cells are
 * numbers of our own making: no text of the stream gets into a spreadsheet,
 * where it could be a formula.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "csv.h"
#include "die.h"
#include "keep.h"

/* What follows the last tick may be of microseconds: no rate to be drawn. */
#define RATE_MIN_US (SECOND_US / 2)

#define FIGURE(id) { M_##id, STATS }
#define KEY(id, stat) { M_##id, STAT_##stat }
#define KEYS(id) KEY(id, P50), KEY(id, P95), KEY(id, P99)

/* Behind the time. */
static const struct metric_at columns[] = {
	FIGURE(RUN_ELAPSED),
	FIGURE(CLIENTS_TARGET), FIGURE(CLIENTS_STARTED),
	FIGURE(CLIENTS_ACTIVE), FIGURE(CLIENTS_STALLED),
	FIGURE(CLIENTS_BACKOFF), FIGURE(CLIENTS_STOPPED),
	FIGURE(SESSION_RESTARTS),
	FIGURE(VIEWERS_STARTUP), FIGURE(VIEWERS_PLAYING),
	FIGURE(VIEWERS_REBUFFERING),
	FIGURE(STARTUP_COUNT), FIGURE(STARTUP_FAIL),
	KEY(STARTUP_TIME, P95), FIGURE(PLAYBACK_FAIL),
	FIGURE(REBUFFER_COUNT), FIGURE(REBUFFER_TIME), FIGURE(REBUFFER_RATIO),
	KEY(VIEWERS_EDGE, P50), KEY(VIEWERS_EDGE, P95),
	FIGURE(HTTP_REQUESTS), FIGURE(HTTP_RATE),
	FIGURE(HTTP_BYTES), FIGURE(HTTP_BITRATE),
	FIGURE(HTTP_ERROR_COUNT), FIGURE(HTTP_ERROR_RATIO),
	FIGURE(HTTP_4XX), FIGURE(HTTP_5XX),
	FIGURE(HTTP_SHORT), FIGURE(HTTP_NO_TIME), FIGURE(HTTP_RESET),
	FIGURE(HTTP_CLOSED), FIGURE(HTTP_REDIRECTS), FIGURE(HTTP_EXTENSION),
	FIGURE(HTTP_NO_RESPONSE),
	FIGURE(CONNECT_FAIL),
	FIGURE(PLAYLIST_COUNT), FIGURE(PLAYLIST_FAIL), FIGURE(PLAYLIST_RATE),
	KEYS(PLAYLIST_TTFB),
	FIGURE(SEGMENT_COUNT), FIGURE(SEGMENT_FAIL), FIGURE(SEGMENT_RATE),
	KEYS(SEGMENT_TTFB), KEYS(SEGMENT_DELIVERY),
	FIGURE(SEGMENT_LOST), FIGURE(SEGMENT_LOSS),
	FIGURE(INIT_COUNT), FIGURE(KEY_COUNT), FIGURE(OTHER_COUNT),
	FIGURE(HLS_STALE_TIME),
	KEY(QOE_SCORE, MEAN), KEY(QOE_SCORE, P5),
	FIGURE(GENERATOR_CPU), FIGURE(GENERATOR_IDLE),
	FIGURE(GENERATOR_LATE_MAX), FIGURE(GENERATOR_LOST),
};

static void
put_header(struct sbuf *b)
{
	size_t i;

	sbuf_str(b, "time");
	for (i = 0; i < COUNT(columns); i++) {
		sbuf_char(b, ',');
		sbuf_str(b, metrics[columns[i].id].path);
		if (columns[i].stat == STATS)
			continue;
		sbuf_char(b, '.');
		sbuf_str(b, sketch_stats[columns[i].stat].key);
	}
	sbuf_char(b, '\n');
}

int
csv_open(struct csv *c, const char *path, int64_t every_us)
{
	struct sbuf head = { 0 };

	put_header(&head);
	*c = (struct csv){ .every_us = every_us, .whole = (int64_t)head.n };
	c->out.fd = keep_begin(&c->file, path, sbuf_view(&head));
	sbuf_free(&head);
	tally_init(&c->sum);
	c->sum.partial = 1;
	return c->out.fd < 0 ? -1 : 0;
}

static void
flush(struct csv *c)
{
	int64_t n = (int64_t)c->out.buf.n;
	int failed = c->out.error;

	if (out_flush(&c->out) == 0)
		c->whole += n;
	if (failed || c->out.error == 0)
		return;
	errno = c->out.error;
	msg_errno("%s", c->file.path);
	/*
	 * Part of a line is none; but a pipe has what it has, and what a
	 * descriptor leads to is not ours alone.
	 */
	if (c->file.is_file && ftruncate(c->out.fd, c->whole) != 0)
		return;
}

/* What a gauge tells of the stretch: 1 and *v, or 0 where it was not known. */
static int
gauge_value(const struct gauge *g, enum metric_kind kind, int64_t *v)
{
	*v = kind == METRIC_GAUGE_MAX ? g->high : kind == METRIC_GAUGE_MIN ?
	    g->low : g->now;
	return kind == METRIC_GAUGE ? g->known : g->seen;
}

static int
sketch_value(const struct tally *t, const struct metric_at *at, int64_t *v)
{
	const struct hist *h = tally_sketch(t, at->id);

	*v = tally_stat(h, (int)at->stat);
	return h->n > 0;
}

/* 1 and the cell's value, or 0 where nothing is known. */
static int
value_of(const struct csv *c, const struct figures *f,
    const struct metric_at *at, int64_t *v)
{
	const struct metric *m = &metrics[at->id];

	if (at->id == M_RUN_ELAPSED && !figures_timed(f))
		return 0;
	if (m->kind == METRIC_STATE)
		return sketch_value(&f->windows.all, at, v);
	if (m->kind == METRIC_SKETCH)
		return sketch_value(&c->sum, at, v);
	if (metric_is_gauge(m))
		return gauge_value(&c->gauge[at->id], m->kind, v);
	if ((m->kind == METRIC_RATE && c->sum.span_us < RATE_MIN_US) ||
	    !tally_value(&c->sum, at->id, v))
		return 0;
	/* With what is taken back again, so that lines add up. */
	if (m->kind == METRIC_PROVISIONAL)
		*v = c->sum.counter[at->id];
	return 1;
}

static void
put_line(struct csv *c, const struct figures *f)
{
	struct sbuf *b = &c->out.buf;
	int64_t v;
	size_t i;

	sbuf_micro(b, f->at.tick_us);
	for (i = 0; i < COUNT(columns); i++) {
		sbuf_char(b, ',');
		if (value_of(c, f, &columns[i], &v))
			metric_value(b, metrics[columns[i].id].unit, v);
	}
	sbuf_char(b, '\n');
	flush(c);
	tally_clear(&c->sum);
	memset(c->gauge, 0, sizeof(c->gauge));
	c->pending = 0;
}

static void
take_gauges(struct csv *c, const struct gauge *now)
{
	unsigned id;

	for (id = 0; id < METRICS; id++) {
		c->gauge[id].known = 0;
		if (now[id].known)
			gauge_set(c->gauge, id, now[id].now);
	}
}

/*
 * The number of the stretch that a tick belongs to, which the next one begins.
 * Ticks may come as early as in a window.
 */
static int64_t
stretch_at(const struct csv *c, int64_t elapsed_us)
{
	return (elapsed_us + WINDOW_SLACK_US) / c->every_us;
}

/* Whether a line ends with this tick. */
static int
is_end(struct csv *c, int64_t elapsed_us, int64_t span_us)
{
	int64_t before = c->stretch;

	if (c->every_us == 0)
		return 1;
	/* A fleet that is joined late begins amid its time. */
	if (c->ticks == 1)
		before = stretch_at(c, elapsed_us - span_us);
	c->stretch = stretch_at(c, elapsed_us);
	return c->stretch > before;
}

void
csv_take(struct csv *c, const struct figures *f)
{
	const struct slot *newest;

	if (c->out.fd < 0 || c->ticks == f->windows.n)
		return;
	newest = windows_newest(&f->windows);
	c->ticks++;
	c->pending = 1;
	slot_add(newest, &c->sum);
	take_gauges(c, f->gauge);
	if (is_end(c, newest->at_us, newest->span_us))
		put_line(c, f);
}

int
csv_finish(struct csv *c, const struct figures *f)
{
	if (c->out.fd < 0)
		return 0;
	if (f->records > 0)
		csv_take(c, f);
	if (c->pending)
		put_line(c, f);
	if (close(c->out.fd) != 0 && c->out.error == 0) {
		c->out.error = errno;
		msg_errno("%s", c->file.path);
	}
	c->out.fd = -1;
	return c->out.error != 0 ? -1 : 0;
}

void
csv_free(struct csv *c)
{
	tally_free(&c->sum);
	sbuf_free(&c->out.buf);
}
