/*
 * A client's comings and goings.
 */
#include "chance.h"
#include "client.h"
#include "clock.h"
#include "crowd.h"
#include "die.h"
#include "ending.h"
#include "launch.h"
#include "reading.h"
#include "record.h"
#include "swarm.h"

void
client_move(struct swarm *s, struct client *c, enum event e, int64_t stamp_us)
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

/* Starting */

/* Once for each start, when it is due: then it waits for its place. */
void
client_start_at(struct swarm *s, struct client *c, int64_t due_us)
{
	c->admitted = 0;
	timers_set(&s->timers, &c->timer, due_us);
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
	if (s->plan->n > 1 || s->opt->channels.named)
		put_str(b, "group", c->plan->channel->name);
	put_int(b, "attempt", c->attempt);
	/* One for all stands in the swarm record. */
	if (s->plan->n > 1 && s->opt->command == NULL)
		put_str(b, "pace", command_pace(s->opt, &s->plan->features,
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
	c->reason = EXIT_SELF;
	c->step = ENDING_NOT;
	c->started_us = c->advanced_us = now_us;
	c->out_time_us = 0;
	c->words[0] = '\0';
	c->has_error = 0;
	s->open++;
	s->starts++;
	session_name(&c->session, c->id, c->run);
	reading_open(s, c, fds);
	put_start(s, c);
	client_move(s, c, EVENT_START, 0);
	client_watch(s, c);
}

/* First its place among all starts, then the start. */
static void
start_due(struct swarm *s, struct client *c, int64_t now_us)
{
	int64_t due = c->timer.due_us, at;

	if (!c->admitted) {
		c->admitted = 1;
		s->asked++;
		at = pace_reserve(&s->pace, due);
		if (at > now_us) {
			timers_set(&s->timers, &c->timer, at);
			return;
		}
		due = at;
	}
	tick_late(&s->tick, now_us - due);
	start(s, c, now_us);
}

/* Watching */

/* Media time of a program that never told any is not judged. */
static int
judged(const struct swarm *s, const struct client *c)
{
	return s->opt->command == NULL || c->out_time_us > 0 ||
	    !(s->opt->stall_auto && s->opt->start_auto);
}

static int64_t
stall_due_us(const struct swarm *s, const struct client *c)
{
	if (c->state == STATE_STALLED || !judged(s, c))
		return INT64_MAX;
	return c->advanced_us + (c->out_time_us > 0 ? s->opt->stall_us :
	    s->opt->start_us);
}

/* Not while clients wait for the reader of our output. */
static int
may_judge(const struct swarm *s)
{
	return s->block.since_us == 0 &&
	    !(s->opt->block && s->raw.queue.full);
}

/* Progress moves advanced_us, not the timer: it is looked at when it fires. */
void
client_watch(struct swarm *s, struct client *c)
{
	int64_t due = stall_due_us(s, c);

	/* Not read for a while: looked at again when it will have been. */
	if (!may_judge(s) && due != INT64_MAX)
		due = clock_mono() + SECOND_US;
	if (c->leave_us < due)
		due = c->leave_us;
	if (due != INT64_MAX)
		timers_set(&s->timers, &c->timer, due);
}

static void
look(struct swarm *s, struct client *c, int64_t now_us)
{
	if (now_us >= c->leave_us) {
		ending_begin(s, c, EXIT_SESSION);
		return;
	}
	/* It is we who may have been stopped: what it said is read first. */
	if (now_us >= stall_due_us(s, c) && may_judge(s))
		reading_turn(s, &c->progress);
	if (now_us >= stall_due_us(s, c) && may_judge(s)) {
		client_move(s, c, EVENT_SILENCE, clock_stamp_of(now_us));
		blackbox_write(&s->raw.box, &c->session.flight,
		    c->session.name, "stall");
		if (s->opt->restart_on_stall) {
			ending_begin(s, c, EXIT_STALL);
			return;
		}
	}
	client_watch(s, c);
}

void
client_timeout(struct swarm *s, struct client *c, int64_t now_us)
{
	if (c->alive && c->step != ENDING_NOT)
		ending_step(s, c, now_us);
	else if (c->alive)
		look(s, c, now_us);
	else if (c->open)
		ending_finish(s, c);
	else
		start_due(s, c, now_us);
}

/* Coming and going */

void
client_come(struct swarm *s, struct client *c, int64_t due_us)
{
	c->wanted = c->arriving = 1;
	/* The one before may still be on its way out. */
	c->come_us = c->open ? due_us : 0;
	if (c->open)
		return;
	c->fresh = 1;
	client_start_at(s, c, due_us);
}

/* A start that was due will not be made. */
static void
forget_start(struct swarm *s, struct client *c)
{
	if (c->timer.place != 0 && c->admitted)
		s->asked--;
	timers_cancel(&s->timers, &c->timer);
	client_move(s, c, EVENT_STOP, 0);
}

void
client_leave(struct swarm *s, struct client *c)
{
	c->wanted = 0;
	c->come_us = 0;
	crowd_left(s, c);
	if (c->alive)
		ending_begin(s, c, EXIT_SESSION);
	else if (!c->open)
		forget_start(s, c);
}

void
client_stop(struct swarm *s, struct client *c)
{
	if (!c->open)
		forget_start(s, c);
}

void
client_init(struct swarm *s, struct client *c, int64_t i)
{
	int64_t k = options_slot(s->opt, i);

	*c = (struct client){
		.log = { .kind = SOURCE_LOG, .fd = -1, .client = c },
		.progress = { .kind = SOURCE_PROGRESS, .fd = -1,
		    .client = c },
		.plan = &s->plan->plans[channels_pick(&s->opt->channels, k)],
		.id = k + 1, .run = -1, .leave_us = INT64_MAX,
	};
	c->timer.owner = c;
}

void
client_free(struct client *c)
{
	flight_forget(&c->session.flight);
	lines_free(&c->log.lines);
	lines_free(&c->progress.lines);
}
