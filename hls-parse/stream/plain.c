/*
 * The lines of several logs, in the order of their stamps, with the processes
 * that they are of.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "made.h"
#include "session/session.h"
#include "sig.h"
#include "text/own.h"

/* Whose line it is; the first that is FFmpeg's begins a process. */
static struct process *
writer(struct merge *m, struct log *log)
{
	struct process *p = process_of(&log->processes, log->in.who);
	bool first = log->processes.n == 0;

	if (p == NULL && log->in.own_start &&
	    m->next_id >= SESSION_CLIENTS_MAX && !first) {
		m->parse->flow.crowded++;
	} else if (p == NULL && log->in.own_start) {
		p = process_add(&log->processes, log->in.who,
		    first ? log->client : m->next_id++);
		m->target += !first;
		m->started++;
		made_start(m, &log->in, p);
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
		made_exit(m, log, p);
		p->run++;
		made_start(m, &log->in, p);
	}
	p->lines += log->in.own;
	if (slice_starts(text, SLICE("Input #")))
		p->tells |= slice_has(text, SLICE(", hls"));
	ending_note(&p->ending, text);
	return p;
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

static int
close_log(struct merge *m, struct log *log)
{
	struct processes *ps = &log->processes;
	int failed;
	size_t i;

	for (i = 0; i < ps->n; i++) {
		made_exit(m, log, ps->list[i]);
		m->stopped++;
	}
	if (log->in.text.p != NULL)
		made_source(m, log);
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

	m->parse->flow.timeless = source_is_timeless(&log->in);
	if (log->in.stamped > 0)
		made_ticks(m, log->in.time_us);
	p = follow(m, log);
	if (p != NULL)
		made_text(m, log, p);
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

/* The first line of each log; those that have none, or are none, are closed. */
static int
begin_logs(struct merge *m)
{
	int failed = 0;
	size_t i;

	for (i = 0; i < m->n; ) {
		struct log *log = &m->log[i];

		if (source_next(&log->in)) {
			say_what(&log->in);
			i++;
			continue;
		}
		if (log->in.in.too_long > 0)
			msg("%s: no line is shorter than %d bytes",
			    log->in.name, LINE_MAX_BYTES);
		else if (m->parse->flow.out.error == 0)
			stage_say(&(struct stage_fed){ source_is(&log->in),
			    STAGE_FFMPEG, "hls-parse --plain",
			    log->in.file });
		close_log(m, log);
		/* Whose reader has gone is not read to its end. */
		failed += m->parse->flow.out.error != EPIPE;
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
	made_swarm(m);
	while (m->n > 0 && m->parse->flow.out.error == 0) {
		struct log *log = oldest(m);

		take_line(m, log);
		if (!source_next(&log->in))
			failed += close_log(m, log);
	}
	made_tick(m, m->last_us);
	made_end(m);
	return failed + (m->tell == 0 && !m->plain->blind &&
	    m->parse->flow.out.error != EPIPE);
}

static void
open_log(struct merge *m, int fd, const char *file)
{
	struct log *log = &m->log[m->n++];

	source_open(&log->in, fd, file, &m->parse->flow.out);
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
		open_log(&m, STDIN_FILENO, NULL);
	} else {
		sig_ignore(SIGPIPE);
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
