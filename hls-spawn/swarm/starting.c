/*
 * From the moment a start is due to the start record.
 */
#include "child/child.h"
#include "clock.h"
#include "crowd.h"
#include "die.h"
#include "ffmpeg/secrets.h"
#include "load/chance.h"
#include "reading.h"
#include "record.h"
#include "starting.h"
#include "swarm.h"

/* The pid, with the read ends for its log and its progress in fds; or -1. */
static pid_t
launch(struct swarm *s, struct client *c, int fds[2])
{
	const struct command *cmd = &c->play->command;
	struct child child = { .path = cmd->path, .group = s->guard.group,
		.out = -1, .err = CHILD_AS_OUT, .stamped = s->stamped,
		.nice = (int)s->opt->nice };
	/* Of one pipe, so that the lines stand as they were written. */
	int *const to[2] = { s->opt->take_stdout ? &child.out : &child.err,
		&child.progress };
	struct arguments a;
	pid_t pid;

	command_arguments(&a, cmd, client_who(s, c, c->run + 1));
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

/* For hls-parse, which takes them out of what it tells. */
static void
put_secrets(const struct swarm *s, const struct client *c, struct sbuf *b)
{
	struct who who = client_who(s, c, c->run);
	struct sbuf secrets = { 0 };

	secrets_of(&secrets, c->plan->url, &who);
	if (secrets.n > 0)
		put_slice(b, "values", sbuf_view(&secrets));
	sbuf_free(&secrets);
}

static void
put_start(struct swarm *s, struct client *c)
{
	struct sbuf *b = raw_begin(&s->raw, &c->session, "start",
	    clock_stamp_of(c->started_us));

	put_int(b, "pid", c->pid);
	if (s->preflight->n > 1 || s->opt->channels.named)
		put_str(b, "group", c->plan->channel->name);
	if (c->play->rendition.n > 0)
		put_slice(b, "rendition", sbuf_view(&c->play->rendition));
	put_int(b, "attempt", c->attempt);
	/* One for all stands in the swarm record. */
	if (s->preflight->n > 1 && s->opt->command == NULL)
		put_str(b, "pace", command_pace(s->opt, &s->preflight->features,
		    &c->plan->probe));
	put_secrets(s, c, b);
	raw_end(&s->raw);
}

/*
 * The row of a slot's nth viewer: the first have those of their number, who
 * comes later the next, hosts in turn.
 */
static size_t
row_of(struct swarm *s, const struct client *c, int64_t nth)
{
	struct chance chance = { s->opt->seed, CHANCE_VALUES, c->id, nth };
	const struct options *o = s->opt;
	int64_t n = (int64_t)o->rows.n, k = c->id - 1;

	if (n == 0)
		return 0;
	if (o->rows_random)
		return (size_t)chance_below(chance, n);
	if (nth > 0)
		k = o->clients + o->slice + s->later++ * o->slices;
	return (size_t)(k % n);
}

/* A new viewer, and how long this one stays. */
static void
next_viewer(struct swarm *s, struct client *c, int64_t now_us)
{
	struct chance chance = { s->opt->seed, CHANCE_SESSION, c->id,
		c->viewers++ };

	c->row = row_of(s, c, chance.nth);
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
