/*
 * A client's session from fork to exit record, and what follows it.
 */
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "backoff.h"
#include "client.h"
#include "clock.h"
#include "die.h"
#include "launch.h"
#include "num.h"
#include "record.h"
#include "swarm.h"

#define READ_BYTES 65536
/* Somebody else may hold the pipes of a process that is gone. */
#define DRAIN_US SECOND_US
/* A playlist's usual target duration. */
#define TARGET_US (6 * SECOND_US)

/* The stall timeout: FFmpeg gets the chance to time out and recover first. */
static int64_t
patience_us(const struct swarm *s)
{
	int64_t recover = s->opt->timeout_us + TARGET_US;

	return recover > 2 * TARGET_US ? recover : 2 * TARGET_US;
}

/* Media time of a program that never told any is not judged. */
static int
judged(const struct swarm *s, const struct client *c)
{
	return s->opt->command == NULL || c->out_time_us > 0;
}

static void
move(struct swarm *s, struct client *c, enum event e, int64_t stamp_us)
{
	enum state from = c->state, to = state_after(from, e);
	struct sbuf *b;

	if (to == from)
		return;
	s->count[from]--;
	s->count[to]++;
	c->state = to;
	if (!state_lives(from))
		return;
	b = raw_begin(&s->raw, &c->session, "state", stamp_us);
	put_str(b, "from", state_name(from));
	put_str(b, "to", state_name(to));
	raw_end(&s->raw);
}

static void
open_source(struct swarm *s, struct source *src, int fd)
{
	fcntl(fd, F_SETFL, O_NONBLOCK);
	src->fd = fd;
	src->lines.part.n = 0;
	src->lines = (struct lines){ .part = src->lines.part };
	if (poller_add(s->poller, fd, POLLER_IN, src) != 0)
		die_errno("poller");
}

/* Hands out a line; returns the media time it tells, or 0. */
static int64_t
pass_on(struct swarm *s, struct source *src, const struct text *t)
{
	static const struct slice key = { "out_time_us=", 12 };
	int64_t us;

	if (src->kind == SOURCE_LOG) {
		raw_text(&s->raw, &src->client->session, "log", t);
		return 0;
	}
	raw_text(&s->raw, &src->client->session, "progress", t);
	if (slice_starts(t->text, key) &&
	    num_int(slice_from(t->text, key.n), 1, INT64_MAX, &us) == 0)
		return us;
	return 0;
}

static void
close_source(struct swarm *s, struct source *src)
{
	struct text t;

	if (src->fd < 0)
		return;
	if (lines_last(&src->lines, &t))
		pass_on(s, src, &t);
	poller_remove(s->poller, src->fd);
	close(src->fd);
	src->fd = -1;
}

/* Starting */

static int64_t
next_start_us(const struct swarm *s, const struct client *c)
{
	struct backoff b = { s->opt->seed, c->id, c->run, c->attempt };

	return backoff_due_us(&b, c->started_us, c->ended_us);
}

/* No process: out of processes or descriptors. Told once, tried again. */
static void
not_started(struct swarm *s, struct client *c, int64_t now_us)
{
	if (!s->complained)
		msg_errno("cannot start a client");
	s->complained = 1;
	c->ended_us = now_us;
	c->attempt++;
	move(s, c, EVENT_RETRY, clock_stamp());
	timers_set(&s->timers, &c->timer, next_start_us(s, c));
}

static void
start(struct swarm *s, struct client *c, int64_t now_us)
{
	struct sbuf *b;
	int fds[2];

	tick_late(&s->tick, now_us - c->timer.due_us);
	swarm_started(s, now_us);
	c->pid = launch(s, c, fds);
	if (c->pid < 0) {
		not_started(s, c, now_us);
		return;
	}
	now_us = clock_mono();
	c->run++;
	c->alive = c->open = 1;
	c->started_us = c->advanced_us = now_us;
	c->out_time_us = 0;
	s->open++;
	session_name(&c->session, c->id, c->run);
	open_source(s, &c->log, fds[0]);
	open_source(s, &c->progress, fds[1]);
	b = raw_begin(&s->raw, &c->session, "start", clock_stamp_of(now_us));
	put_int(b, "pid", c->pid);
	raw_end(&s->raw);
	move(s, c, EVENT_START, 0);
	timers_set(&s->timers, &c->timer, now_us + patience_us(s));
}

/* Ending */

static void
put_status(struct sbuf *b, int status)
{
	if (WIFSIGNALED(status))
		put_int(b, "signal", WTERMSIG(status));
	else
		put_int(b, "code", WEXITSTATUS(status));
}

static int
clean_exit(const struct client *c)
{
	return WIFEXITED(c->status) && WEXITSTATUS(c->status) == 0;
}

/* Another start will follow: when, and the record that says so. */
static void
retry(struct swarm *s, struct client *c, int64_t stamp_us)
{
	int64_t due, now = clock_mono();
	struct sbuf *b;

	/* VOD that has been played to its end has not failed. */
	if (clean_exit(c) && s->plan->probe.kind == KIND_VOD)
		c->attempt = 0;
	c->attempt = backoff_attempt(c->attempt, c->ended_us - c->started_us);
	due = next_start_us(s, c);
	b = raw_begin(&s->raw, &c->session, "retry", stamp_us);
	put_int(b, "attempt", c->attempt);
	put_micro(b, "delay", due > now ? due - now : 0);
	raw_end(&s->raw);
	timers_set(&s->timers, &c->timer, due);
}

/* The session's last records: its exit stands behind all others. */
static void
finish(struct swarm *s, struct client *c)
{
	int64_t stamp = clock_stamp();
	enum event verdict;
	struct sbuf *b;

	timers_cancel(&s->timers, &c->timer);
	close_source(s, &c->log);
	close_source(s, &c->progress);
	verdict = state_verdict((struct ending){ swarm_stopping(s),
	    s->opt->once, clean_exit(c) });
	move(s, c, verdict, stamp);
	if (verdict == EVENT_RETRY)
		retry(s, c, stamp);
	b = raw_begin(&s->raw, &c->session, "exit", stamp);
	put_status(b, c->status);
	put_micro(b, "uptime", c->ended_us - c->started_us);
	put_str(b, "reason", c->shutdown ? "shutdown" : "exit");
	raw_end(&s->raw);
	c->open = 0;
	s->open--;
}

static void
finish_if_drained(struct swarm *s, struct client *c)
{
	if (c->open && !c->alive && c->log.fd < 0 && c->progress.fd < 0)
		finish(s, c);
}

void
client_reaped(struct swarm *s, struct client *c, int status)
{
	c->alive = 0;
	c->pid = 0;
	c->status = status;
	c->shutdown = swarm_stopping(s);
	c->ended_us = clock_mono();
	timers_set(&s->timers, &c->timer, c->ended_us + DRAIN_US);
	finish_if_drained(s, c);
}

/* Reading */

static void
advanced(struct swarm *s, struct client *c, int64_t out_time_us,
    int64_t now_us)
{
	if (out_time_us == 0 || out_time_us == c->out_time_us)
		return;
	c->out_time_us = out_time_us;
	c->advanced_us = now_us;
	if (c->state == STATE_RUNNING)
		return;
	move(s, c, EVENT_ADVANCE, clock_stamp_of(now_us));
	if (c->alive)
		timers_set(&s->timers, &c->timer, now_us + patience_us(s));
}

void
client_read(struct swarm *s, struct source *src)
{
	static char buf[READ_BYTES];
	int64_t now_us, out_time_us;
	struct text t;
	ssize_t k;

	if (src->fd < 0)
		return;
	k = read(src->fd, buf, sizeof(buf));
	if (k < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (k <= 0) {
		close_source(s, src);
		finish_if_drained(s, src->client);
		return;
	}
	now_us = clock_mono();
	lines_feed(&src->lines, (struct slice){ buf, (size_t)k },
	    clock_stamp_of(now_us));
	while (lines_next(&src->lines, &t)) {
		out_time_us = pass_on(s, src, &t);
		if (out_time_us > 0)
			advanced(s, src->client, out_time_us, now_us);
	}
}

/* Time */

/* Progress moves advanced_us, not the timer: it is looked at when it fires. */
static void
check_stall(struct swarm *s, struct client *c, int64_t now_us)
{
	int64_t due = c->advanced_us + patience_us(s);

	if (!judged(s, c))
		return;
	if (now_us >= due)
		move(s, c, EVENT_SILENCE, clock_stamp_of(now_us));
	else
		timers_set(&s->timers, &c->timer, due);
}

void
client_timeout(struct swarm *s, struct client *c, int64_t now_us)
{
	if (c->alive)
		check_stall(s, c, now_us);
	else if (c->open)
		finish(s, c);
	else
		start(s, c, now_us);
}

void
client_stop(struct swarm *s, struct client *c)
{
	if (c->open)
		return;
	timers_cancel(&s->timers, &c->timer);
	move(s, c, EVENT_STOP, 0);
}

void
client_init(struct swarm *s, struct client *c, int64_t id, int64_t due_us)
{
	*c = (struct client){
		.log = { .kind = SOURCE_LOG, .fd = -1, .client = c },
		.progress = { .kind = SOURCE_PROGRESS, .fd = -1,
		    .client = c },
		.id = id, .run = -1,
	};
	c->timer.owner = c;
	timers_set(&s->timers, &c->timer, due_us);
}

void
client_free(struct client *c)
{
	lines_free(&c->log.lines);
	lines_free(&c->progress.lines);
}
