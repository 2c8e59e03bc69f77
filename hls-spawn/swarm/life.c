/*
 * Which of its timers' meanings it is: a client has one timer for all.
 */
#include "clock.h"
#include "ending.h"
#include "life.h"
#include "reading.h"
#include "starting.h"
#include "swarm.h"

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
	client_watch(s, c);
}

void
life_due(struct swarm *s, struct client *c, int64_t now_us)
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
