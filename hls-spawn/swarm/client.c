/*
 * What a client is, and what moves it. What starts and ends its processes
 * stands above: starting.c, ending.c.
 */
#include "client.h"
#include "clock.h"
#include "record.h"
#include "swarm.h"

void
client_init(struct swarm *s, struct client *c, int64_t i)
{
	int64_t k = settings_slot(s->opt, i);
	size_t channel = channels_pick(&s->opt->channels, k);
	const struct plan *plan = &s->preflight->plans[channel];

	*c = (struct client){
		.log = { .kind = SOURCE_LOG, .fd = -1, .owner = c },
		.progress = { .kind = SOURCE_PROGRESS, .fd = -1, .owner = c },
		.plan = plan,
		.play = &plan->plays[plan->n > 1 ?
		    variants_pick(&s->opt->variants, k) : 0],
		.id = k + 1, .run = -1, .leave_us = INT64_MAX,
	};
	c->timer.owner = c;
}

struct who
client_who(const struct swarm *s, const struct client *c, int64_t run)
{
	return (struct who){ c->id, run, &s->opt->rows, c->row };
}

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

/* Coming and going */

/* Once for each start, when it is due: then it waits for its place. */
void
client_start_at(struct swarm *s, struct client *c, int64_t due_us)
{
	c->admitted = 0;
	timers_set(&s->timers, &c->timer, due_us);
}

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
void
client_stop(struct swarm *s, struct client *c)
{
	if (c->open)
		return;
	if (c->admitted && (c->timer.place != 0 || c->waits.row != NULL))
		s->asked--;
	row_quit(&c->waits);
	timers_cancel(&s->timers, &c->timer);
	client_move(s, c, EVENT_STOP, 0);
}

/* Watching */

int
client_is_up(const struct client *c)
{
	return c->alive && c->ladder.step == LADDER_NOT;
}

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
	return s->out.since_us == 0 && !(s->opt->block && s->raw.queue.full);
}

int
client_is_silent(const struct swarm *s, const struct client *c, int64_t now_us)
{
	return now_us >= stall_due_us(s, c) && may_judge(s);
}

/* Progress moves advanced_us, not the timer: it is looked at when it fires. */
void
client_set_timer(struct swarm *s, struct client *c)
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

void
client_excuse(struct client *c, int64_t us, int64_t now_us)
{
	c->advanced_us += us;
	/* It may have been started meanwhile. */
	if (c->advanced_us > now_us)
		c->advanced_us = now_us;
}

void
client_free(struct client *c)
{
	flight_forget(&c->session.flight);
	lines_free(&c->log.lines);
	lines_free(&c->progress.lines);
}
