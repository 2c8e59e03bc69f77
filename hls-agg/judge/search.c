/*
 * A function of the steps; what is not a function of the events is only the
 * moment at which hls-spawn is asked, and a replay finds that in the stream.
 */
#include "come.h"
#include "figures/figures.h"
#include "search.h"

/* What held and what did not, with what the step that goes on would come to. */
struct bounds {
	int64_t held;		/* 0: nothing did */
	int64_t broke;		/* -1: nothing did */
	int64_t limit;		/* below that the generator was the limit; -1:
				 * it was not */
};

static int64_t
hold_of(const struct search *s, const struct judge *j)
{
	int64_t step_us = j->on.figures->hold_us, us = s->hold_us;
	int64_t least_us = 3 * step_settle_us(&j->capacity.current,
	    j->on.figures);

	if (us == 0)
		us = step_us > 0 ? step_us : SEARCH_HOLD_US;
	return us > least_us ? us : least_us;
}

/*
 * It has lasted its time, or nothing can change what it comes to, or that does
 * not matter any more.
 */
static int
is_ripe(const struct search *s, const struct judge *j)
{
	const struct step *step = &j->capacity.current.step;
	struct answer a = capacity_answer(&j->capacity, j->on.figures);

	if ((a.limited != NULL && step->target >= a.limited->limit) ||
	    (a.broke != NULL && step->target >= a.broke->target))
		return 1;
	return step->state != STEP_OPEN || (step->to_us >= 0 &&
	    step->to_us - step->come_us + WINDOW_SLACK_US >= hold_of(s, j));
}

static struct bounds
bounds_of(const struct judge *j)
{
	const struct current *current = &j->capacity.current;
	struct answer a = capacity_answer(&j->capacity, j->on.figures);
	struct bounds b = { .held = a.held != NULL ? a.carries : 0,
		.broke = a.broke != NULL ? a.broke->target : -1,
		.limit = a.limited != NULL ? a.limited->limit : -1 };
	int64_t now = current->step.target, most = come_most(current);
	enum step_state state = step_outlook(current, &j->on);

	if (b.broke >= 0 && now >= b.broke)
		return b;
	if (state == STEP_HELD && now > b.held) {
		b.held = now;
		if (a.limited != NULL && now >= a.limited->target)
			b.limit = -1;
	}
	if (state == STEP_BROKE)
		b.broke = now;
	if (b.broke >= 0 && b.limit >= b.broke)
		b.limit = -1;
	if (state == STEP_LIMITED && now > b.held &&
	    (b.limit < 0 || most < b.limit))
		b.limit = most;
	return b;
}

/* Below this there may be more to be had; -1: nothing is known. */
static int64_t
top_of(const struct bounds *b)
{
	return b->limit >= 0 ? b->limit : b->broke;
}

static int
is_near(const struct bounds *b)
{
	int64_t near = b->held /
	    (b->limit >= 0 ? SEARCH_LIMIT_PART : SEARCH_PART);

	return top_of(b) >= 0 && top_of(b) - b->held <=
	    (near > SEARCH_NEAR ? near : SEARCH_NEAR);
}

/* --step climbs by itself, up to as many as it was asked for. */
static int
is_climbing(const struct search *s, const struct figures *f,
    const struct bounds *b)
{
	return f->hold_us > 0 && !s->own && top_of(b) < 0;
}

static enum search_wish
decide(struct search *s, const struct judge *j)
{
	const struct figures *f = j->on.figures;
	struct bounds b = bounds_of(j);

	if (is_near(&b))
		return SEARCH_STOP;
	if (is_climbing(s, f, &b))
		return j->capacity.current.step.target <
		    f->gauge[M_CLIENTS_TARGET].high ? SEARCH_NONE : SEARCH_STOP;
	if (top_of(&b) >= 0)
		s->clients = b.held + (top_of(&b) - b.held) / 2;
	else
		s->clients = b.held > 0 ? 2 * b.held : 1;
	return s->clients > 0 ? SEARCH_CLIENTS : SEARCH_STOP;
}

/* Asked, and waiting for it: again, or no more. */
static enum search_wish
wait(struct search *s)
{
	if (s->early || ++s->ticks < SEARCH_TICKS)
		return SEARCH_NONE;
	s->ticks = 0;
	if (s->tries++ < SEARCH_TRIES)
		return s->asked;
	if (s->asked == SEARCH_STOP)
		return SEARCH_LOST;
	/* So many are more than it can have. */
	s->refused = 1;
	s->tries = 1;
	return s->asked = SEARCH_STOP;
}

enum search_wish
search_tick(struct search *s, const struct judge *j)
{
	const struct step *step = &j->capacity.current.step;

	if (j->on.figures->stopping || !j->capacity.begun)
		return SEARCH_NONE;
	if (s->asked == SEARCH_CLIENTS && step->target == s->clients) {
		s->asked = SEARCH_NONE;
		s->own = 1;
	}
	if (s->asked != SEARCH_NONE)
		return wait(s);
	if (!is_ripe(s, j))
		return SEARCH_NONE;
	s->asked = decide(s, j);
	s->ticks = 0;
	s->tries = 1;
	return s->asked;
}
