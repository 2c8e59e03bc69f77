/*
 * Stopping in order. FFmpeg that waits on a stalled connection or a stale
 * playlist ends at the second TERM, within 0.2 s of the first.
 */
#include <signal.h>

#include "clock.h"
#include "die.h"
#include "stop.h"
#include "swarm.h"

/* timeout(1) signals its child and then the group: that is one request. */
#define ONE_REQUEST_US 100000
/* A process that outlives KILL hangs in the kernel. */
#define KILLED_US (5 * SECOND_US)

static int
some_alive(const struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		if (s->clients[i].alive)
			return 1;
	return s->scrapes.open > 0;
}

/*
 * TERM for the whole group: a wrapper's FFmpeg shall hear it too. KILL, which
 * would take the guards along, for each child; but once one of them is gone,
 * for the group as well, since that is what it was there for.
 */
static void
signal_all(struct swarm *s, int signo)
{
	int64_t i;

	if (signo == SIGTERM || !guard_whole(&s->guard)) {
		if (guard_any(&s->guard) || some_alive(s))
			guard_signal(&s->guard, signo);
		return;
	}
	for (i = 0; i < s->nclients; i++)
		if (s->clients[i].alive)
			kill(s->clients[i].pid, signo);
}

static void
next(struct stop *p, enum stop_step step, int64_t due_us)
{
	p->step = step;
	p->due_us = due_us;
}

void
stop_open(struct stop *p)
{
	*p = (struct stop){ .due_us = INT64_MAX };
}

void
stop_begin(struct swarm *s, enum stop_reason r)
{
	int64_t i;

	if (s->stop.reason != STOP_NOT)
		return;
	s->stop.reason = r;
	s->stop.begun_us = clock_mono();
	for (i = 0; i < s->nclients; i++)
		client_stop(s, &s->clients[i]);
	scrapes_stop(&s->scrapes);
	watches_stop(s);
	signal_all(s, SIGTERM);
	/* One that is stopped would not notice. */
	if (guard_any(&s->guard))
		guard_signal(&s->guard, SIGCONT);
	next(&s->stop, STEP_TERM, clock_mono() + STOP_AGAIN_US);
}

static void
kill_all(struct swarm *s)
{
	scrapes_kill(&s->scrapes);
	signal_all(s, SIGKILL);
	next(&s->stop, STEP_KILL, clock_mono() + KILLED_US);
}

void
stop_now(struct swarm *s)
{
	if (s->stop.step < STEP_KILL &&
	    clock_mono() - s->stop.begun_us >= ONE_REQUEST_US)
		kill_all(s);
}

void
stop_step(struct swarm *s, int64_t now_us)
{
	struct stop *p = &s->stop;

	switch (p->step) {
	case STEP_TERM:
		signal_all(s, SIGTERM);
		next(p, STEP_GRACE, now_us + s->opt->grace_us);
		break;
	case STEP_GRACE:
		kill_all(s);
		break;
	case STEP_KILL:
		msg("%lld processes do not end", (long long)s->open +
		    (long long)s->scrapes.open);
		next(p, STEP_GONE, INT64_MAX);
		break;
	default:
		p->due_us = INT64_MAX;
		break;
	}
}

enum stop_reason
stop_signal(int signo)
{
	return signo == SIGINT ? STOP_INTERRUPT :
	    signo == SIGHUP ? STOP_HUP :
	    signo == SIGTERM ? STOP_TERM : STOP_NOT;
}

const char *
stop_name(enum stop_reason r)
{
	static const char *const names[] = {
		[STOP_NOT] = "none", [STOP_DURATION] = "duration",
		[STOP_INTERRUPT] = "interrupt", [STOP_TERM] = "term",
		[STOP_HUP] = "hup", [STOP_PIPE] = "pipe",
		[STOP_DONE] = "done", [STOP_READER] = "reader",
		[STOP_FAILED] = "failed", [STOP_GIVEUP] = "giveup",
	};

	return names[r];
}

int
stop_status(enum stop_reason r)
{
	return r >= STOP_READER;
}
