/*
 * Nothing blocks but the poller. What happened below comes back as what a call
 * returns, and is acted upon here.
 */
#include <sys/wait.h>

#include <signal.h>

#include "child/reason.h"
#include "clock.h"
#include "die.h"
#include "ending.h"
#include "loop.h"
#include "reading.h"
#include "sig.h"
#include "starting.h"
#include "stop.h"
#include "swarm.h"
#include "watch/scrape.h"
#include "watch/watch.h"

#define EVENTS 256
/* So many starts in one turn, then input has its turn again. */
#define STARTS_PER_TURN 4
/* Nearly all only look whether a client plays: of a thousand clients, 60 a
 * second, however long a turn takes. */
#define TIMERS_PER_TURN 1024
/* How long a blocked run that stops waits for a reader that takes nothing. */
#define PATIENCE_US (10 * SECOND_US)

/* Signals */

static struct client *
client_of(struct swarm *s, pid_t pid)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		if (s->clients[i]->alive && s->clients[i]->pid == pid)
			return s->clients[i];
	return NULL;
}

static void
reap(struct swarm *s)
{
	struct client *c;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (guard_reaped(&s->guard, pid)) {
			if (s->reason == END_NOT)
				msg("a guard process is gone: the run ends");
			stop_begin(s, END_FAILED);
			continue;
		}
		if (pid == s->relay.pid) {
			s->relay.pid = 0;
			msg("the relay process is gone: the run ends");
			stop_begin(s, END_FAILED);
			continue;
		}
		if (scrapes_reaped(&s->scrapes, pid, status) ||
		    watches_reaped(&s->watches, pid, status))
			continue;
		c = client_of(s, pid);
		if (c != NULL)
			ending_reaped(s, c, status);
	}
}

static void
write_boxes(struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++) {
		struct session *session = &s->clients[i]->session;

		if (s->clients[i]->open)
			blackbox_write(&s->raw.box, &session->flight,
			    session->name, "usr1");
	}
}

/*
 * Only when there are some: with 2,000 children a waitpid(2) for any of them
 * takes 0.1 ms. Deaths first: who died before we stop was not stopped by us.
 */
static void
take_signals(struct swarm *s)
{
	int signo, asked[2] = { 0 }, n = 0, i;

	while ((signo = sig_next()) != 0) {
		if (reason_of_signal(signo) != END_NOT && n < 2)
			asked[n++] = signo;
		if (signo == SIGUSR1)
			write_boxes(s);
	}
	reap(s);
	for (i = 0; i < n; i++)
		stop_ask(s, reason_of_signal(asked[i]));
}

int
loop_interrupted(struct swarm *s)
{
	int signo, asked = 0;

	while ((signo = sig_next()) != 0)
		asked |= reason_of_signal(signo) != END_NOT;
	reap(s);
	return asked;
}

/* The turns */

static int64_t
earliest(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
deadline_us(const struct swarm *s)
{
	int64_t due = timers_next_us(&s->timers);

	due = earliest(due, s->tick.due_us);
	due = earliest(due, s->ladder.due_us);
	due = earliest(due, output_due_us(&s->out));
	due = earliest(due, scrapes_due_us(&s->scrapes));
	due = earliest(due, watches_due_us(&s->watches));
	due = earliest(due, ramp_due_us(s));
	if (s->reason != END_NOT)
		return due;
	due = earliest(due, earliest(s->end_us, s->crowd.end_us));
	return earliest(due, earliest(crowd_due_us(s), starting_next_us(s)));
}

/* What one of the events says of this source: POLLER_ bits. */
static int
ready(const struct poller_event *ev, size_t n, const struct source *src)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (ev[i].owner == src)
			return ev[i].ready;
	return 0;
}

static void
read_one(struct swarm *s, struct source *src)
{
	switch (src->kind) {
	case SOURCE_LOG:
	case SOURCE_PROGRESS:
		if (reading_turn(s, src))
			ending_if_drained(s, src->owner);
		break;
	case SOURCE_SCRAPE:
		scrape_read(src);
		break;
	case SOURCE_WATCH:
		watch_read(src);
		break;
	case SOURCE_CONTROL:
		control_turn(s);
		break;
	case SOURCE_SIGNALS:
	case SOURCE_OUTPUT:
		break;
	}
}

static void
take_input(struct swarm *s, const struct poller_event *ev, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s->opt->block && s->raw.queue.full)
			break;
		read_one(s, ev[i].owner);
	}
}

/* Whether a client plays and may stay. */
static void
look(struct swarm *s, struct client *c, int64_t now_us)
{
	if (now_us >= c->leave_us) {
		ending_begin(s, c, EXIT_SESSION);
		return;
	}
	/* It is we who may have been stopped: what it said is read first. */
	if (client_is_silent(s, c, now_us))
		reading_turn(s, &c->progress);
	if (client_is_silent(s, c, now_us)) {
		client_move(s, c, EVENT_SILENCE, clock_stamp_of(now_us));
		blackbox_write(&s->raw.box, &c->session.flight,
		    c->session.name, "stall");
		if (s->opt->restart_on_stall) {
			ending_begin(s, c, EXIT_STALL);
			return;
		}
	}
	client_set_timer(s, c);
}

/* A client has one timer for all. */
static void
due(struct swarm *s, struct client *c, int64_t now_us)
{
	if (c->alive && !client_is_up(c))
		ending_step(s, c, now_us);
	else if (c->alive)
		look(s, c, now_us);
	else if (c->open)
		ending_finish(s, c);
	else
		starting_due(s, c, now_us);
}

static void
take_time(struct swarm *s, int64_t now_us)
{
	int64_t starts = s->starts;
	struct timer *t;
	int n;

	ramp_turn(s, now_us);
	if (s->reason == END_NOT)
		crowd_turn(s, now_us);
	for (n = 0; n < TIMERS_PER_TURN &&
	    s->starts < starts + STARTS_PER_TURN; n++) {
		t = timers_pop(&s->timers, now_us);
		if (t == NULL)
			break;
		due(s, t->owner, now_us);
	}
	for (n = 0; n < STARTS_PER_TURN && starting_turn(s, now_us); n++)
		;
	scrapes_turn(&s->scrapes, now_us);
	watches_turn(&s->watches, now_us);
	if (now_us >= earliest(s->end_us, s->crowd.end_us))
		stop_begin(s, END_DURATION);
	if (now_us >= s->ladder.due_us)
		stop_step(s, now_us);
	if (now_us >= s->tick.due_us) {
		tick_write(s, now_us);
		capacity_tick(s, now_us);
		if (s->reason == END_NOT)
			stop_begin(s, trouble_tick(s, now_us));
	}
}

/*
 * All timers are clients': without one and without a process, all have left.
 * It is no orderly end if none left but for its failures.
 */
static int
over(struct swarm *s)
{
	if (s->reason == END_NOT && s->open == 0 && s->timers.n == 0 &&
	    s->waiting.n == 0 && crowd_over(s)) {
		if (s->given_up > 0)
			msg("%lld clients were given up (--max-restarts)",
			    (long long)s->given_up);
		s->reason = s->given_up > 0 && s->finished == 0 ?
		    END_GIVEUP : END_DONE;
		scrapes_stop(&s->scrapes, 0);
		watches_stop(&s->watches);
	}
	return s->reason != END_NOT &&
	    ((s->open == 0 && s->scrapes.all.open == 0) ||
	    s->ladder.step == LADDER_OVER);
}

static void
write_out(struct swarm *s, int out)
{
	stop_begin(s, output_turn(&s->out, clock_mono(), out,
	    s->reason != END_NOT));
}

static void
turn(struct swarm *s)
{
	struct poller_event ev[EVENTS];
	size_t n;

	n = poller_wait(s->poller, ev, EVENTS, deadline_us(s));
	if (ready(ev, n, &s->signals))
		take_signals(s);
	take_input(s, ev, n);
	take_time(s, clock_mono());
	write_out(s, ready(ev, n, &s->out.src));
}

/* The same while the reader has to take something first. */
static void
turn_blocked(struct swarm *s)
{
	int out = output_wait(&s->out, s->signals.fd, deadline_us(s));

	scrapes_held(&s->scrapes);
	watches_held(&s->watches, clock_mono());
	take_signals(s);
	control_turn(s);
	take_time(s, clock_mono());
	write_out(s, out);
}

/* A run that stops does not wait for ever for its reader. */
static int64_t
patience_us(const struct swarm *s)
{
	if (s->reason == END_NOT)
		return INT64_MAX;
	return s->ladder.step == LADDER_KILL ? 0 : PATIENCE_US;
}

/* With --block: no child is read now. */
static int
blocks(struct swarm *s, int64_t now_us)
{
	int64_t i, since = s->out.since_us;

	if (!s->opt->block)
		return 0;
	if (output_blocks(&s->out, now_us, patience_us(s)))
		return 1;
	for (i = 0; since != 0 && i < s->nclients; i++)
		client_excuse(s->clients[i], now_us - since, now_us);
	return 0;
}

void
loop_run(struct swarm *s)
{
	/* The preflight may have taken the guard's SIGCHLD for its own. */
	take_signals(s);
	while (!over(s)) {
		if (blocks(s, clock_mono()))
			turn_blocked(s);
		else
			turn(s);
	}
}
