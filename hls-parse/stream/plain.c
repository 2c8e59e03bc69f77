/*
 * The life of a process as its log shows it: a banner begins one, and so does
 * the first line of -loglevel debug where -hide_banner left the banner out.
 * What the log does not tell, like an exit code, is left out of the records.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "plain.h"
#include "session/session.h"
#include "sig.h"
#include "source.h"
#include "text/words.h"

/* Over a longer silence no ticks are made up. */
#define SILENCE_US (600 * SECOND_US)

/* A banner has about so many lines. */
#define BANNER_LINES 40

struct merge {
	const struct plain *plain;
	struct parse *parse;
	struct source *source;	/* those behind n have ended */
	size_t n, all;
	int64_t started, stopped;
	int64_t first_us, tick_us, last_us;
	struct sbuf line;	/* of the raw stream, being made */
};

static struct sbuf *
begin(struct merge *m, const struct source *s, int64_t t, const char *kind)
{
	struct sbuf *b = &m->line;

	b->n = 0;
	sbuf_micro(b, t);
	sbuf_char(b, ' ');
	if (s == NULL)
		sbuf_char(b, '-');
	else
		sbuf_printf(b, "%lld.%lld", (long long)s->client,
		    (long long)s->run);
	sbuf_char(b, ' ');
	sbuf_str(b, kind);
	return b;
}

static void
end(struct merge *m)
{
	m->plain->take(m->parse, sbuf_view(&m->line));
}

/* "ffmpeg version 5.1.9-0+deb12u1 Copyright ..." */
static int
is_banner(struct slice text, struct slice *version)
{
	*version = words_untagged(text);
	if (!slice_skip(version, SLICE("ffmpeg version ")))
		return 0;
	*version = slice_until(*version, ' ');
	return 1;
}

static void
put_swarm(struct merge *m, const struct source *first)
{
	struct sbuf *b = begin(m, NULL, m->first_us, "swarm");
	struct slice version;

	put_int(b, "format", 1);
	put_str(b, "version", VERSION);
	if (is_banner(first->text, &version))
		put_slice(b, "ffmpeg", version);
	else
		put_str(b, "ffmpeg", "unknown");
	put_int(b, "target", (int64_t)m->all);
	put_str(b, "kind", "unknown");
	end(m);
}

static void
put_tick(struct merge *m, int64_t t)
{
	int64_t starting = 0;
	struct sbuf *b;
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct source *s = &m->source[i];

		starting += s->started && !session_plays(m->parse, s->client);
	}
	b = begin(m, NULL, t, "tick");
	put_int(b, "target", (int64_t)m->all);
	put_int(b, "started", m->started);
	put_int(b, metric_word(M_CLIENTS_STARTING), starting);
	put_int(b, metric_word(M_CLIENTS_RUNNING),
	    m->started - m->stopped - starting);
	put_int(b, metric_word(M_CLIENTS_STALLED), 0);
	put_int(b, metric_word(M_CLIENTS_BACKOFF), 0);
	put_int(b, metric_word(M_CLIENTS_STOPPED), m->stopped);
	put_int(b, "lost", 0);
	end(m);
	m->tick_us = t;
}

/* The ticks up to t, one a second. */
static void
put_ticks(struct merge *m, int64_t t)
{
	if (t > m->last_us)
		m->last_us = t;
	if (t - m->tick_us > SILENCE_US || m->tick_us - t > SILENCE_US)
		put_tick(m, t);
	while (t >= m->tick_us + SECOND_US)
		put_tick(m, m->tick_us + SECOND_US);
}

static void
put_start(struct merge *m, struct source *s)
{
	m->started += !s->started;
	s->started = 1;
	s->lines = 0;
	s->start_us = s->time_us;
	ending_begin(&s->ending);
	begin(m, s, s->time_us, "start");
	end(m);
}

static void
put_exit(struct merge *m, struct source *s)
{
	struct sbuf *b = begin(m, s, s->time_us, "exit");

	if (s->ending.code >= 0)
		put_int(b, "code", s->ending.code);
	if (s->stamped > 0 && s->time_us >= s->start_us)
		put_micro(b, "uptime", s->time_us - s->start_us);
	put_str(b, "reason", exit_reasons[ending_reason(&s->ending)]);
	end(m);
}

/* Whether a line is the first of another process in the same log. */
static int
begins_process(struct source *s)
{
	struct slice version;
	int banner = is_banner(s->text, &version);
	int first = banner || (!s->banner && slice_eq(
	    words_untagged(s->text), SLICE("Splitting the commandline.")));

	/* Behind a banner that line is no other beginning. */
	s->banner = banner || (s->banner && s->lines < BANNER_LINES);
	return first && s->lines > 0;
}

static void
follow(struct merge *m, struct source *s)
{
	if (begins_process(s)) {
		put_exit(m, s);
		s->run++;
		put_start(m, s);
	}
	s->lines++;
	ending_note(&s->ending, s->text);
}

static void
put_text(struct merge *m, const struct source *s)
{
	struct sbuf *b = begin(m, s, s->time_us, "log");

	sbuf_char(b, ' ');
	sbuf_slice(b, s->text);
	end(m);
}

/* The source whose next line is the oldest. */
static struct source *
oldest(struct merge *m)
{
	size_t i, k = 0;

	for (i = 1; i < m->n; i++)
		if (m->source[i].time_us < m->source[k].time_us)
			k = i;
	return &m->source[k];
}

static int
close_source(struct merge *m, struct source *s)
{
	int failed;

	if (s->started) {
		put_exit(m, s);
		m->stopped++;
	}
	failed = source_close(s) != 0;
	if (failed)
		msg_errno("%s", s->name);
	*s = m->source[--m->n];
	return failed;
}

static int
merge(struct merge *m)
{
	int failed = 0;
	size_t i;

	for (i = 0; i < m->n; )
		if (source_next(&m->source[i]))
			i++;
		else
			failed += close_source(m, &m->source[i]);
	if (m->n == 0)
		return failed;
	m->first_us = m->tick_us = m->last_us = oldest(m)->time_us;
	put_swarm(m, &m->source[0]);
	while (m->n > 0 && m->parse->flow.out.error == 0) {
		struct source *s = oldest(m);

		m->parse->flow.timeless = s->stamped < 0;
		if (s->stamped > 0)
			put_ticks(m, s->time_us);
		if (!s->started)
			put_start(m, s);
		follow(m, s);
		put_text(m, s);
		out_drain(&m->parse->flow.out);
		if (!source_next(s))
			failed += close_source(m, s);
	}
	put_tick(m, m->last_us);
	put_str(begin(m, NULL, m->last_us, "end"), "reason", "done");
	end(m);
	return failed;
}

static int
open_sources(struct merge *m, char **names)
{
	int failed = 0;

	for (; *names != NULL; names++) {
		int fd = open(*names, O_RDONLY | O_CLOEXEC);

		if (fd < 0) {
			msg_errno("%s", *names);
			failed++;
			continue;
		}
		source_open(&m->source[m->n], fd, *names, &m->parse->flow.out);
		m->source[m->n].client = m->plain->first_id + (int64_t)m->n;
		m->n++;
	}
	return failed;
}

int
plain_run(const struct plain *plain, struct parse *p, char **names)
{
	struct merge m = { .plain = plain, .parse = p };
	size_t n = 0;
	int failed = 0;

	while (names[n] != NULL)
		n++;
	m.source = ezalloc(n > 0 ? n : 1, sizeof(*m.source));
	if (n == 0) {
		sig_filter(STDIN_FILENO);
		source_open(&m.source[m.n++], STDIN_FILENO, "standard input",
		    &p->flow.out);
		m.source[0].client = plain->first_id;
	} else {
		failed = open_sources(&m, names);
	}
	m.all = m.n;
	failed += merge(&m);
	/* What a failed write left open. */
	while (m.n > 0)
		source_close(&m.source[--m.n]);
	sbuf_free(&m.line);
	free(m.source);
	return failed;
}
