/*
 * The loop, in the order signals, input, time, output. Nothing blocks but the
 * poller.
 */
#include <sys/wait.h>

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "announce.h"
#include "clock.h"
#include "die.h"
#include "ealloc.h"
#include "ending.h"
#include "reading.h"
#include "scrape.h"
#include "sig.h"
#include "swarm.h"
#include "watch.h"

#define EVENTS 256
/* So many starts in one turn, then input has its turn again. */
#define STARTS_PER_TURN 4
/* State, lost and exit of each client, and a thousand ticks. */
#define RESERVE_BYTES (256 << 10)
#define RESERVE_PER_CLIENT 1024
/* A 64 KiB read of empty lines, each of which becomes a record. */
#define BLOCK_SLACK_BYTES (4 << 20)
/* How long a reader may take nothing while the run waits to end. */
#define READER_US (10 * SECOND_US)

int
swarm_stopping(const struct swarm *s)
{
	return s->stop.reason != STOP_NOT;
}

/* Opening */

static void
watch(struct swarm *s, struct source *src, int want)
{
	if (poller_add(s->poller, src->fd, want, src) != 0)
		die_errno("poller");
}

void
swarm_open(struct swarm *s)
{
	const struct options *o = s->opt;

	stop_open(&s->stop);
	s->nclients = options_slots(o);
	s->count[STATE_WAITING] = s->nclients;
	s->crowd.target = s->nclients;
	s->end_us = INT64_MAX;
	s->clients = ezalloc((size_t)s->nclients, sizeof(*s->clients));
	s->poller = poller_new();
	if (s->poller == NULL)
		die_errno("poller");
	poller_allow_lag(s->poller);
	watch(s, &s->signals, POLLER_IN);
	s->out = (struct source){ .kind = SOURCE_OUTPUT,
		.fd = STDOUT_FILENO };
	watch(s, &s->out, 0);
	queue_open(&s->raw.queue, (struct queue_sizes){
	    (size_t)o->buffer_bytes, o->block ? BLOCK_SLACK_BYTES : 0,
	    RESERVE_BYTES + RESERVE_PER_CLIENT * (size_t)s->nclients });
	announce_swarm(s);
	tick_open(&s->tick, clock_mono());
}

/* Jitter may bunch the starts, and slots that come again too. */
static void
plan_starts(struct swarm *s)
{
	const struct options *o = s->opt;
	int64_t i, rate = o->rate_micro / o->slices;

	rate = rate > 0 ? rate : 1;
	pace_open(&s->pace, (struct pace_rule){ rate,
	    o->jitter_us + 1000000000000 / rate }, clock_mono());
	for (i = 0; i < s->nclients; i++)
		client_init(s, &s->clients[i], i);
	crowd_open(s);
}

/* Signals */

static struct client *
client_of(struct swarm *s, pid_t pid)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		if (s->clients[i].alive && s->clients[i].pid == pid)
			return &s->clients[i];
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
			if (!swarm_stopping(s))
				msg("a guard process is gone: the run ends");
			stop_begin(s, STOP_FAILED);
			continue;
		}
		if (pid == s->relay.pid) {
			s->relay.pid = 0;
			msg("the relay process is gone: the run ends");
			stop_begin(s, STOP_FAILED);
			continue;
		}
		if (scrapes_reaped(s, pid, status) ||
		    watches_reaped(s, pid, status))
			continue;
		c = client_of(s, pid);
		if (c != NULL)
			ending_reaped(s, c, status);
	}
}

static void
asked_to_end(struct swarm *s, int signo)
{
	if (swarm_stopping(s))
		stop_now(s);
	else
		stop_begin(s, stop_signal(signo));
}

static void
write_boxes(struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++) {
		struct session *session = &s->clients[i].session;

		if (s->clients[i].open)
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
		if (stop_signal(signo) != STOP_NOT && n < 2)
			asked[n++] = signo;
		if (signo == SIGUSR1)
			write_boxes(s);
	}
	reap(s);
	for (i = 0; i < n; i++)
		asked_to_end(s, asked[i]);
}

int
swarm_interrupted(struct swarm *s)
{
	int signo, asked = 0;

	while ((signo = sig_next()) != 0)
		asked |= stop_signal(signo) != STOP_NOT;
	reap(s);
	return asked;
}

/* The loop */

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
	due = earliest(due, s->stop.due_us);
	due = earliest(due, output_due_us(s));
	due = earliest(due, scrapes_due_us(&s->scrapes));
	due = earliest(due, watches_due_us(&s->watches));
	if (swarm_stopping(s))
		return due;
	return earliest(earliest(due, s->end_us), crowd_due_us(s));
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
take_input(struct swarm *s, const struct poller_event *ev, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct source *src = ev[i].owner;

		if (s->opt->block && s->raw.queue.full)
			break;
		if (src->kind == SOURCE_SCRAPE)
			scrape_read(s, src);
		else if (src->kind == SOURCE_WATCH)
			watch_read(s, src);
		else if (src != &s->out && src != &s->signals)
			reading_turn(s, src);
	}
}

static void
take_time(struct swarm *s, int64_t now_us)
{
	struct timer *t;
	int n;

	if (!swarm_stopping(s))
		crowd_turn(s, now_us);
	for (n = 0; n < STARTS_PER_TURN; n++) {
		t = timers_pop(&s->timers, now_us);
		if (t == NULL)
			break;
		client_timeout(s, t->owner, now_us);
	}
	scrapes_turn(s, now_us);
	watches_turn(s, now_us);
	if (now_us >= s->end_us && !swarm_stopping(s))
		stop_begin(s, STOP_DURATION);
	if (now_us >= s->stop.due_us)
		stop_step(s, now_us);
	if (now_us >= s->tick.due_us) {
		tick_write(s, now_us);
		trouble_tick(s, now_us);
	}
}

/*
 * All timers are clients': without one and without a process, all have left.
 * It is no orderly end if none left but for its failures.
 */
static int
over(struct swarm *s)
{
	if (!swarm_stopping(s) && s->open == 0 && s->timers.n == 0 &&
	    crowd_over(s)) {
		if (s->given_up > 0)
			msg("%lld clients were given up (--max-restarts)",
			    (long long)s->given_up);
		s->stop.reason = s->given_up > 0 && s->finished == 0 ?
		    STOP_GIVEUP : STOP_DONE;
		scrapes_stop(&s->scrapes);
		watches_stop(s);
	}
	return swarm_stopping(s) && ((s->open == 0 && s->scrapes.open == 0) ||
	    s->stop.step == STEP_GONE);
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
	output_turn(s, clock_mono(), ready(ev, n, &s->out));
}

/* The same while the reader has to take something first. */
static void
turn_blocked(struct swarm *s)
{
	int out = output_wait(s, deadline_us(s));

	scrapes_held(&s->scrapes);
	watches_held(s, clock_mono());
	take_signals(s);
	take_time(s, clock_mono());
	output_turn(s, clock_mono(), out);
}

void
swarm_run(struct swarm *s)
{
	announce_words(s);
	plan_starts(s);
	scrapes_open(s, clock_mono());
	watches_open(s, clock_mono());
	/* The preflight may have taken the guard's SIGCHLD for its own. */
	take_signals(s);
	while (!over(s)) {
		if (output_blocks(s, clock_mono()))
			turn_blocked(s);
		else
			turn(s);
	}
}

/* Closing */

void
swarm_fail(struct swarm *s, enum stop_reason r)
{
	s->stop.reason = r;
}

static void
release(struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		client_free(&s->clients[i]);
	free(s->clients);
	scrapes_free(&s->scrapes);
	watches_free(&s->watches);
	poller_free(s->poller);
	raw_free(&s->raw);
	timers_free(&s->timers);
}

int
swarm_close(struct swarm *s)
{
	int status = stop_status(s->stop.reason);
	int64_t limit = s->stop.reason == STOP_READER ? SECOND_US : READER_US;

	tick_write_last(s, clock_mono());
	announce_end(s);
	if (output_drain(s, limit) != 0) {
		msg("the reader takes nothing: the end of the stream is lost");
		status = 1;
	}
	status |= s->out_failed;
	release(s);
	return status;
}
