/*
 * From the moment a start is due to the start record.
 */
#include "child/child.h"
#include "clock.h"
#include "crowd.h"
#include "die.h"
#include "load/chance.h"
#include "reading.h"
#include "record.h"
#include "starting.h"
#include "swarm.h"

/* The pid, with the read ends for its log and its progress in fds; or -1. */
static pid_t
launch(struct swarm *s, struct client *c, int fds[2])
{
	const struct command *cmd = &c->plan->command;
	struct child child = { .path = cmd->path, .group = s->guard.group,
		.out = -1, .err = CHILD_AS_OUT, .stamped = s->stamped };
	/* Of one pipe, so that the lines stand as they were written. */
	int *const to[2] = { s->opt->take_stdout ? &child.out : &child.err,
		&child.progress };
	struct arguments a;
	pid_t pid;

	command_arguments(&a, cmd, (struct who){ c->id, c->run + 1 });
	child.argv = a.argv;
	pid = child_piped(&child, to, 2, fds);
	command_release(&a);
	return pid;
}

/* No process: out of processes or descriptors. Told once, tried again. */
static void
not_started(struct swarm *s, struct client *c, int64_t now_us)
{
	if (!s->complained)
		msg_errno("cannot start a client");
	s->complained = 1;
	c->ended_us = now_us;
	client_move(s, c, EVENT_RETRY, clock_stamp());
	/* It keeps its place. */
	timers_set(&s->timers, &c->timer, now_us + SECOND_US);
}

static void
put_start(struct swarm *s, struct client *c)
{
	struct sbuf *b = raw_begin(&s->raw, &c->session, "start",
	    clock_stamp_of(c->started_us));

	put_int(b, "pid", c->pid);
	if (s->preflight->n > 1 || s->opt->channels.named)
		put_str(b, "group", c->plan->channel->name);
	put_int(b, "attempt", c->attempt);
	/* One for all stands in the swarm record. */
	if (s->preflight->n > 1 && s->opt->command == NULL)
		put_str(b, "pace", command_pace(s->opt, &s->preflight->features,
		    &c->plan->probe));
	raw_end(&s->raw);
}

/* A new viewer, and how long this one stays. */
static void
next_viewer(struct swarm *s, struct client *c, int64_t now_us)
{
	struct chance chance = { s->opt->seed, CHANCE_SESSION, c->id,
		c->viewers++ };

	c->fresh = 0;
	c->attempt = 0;
	c->leave_us = INT64_MAX;
	if (s->opt->session_us > 0)
		c->leave_us = now_us + chance_exponential(chance,
		    s->opt->session_us);
}

static void
start(struct swarm *s, struct client *c, int64_t now_us)
{
	int fds[2];

	if (c->fresh || now_us >= c->leave_us)
		next_viewer(s, c, now_us);
	crowd_started(s, c, now_us);
	c->pid = launch(s, c, fds);
	if (c->pid < 0) {
		not_started(s, c, now_us);
		return;
	}
	now_us = clock_mono();
	c->run++;
	c->alive = c->open = 1;
	c->reason = EXIT_ITSELF;
	ladder_open(&c->ladder, s->opt->grace_us);
	c->started_us = c->advanced_us = now_us;
	c->out_time_us = 0;
	c->words[0] = '\0';
	c->has_error = c->spoke = 0;
	s->open++;
	s->starts++;
	session_name(&c->session, c->id, c->run);
	reading_open(s, c, fds);
	put_start(s, c);
	client_move(s, c, EVENT_START, 0);
	client_set_timer(s, c);
}

static void
late(struct swarm *s, int64_t us)
{
	tick_late(&s->tick, us);
	ramp_late(&s->ramp, us);
}

/*
 * It takes its place behind those that wait, once: one that could not be
 * started has had its turn.
 */
void
starting_due(struct swarm *s, struct client *c, int64_t now_us)
{
	c->due_us = c->timer.due_us;
	if (c->admitted && !s->paused) {
		late(s, now_us - c->due_us);
		start(s, c, now_us);
		return;
	}
	s->asked += !c->admitted;
	c->admitted = 1;
	row_join(&s->waiting, &c->waits, c);
}

int64_t
starting_next_us(const struct swarm *s)
{
	const struct client *c = row_first(&s->waiting);

	return c == NULL || s->paused ? INT64_MAX :
	    rate_at(&s->rate, c->due_us);
}

int
starting_turn(struct swarm *s, int64_t now_us)
{
	struct client *c = row_first(&s->waiting);

	if (starting_next_us(s) > now_us)
		return 0;
	row_quit(&c->waits);
	late(s, now_us - rate_reserve(&s->rate, c->due_us));
	start(s, c, now_us);
	return 1;
}

void
starting_resume(struct swarm *s, int64_t now_us)
{
	struct place *p;

	s->paused = 0;
	for (p = s->waiting.first; p != NULL; p = p->next) {
		struct client *c = p->owner;

		c->due_us = now_us;
	}
}
