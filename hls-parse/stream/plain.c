/*
 * The records of a raw stream, made of what logs tell. What they do not tell,
 * like an exit code, is left out.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "plain.h"
#include "process.h"
#include "session/session.h"
#include "sig.h"
#include "source.h"
#include "text/own.h"

/* Over a longer silence no ticks are made up. */
#define SILENCE_US (600 * SECOND_US)

/* One of the logs. */
struct log {
	struct source in;
	struct processes processes;
	int64_t client;		/* of its first process */
};

struct merge {
	const struct plain *plain;
	struct parse *parse;
	struct log *log;	/* those behind n have ended */
	size_t n;
	int64_t target, next_id;	/* clients so far, the next one's */
	int64_t started, stopped;
	int64_t first_us, tick_us, last_us;
	int64_t tell;		/* processes that tell of HLS */
	struct sbuf line;	/* of the raw stream, being made */
};

static struct sbuf *
begin(struct merge *m, const struct process *p, int64_t t, const char *kind)
{
	struct sbuf *b = &m->line;

	b->n = 0;
	sbuf_micro(b, t);
	sbuf_char(b, ' ');
	if (p == NULL)
		sbuf_char(b, '-');
	else
		sbuf_printf(b, "%lld.%lld", (long long)p->client,
		    (long long)p->run);
	sbuf_char(b, ' ');
	sbuf_str(b, kind);
	return b;
}

static void
end(struct merge *m)
{
	m->plain->take(m->parse, sbuf_view(&m->line));
}

static void
put_swarm(struct merge *m)
{
	struct sbuf *b = begin(m, NULL, m->first_us, "swarm");
	struct slice version = SLICE("unknown");
	size_t i;

	for (i = 0; i < m->n; i++)
		if (source_version(&m->log[i].in, &version))
			break;
	put_int(b, "format", 1);
	put_str(b, "version", VERSION);
	put_slice(b, "ffmpeg", version);
	put_int(b, "target", m->target);
	put_str(b, "kind", "unknown");
	end(m);
}

/* The clients that have started and not begun to play. */
static int64_t
starting(const struct merge *m)
{
	int64_t n = 0;
	size_t i, k;

	for (i = 0; i < m->n; i++) {
		const struct processes *ps = &m->log[i].processes;

		for (k = 0; k < ps->n; k++)
			n += ps->list[k]->started && !session_plays(m->parse,
			    ps->list[k]->client);
	}
	return n;
}

static void
put_tick(struct merge *m, int64_t t)
{
	struct sbuf *b = begin(m, NULL, t, "tick");
	int64_t n = starting(m);

	put_int(b, "target", m->target);
	put_int(b, "started", m->started);
	put_int(b, metric_word(M_CLIENTS_STARTING), n);
	put_int(b, metric_word(M_CLIENTS_RUNNING),
	    m->started - m->stopped - n);
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
put_start(struct merge *m, const struct source *in, struct process *p)
{
	struct sbuf *b = begin(m, p, in->time_us, "start");

	if (in->stamped < 0)
		put_str(b, "stamps", "none");
	p->started = true;
	p->tells = false;
	p->lines = 0;
	p->start_us = in->time_us;
	ending_begin(&p->ending);
	end(m);
}

static void
put_exit(struct merge *m, struct log *log, struct process *p)
{
	struct sbuf *b = begin(m, p, log->in.time_us, "exit");

	if (p->ending.code >= 0)
		put_int(b, "code", p->ending.code);
	if (log->in.stamped > 0 && log->in.time_us >= p->start_us)
		put_micro(b, "uptime", log->in.time_us - p->start_us);
	put_str(b, "reason", exit_reasons[ending_reason(&p->ending)]);
	log->processes.runs++;
	log->processes.tell += p->tells ||
	    session_tells(m->parse, p->client);
	end(m);
}

/* Whose line it is; the first that is FFmpeg's begins a process. */
static struct process *
writer(struct merge *m, struct log *log)
{
	struct process *p = process_of(&log->processes, log->in.who);
	bool first = log->processes.n == 0;

	if (p == NULL && log->in.own_start) {
		p = process_add(&log->processes, log->in.who,
		    first ? log->client : m->next_id++);
		m->target += !first;
		m->started++;
		put_start(m, &log->in, p);
	}
	return p;
}

/* The process of the line, which may be its first: NULL if it is nobody's. */
static struct process *
follow(struct merge *m, struct log *log)
{
	struct process *p = writer(m, log);
	struct slice text = log->in.text;

	if (p == NULL)
		return NULL;
	if (process_begins(p, text)) {
		put_exit(m, log, p);
		p->run++;
		put_start(m, &log->in, p);
	}
	p->lines += log->in.own;
	if (slice_starts(text, SLICE("Input #")))
		p->tells |= slice_has(text, SLICE(", hls"));
	ending_note(&p->ending, text);
	return p;
}

static void
put_text(struct merge *m, const struct log *log, const struct process *p)
{
	struct sbuf *b = begin(m, p, log->in.time_us, "log");

	sbuf_char(b, ' ');
	sbuf_slice(b, log->in.text);
	end(m);
}

/* The log whose next line is the oldest. */
static struct log *
oldest(struct merge *m)
{
	size_t i, k = 0;

	for (i = 1; i < m->n; i++)
		if (m->log[i].in.time_us < m->log[k].in.time_us)
			k = i;
	return &m->log[k];
}

/* What became of a log: how much of it was FFmpeg's. */
static void
put_source(struct merge *m, const struct log *log)
{
	struct sbuf *b = begin(m, NULL, m->last_us, "source");

	put_str(b, "name", log->in.name);
	put_int(b, "lines", log->in.lines);
	put_int(b, "known", log->in.known);
	put_int(b, "processes", log->processes.runs);
	put_int(b, "hls", log->processes.tell);
	end(m);
	m->tell += log->processes.tell;
}

static int
close_log(struct merge *m, struct log *log)
{
	struct processes *ps = &log->processes;
	int failed;
	size_t i;

	for (i = 0; i < ps->n; i++) {
		put_exit(m, log, ps->list[i]);
		m->stopped++;
	}
	put_source(m, log);
	failed = source_close(&log->in) != 0;
	if (failed)
		msg_errno("%s", log->in.name);
	processes_free(ps);
	*log = m->log[--m->n];
	return failed;
}

static void
take_line(struct merge *m, struct log *log)
{
	struct process *p;

	m->parse->flow.timeless = log->in.stamped < 0;
	if (log->in.stamped > 0)
		put_ticks(m, log->in.time_us);
	p = follow(m, log);
	if (p != NULL)
		put_text(m, log, p);
	out_drain(&m->parse->flow.out);
}

/* Names what was taken off the lines of a log. */
static void
say_what(const struct source *in)
{
	struct sbuf b = { NULL, 0, 0 };

	source_print(in, &b);
	if (b.n > 0)
		msg("%s: %.*s", in->name, (int)b.n, b.p);
	sbuf_free(&b);
}

/* The first line of each log; those that have none are closed. */
static int
begin_logs(struct merge *m)
{
	int failed = 0;
	size_t i;

	for (i = 0; i < m->n; ) {
		if (source_next(&m->log[i].in))
			say_what(&m->log[i++].in);
		else
			failed += close_log(m, &m->log[i]);
	}
	return failed;
}

static int
merge(struct merge *m)
{
	int failed = begin_logs(m);

	if (m->n == 0)
		return failed;
	m->first_us = m->tick_us = m->last_us = oldest(m)->in.time_us;
	put_swarm(m);
	while (m->n > 0 && m->parse->flow.out.error == 0) {
		struct log *log = oldest(m);

		take_line(m, log);
		if (!source_next(&log->in))
			failed += close_log(m, log);
	}
	put_tick(m, m->last_us);
	put_str(begin(m, NULL, m->last_us, "end"), "reason", "done");
	end(m);
	return failed;
}

static void
open_log(struct merge *m, int fd, const char *name)
{
	struct log *log = &m->log[m->n++];

	source_open(&log->in, fd, name, &m->parse->flow.out);
	log->client = m->next_id++;
	m->target++;
}

static int
open_logs(struct merge *m, char **names)
{
	int failed = 0;

	for (; *names != NULL; names++) {
		int fd = open(*names, O_RDONLY | O_CLOEXEC);

		if (fd < 0) {
			msg_errno("%s", *names);
			failed++;
			continue;
		}
		open_log(m, fd, *names);
	}
	return failed;
}

int
plain_run(const struct plain *plain, struct parse *p, char **names)
{
	struct merge m = { .plain = plain, .parse = p,
		.next_id = plain->first_id };
	size_t n = 0;
	int failed = 0;

	while (names[n] != NULL)
		n++;
	m.log = ezalloc(n > 0 ? n : 1, sizeof(*m.log));
	if (n == 0) {
		sig_filter(STDIN_FILENO);
		open_log(&m, STDIN_FILENO, "standard input");
	} else {
		failed = open_logs(&m, names);
	}
	failed += merge(&m);
	/* What a failed write left open. */
	while (m.n > 0) {
		processes_free(&m.log[--m.n].processes);
		source_close(&m.log[m.n].in);
	}
	sbuf_free(&m.line);
	free(m.log);
	return failed;
}
