/*
 * The ladder for the whole group of the guard.
 */
#include <signal.h>

#include "clock.h"
#include "die.h"
#include "stop.h"
#include "swarm.h"

static int
some_alive(const struct swarm *s)
{
	int64_t i;

	for (i = 0; i < s->nclients; i++)
		if (s->clients[i]->alive)
			return 1;
	return s->scrapes.all.open > 0;
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
		if (s->clients[i]->alive)
			kill(s->clients[i]->pid, signo);
}

void
stop_begin(struct swarm *s, enum end_reason r)
{
	int64_t i;

	if (r == END_NOT || s->reason != END_NOT)
		return;
	s->reason = r;
	for (i = 0; i < s->nclients; i++)
		client_stop(s, s->clients[i]);
	scrapes_stop(&s->scrapes, 0);
	watches_stop(&s->watches);
	signal_all(s, ladder_begin(&s->ladder, clock_mono()));
	/* One that is stopped would not notice. */
	if (guard_any(&s->guard))
		guard_signal(&s->guard, SIGCONT);
}

static void
take(struct swarm *s, int signo)
{
	if (signo == 0)
		return;
	if (signo == SIGKILL)
		scrapes_stop(&s->scrapes, 1);
	signal_all(s, signo);
}

void
stop_ask(struct swarm *s, enum end_reason r)
{
	if (s->reason == END_NOT)
		stop_begin(s, r);
	else
		take(s, ladder_hurry(&s->ladder, clock_mono()));
}

void
stop_step(struct swarm *s, int64_t now_us)
{
	take(s, ladder_next(&s->ladder, now_us));
	if (s->ladder.step == LADDER_OVER)
		msg("%lld processes do not end", (long long)s->open +
		    (long long)s->scrapes.all.open);
}
