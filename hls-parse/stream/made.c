/*
 * What a log does not tell, like an exit code, is left out of its records.
 */
#include "clock.h"
#include "die.h"
#include "made.h"
#include "session/session.h"

/* Over a longer silence no ticks are made up. */
#define SILENCE_US (600 * SECOND_US)

static struct sbuf *
begin(struct merge *m, const struct process *p, int64_t t, const char *kind)
{
	struct sbuf *b = &m->line;

	b->n = 0;
	sbuf_micro(b, t);
	sbuf_char(b, ' ');
	if (p == NULL) {
		sbuf_char(b, '-');
	} else {
		sbuf_int(b, p->client);
		sbuf_char(b, '.');
		sbuf_int(b, p->run);
	}
	sbuf_char(b, ' ');
	sbuf_str(b, kind);
	return b;
}

static void
end(struct merge *m)
{
	m->plain->take(m->parse, sbuf_view(&m->line));
}

void
made_swarm(struct merge *m)
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

void
made_tick(struct merge *m, int64_t t)
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

void
made_ticks(struct merge *m, int64_t t)
{
	if (t > m->last_us)
		m->last_us = t;
	if (t - m->tick_us > SILENCE_US || m->tick_us - t > SILENCE_US)
		made_tick(m, t);
	while (t >= m->tick_us + SECOND_US)
		made_tick(m, m->tick_us + SECOND_US);
}

void
made_start(struct merge *m, const struct source *in, struct process *p)
{
	struct sbuf *b = begin(m, p, in->time_us, "start");

	if (source_is_timeless(in))
		put_str(b, "stamps", in->stamped < 0 ? "none" : "seconds");
	p->started = true;
	p->tells = false;
	p->lines = 0;
	p->start_us = in->time_us;
	ending_begin(&p->ending);
	end(m);
}

void
made_exit(struct merge *m, struct log *log, struct process *p)
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

void
made_text(struct merge *m, const struct log *log, const struct process *p)
{
	struct sbuf *b = begin(m, p, log->in.time_us, "log");

	sbuf_char(b, ' ');
	sbuf_slice(b, log->in.text);
	end(m);
}

static void
say(const struct log *log, const char *what)
{
	msg("%s: %lld line%s%s", log->in.name, (long long)log->in.lines,
	    log->in.lines == 1 ? "" : "s", what);
}

void
made_source(struct merge *m, const struct log *log)
{
	struct sbuf *b = begin(m, NULL, m->last_us, "source");

	put_str(b, "name", log->in.name);
	put_int(b, "lines", log->in.lines);
	put_int(b, "known", log->in.known);
	put_int(b, "processes", log->processes.runs);
	if (!m->plain->blind)
		put_int(b, "hls", log->processes.tell);
	end(m);
	m->tell += log->processes.tell;
	if (log->in.known == 0)
		say(log, ", none understood as FFmpeg's");
	else if (log->processes.tell == 0 && !m->plain->blind)
		say(log, " of FFmpeg's log, none tells of HLS");
}

void
made_end(struct merge *m)
{
	put_str(begin(m, NULL, m->last_us, "end"), "reason", "done");
	end(m);
}
