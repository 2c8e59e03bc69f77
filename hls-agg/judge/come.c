/*
 * Whether all have come shows in the ticks alone: in who is there, and in the
 * starts that are due.
 */
#include "clock.h"
#include "come.h"
#include "figures/figures.h"

/* How many clients lack, or are too many still; -1 where nobody tells. */
static int64_t
count_away(struct current *s, const struct figures *f)
{
	const struct gauge *g = f->gauge;
	int64_t away;

	if (g[M_CLIENTS_ACTIVE].known)
		s->there = g[M_CLIENTS_ACTIVE].now + g[M_CLIENTS_BACKOFF].now;
	else if (g[M_CLIENTS_STARTED].known && !s->step.fewer)
		s->there = g[M_CLIENTS_STARTED].now;
	else
		return -1;
	away = s->step.target - s->there;
	if (s->step.fewer)
		away = -away;
	return away > 0 ? away : 0;
}

static int
is_due_more(const struct figures *f)
{
	return f->gauge[M_GENERATOR_ASKED].now >
	    f->gauge[M_GENERATOR_STARTS].now;
}

void
come_tick(struct current *s, const struct figures *f)
{
	int64_t away = count_away(s, f), now_us = f->at.elapsed_us;
	int stuck;

	if (away < s->away) {
		s->away = away;
		s->away_us = now_us;
	}
	stuck = now_us - s->away_us >= STEP_STUCK_US - WINDOW_SLACK_US;
	if (away <= 0 || (stuck && (s->step.fewer || !is_due_more(f))))
		s->step.come_us = now_us;
	else if (stuck)
		s->step.strains |= 1u << STEP_FEWER;
}

int64_t
come_most(const struct current *s)
{
	int fewer = (s->step.strains & 1u << STEP_FEWER) != 0;

	return fewer && s->there > 0 && s->there < s->step.target ?
	    s->there : s->step.target;
}
