/*
 * From the first TERM, or from the process's own end, to the exit record.
 */
#include <sys/wait.h>

#include <signal.h>

#include "child/child.h"
#include "clock.h"
#include "ending.h"
#include "load/backoff.h"
#include "reading.h"
#include "record.h"
#include "swarm.h"
#include "words.h"

/* Somebody else may hold the pipes of a process that is gone. */
#define DRAIN_US SECOND_US

/* Takes a step of the ladder, with the next in the timer. */
static void
step(struct swarm *s, struct client *c, int signo)
{
	if (signo != 0)
		kill(c->pid, signo);
	if (c->ladder.due_us != INT64_MAX)
		timers_set(&s->timers, &c->timer, c->ladder.due_us);
}

void
ending_begin(struct swarm *s, struct client *c, enum exit_reason why)
{
	if (!client_is_up(c))
		return;
	c->reason = why;
	step(s, c, ladder_begin(&c->ladder, clock_mono()));
	/* One that is stopped would not notice. */
	kill(c->pid, SIGCONT);
}

void
ending_step(struct swarm *s, struct client *c, int64_t now_us)
{
	step(s, c, ladder_next(&c->ladder, now_us));
}

void
ending_reaped(struct swarm *s, struct client *c, int status)
{
	c->alive = 0;
	c->pid = 0;
	c->status = status;
	if (c->reason == EXIT_ITSELF && s->reason != END_NOT)
		c->reason = EXIT_SHUTDOWN;
	c->ended_us = clock_mono();
	timers_set(&s->timers, &c->timer, c->ended_us + DRAIN_US);
	ending_if_drained(s, c);
}

void
ending_if_drained(struct swarm *s, struct client *c)
{
	if (c->open && !c->alive && c->log.fd < 0 && c->progress.fd < 0)
		ending_finish(s, c);
}

/* FFmpeg that loses a live stream exits with 0; VOD may be over. */
static int
has_failed(const struct swarm *s, const struct client *c)
{
	return c->reason == EXIT_STALL || (c->reason == EXIT_ITSELF &&
	    !(child_is_clean(c->status) && (s->opt->once ||
	    !probe_is_live(c->plan->probe.kind))));
}

/* How long it did what it is there for; without media FFmpeg did not. */
static int64_t
up_us(const struct swarm *s, const struct client *c)
{
	if (s->opt->command == NULL && c->out_time_us == 0)
		return 0;
	return c->ended_us - c->started_us;
}

/* What follows. Counts the failure, and who leaves. */
static enum event
verdict(struct swarm *s, struct client *c)
{
	int64_t most = s->opt->max_restarts;

	c->attempt = has_failed(s, c) ?
	    backoff_attempt(c->attempt, up_us(s, c)) : 0;
	if (s->reason != END_NOT)
		return EVENT_LEAVE;
	/* Who has come meanwhile is another viewer. */
	if (!c->wanted || c->come_us > 0) {
		s->finished++;
		return EVENT_LEAVE;
	}
	if (most >= 0 && c->attempt > most) {
		s->given_up++;
		return EVENT_LEAVE;
	}
	if (c->reason != EXIT_ITSELF || !s->opt->once ||
	    !child_is_clean(c->status))
		return EVENT_RETRY;
	s->finished++;
	return EVENT_LEAVE;
}

static int64_t
next_start_us(const struct swarm *s, const struct client *c)
{
	struct backoff b = { &s->opt->backoff, s->opt->seed, c->id, c->run,
		c->attempt };

	return backoff_due_us(&b, c->started_us, c->ended_us);
}

/* Not late for having waited for the one before. */
static void
come_after(struct swarm *s, struct client *c)
{
	int64_t due = next_start_us(s, c), now = clock_mono();

	if (due < c->come_us)
		due = c->come_us;
	client_come(s, c, due < now ? now : due);
}

/* Another start will follow: when, and the record that says so. */
static void
retry(struct swarm *s, struct client *c, int64_t stamp_us)
{
	int64_t due = next_start_us(s, c), now = clock_mono();
	struct sbuf *b;

	/* Draining took its time; the next start is not late for that. */
	if (due < now)
		due = now;
	b = raw_begin(&s->raw, &c->session, "retry", stamp_us);
	put_int(b, "attempt", c->attempt);
	put_micro(b, "delay", due - now);
	raw_end(&s->raw);
	client_start_at(s, c, due);
}

static void
put_exit(struct swarm *s, struct client *c, int64_t stamp_us)
{
	struct sbuf *b = raw_begin(&s->raw, &c->session, "exit", stamp_us);

	if (WIFSIGNALED(c->status))
		put_int(b, "signal", WTERMSIG(c->status));
	else
		put_int(b, "code", WEXITSTATUS(c->status));
	put_micro(b, "uptime", c->ended_us - c->started_us);
	put_str(b, "reason", exit_reasons[c->reason]);
	raw_end(&s->raw);
}

/* The session's last records: its exit stands behind all others. */
void
ending_finish(struct swarm *s, struct client *c)
{
	int64_t stamp = clock_stamp();
	int failed = has_failed(s, c);
	struct sbuf said = { 0 };
	enum event next;

	timers_cancel(&s->timers, &c->timer);
	reading_close(s, c);
	next = verdict(s, c);
	if (failed)
		words_last(&said, s, c);
	trouble_ended(s, c, failed, sbuf_view(&said));
	sbuf_free(&said);
	client_move(s, c, next, stamp);
	if (next == EVENT_RETRY)
		retry(s, c, stamp);
	put_exit(s, c, stamp);
	if (failed && c->reason == EXIT_ITSELF)
		blackbox_write(&s->raw.box, &c->session.flight,
		    c->session.name, "exit");
	flight_forget(&c->session.flight);
	c->open = 0;
	s->open--;
	if (next == EVENT_LEAVE && c->come_us > 0 && s->reason == END_NOT)
		come_after(s, c);
}
