/*
 * One read(2) for each turn and pipe, or a bounded number of pieces, so that
 * no client keeps the others waiting.
 */
#include "clock.h"
#include "num.h"
#include "reading.h"
#include "sum/sum.h"
#include "swarm.h"
#include "words.h"

/* Of one turn: 1,024 pieces. */
#define READS 16

void
reading_open(struct swarm *s, struct client *c, const int fds[2])
{
	c->log.stamped = c->progress.stamped = s->stamped;
	source_open(&c->log, s->poller, fds[0]);
	source_open(&c->progress, s->poller, fds[1]);
}

/* "HTTP error 502 hls-relay: 192.0.2.1 port 80: Connection refused" */
static int
is_of_relay(struct slice text)
{
	return slice_has(text, SLICE("hls-relay: "));
}

/* The level that we asked FFmpeg to write: "[tcp @ 0x5581] [error] ..." */
static int
is_error(struct slice text)
{
	while (text.n > 0 && text.p[0] == '[') {
		size_t end = slice_find(text, ']');

		if (slice_starts(text, SLICE("[error]")) ||
		    slice_starts(text, SLICE("[fatal]")))
			return 1;
		if (end + 2 > text.n)
			break;
		text = slice_from(text, end + 2);
	}
	return 0;
}

/*
 * While it starts: its first error, from which the others follow, or else its
 * last line may tell why it will fail.
 */
static void
remember(const struct swarm *s, struct client *c, struct slice text)
{
	struct sbuf veiled = { 0 };

	if (c->state != STATE_STARTING || text.n == 0 || c->has_error)
		return;
	c->has_error = is_error(text) || is_of_relay(text);
	/* Half a value in what is cut off is no longer known as one. */
	if (s->opt->rows.n > 0) {
		words_veil(&veiled, s, c, text);
		text = sbuf_view(&veiled);
	}
	if (text.n > sizeof(c->words) - 1)
		text.n = sizeof(c->words) - 1;
	memcpy(c->words, text.p, text.n);
	c->words[text.n] = '\0';
	sbuf_free(&veiled);
}

/* Hands out a line; returns the media time it tells, or 0. */
static int64_t
pass_on(struct swarm *s, struct source *src, const struct text *t)
{
	static const struct slice key = SLICE_INIT("out_time_us=");
	struct client *c = src->owner;
	int64_t us;

	if (src->kind == SOURCE_LOG) {
		remember(s, c, t->text);
		raw_text(&s->raw, &c->session, "log", t);
		return 0;
	}
	raw_text(&s->raw, &c->session, "progress", t);
	if (slice_starts(t->text, key) &&
	    num_int(slice_from(t->text, key.n), 1, INT64_MAX, &us) == 0)
		return us;
	return 0;
}

static void
read_out(struct swarm *s, struct source *src)
{
	struct text t;

	if (src->fd >= 0 && lines_last(&src->lines, &t))
		pass_on(s, src, &t);
	source_close(src, s->poller);
}

void
reading_close(struct swarm *s, struct client *c)
{
	read_out(s, &c->log);
	read_out(s, &c->progress);
}

static void
advanced(struct swarm *s, struct client *c, int64_t out_time_us, int64_t now_us)
{
	if (out_time_us == 0 || out_time_us == c->out_time_us)
		return;
	s->media_us = sum_add(s->media_us, out_time_us - c->out_time_us);
	c->out_time_us = out_time_us;
	c->advanced_us = s->last_media_us = now_us;
	if (s->first_start_us == 0)
		s->first_start_us = c->started_us;
	if (c->state == STATE_RUNNING)
		return;
	client_move(s, c, EVENT_ADVANCE, clock_stamp_of(now_us));
	if (client_is_up(c))
		client_set_timer(s, c);
}

/* What it wrote at_us, of clock_mono. */
static void
take(struct swarm *s, struct source *src, struct slice bytes, int64_t at_us)
{
	struct client *c = src->owner;
	int64_t out_time_us;
	struct text t;

	if (!c->spoke)
		ramp_spoke(s, at_us - c->started_us);
	c->spoke = 1;
	lines_feed(&src->lines, bytes, clock_stamp_of(at_us));
	while (lines_next(&src->lines, &t)) {
		out_time_us = pass_on(s, src, &t);
		if (out_time_us > 0)
			advanced(s, c, out_time_us, at_us);
	}
}

/*
 * Until there is no more, or soon again: one that writes fast would have to
 * wait.
 */
static int
read_pieces(struct swarm *s, struct source *src)
{
	struct stamped piece[STAMPED_PIECES];
	int reads, i, k = STAMPED_PIECES;

	for (reads = 0; reads < READS && k == STAMPED_PIECES; reads++) {
		k = source_pieces(src, piece);
		for (i = 0; i < k; i++) {
			take(s, src, piece[i].bytes, piece[i].at_us);
			if (piece[i].cut > 0)
				lines_cut(&src->lines, piece[i].cut);
		}
	}
	if (k == STAMPED_PIECES)
		poller_hurry(s->poller);
	return k < 0 ? -1 : 1;
}

static int
read_pipe(struct swarm *s, struct source *src)
{
	struct slice bytes;
	int r = source_read(src, SOURCE_BYTES, &bytes);

	if (r > 0)
		take(s, src, bytes, clock_mono());
	return r;
}

int
reading_turn(struct swarm *s, struct source *src)
{
	int r = src->stamped ? read_pieces(s, src) : read_pipe(s, src);

	if (r < 0)
		read_out(s, src);
	return r < 0;
}
