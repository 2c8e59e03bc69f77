/*
 * hls-agg calls a machine busy that has less than 5 % idle for five seconds:
 * the rate falls before that. Where others take all of it the swarm would never
 * come, so the rate has a floor, but not beyond what the machine carries: there
 * it would creep on until the machine drowns.
 */
#include "adapt.h"
#include "clock.h"

#define MICRO INT64_C(1000000)
#define FIRST_MICRO (10 * MICRO)
#define FLOOR_MICRO (MICRO / 2)
#define CREEP_MICRO MICRO
/* What is carried is known so well. */
#define NEAR_MICRO 850000
#define MOST_MICRO (1000 * MICRO)
/* Of all idle time, and of that which others left before the run. */
#define IDLE_LOW 150000
#define IDLE_NONE 70000
#define IDLE_HIGH 220000
#define LATE_US INT64_C(50000)
/* First words come so much later than the best that was seen. */
#define WORDS_FACTOR 4
#define WORDS_MORE_US 50000

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Of what is idle in any case; if nothing is, idle time tells nothing. */
static void
set_shares(struct adapt *a, const struct adapt_machine *m)
{
	int64_t idle = MICRO;

	if (m->cores_micro > 0)
		idle -= least(m->other_micro * MICRO / m->cores_micro, MICRO);
	a->low = least(IDLE_LOW, idle / 2);
	a->none = least(IDLE_NONE, idle / 4);
	a->high = least(IDLE_HIGH, idle * 3 / 4);
}

void
adapt_open(struct adapt *a, const struct adapt_machine *m, int64_t now_us)
{
	int64_t most = MOST_MICRO;

	/* What the cores can start beside the idle time that is wanted. */
	if (m->start_us > 0 && m->cores_micro > 0)
		most = least(most, m->cores_micro * (MICRO - IDLE_LOW) /
		    m->start_us);
	if (most < FLOOR_MICRO)
		most = FLOOR_MICRO;
	*a = (struct adapt){ .most_micro = most, .looked_us = now_us,
		.rate_micro = least(most / 2, FIRST_MICRO) };
	set_shares(a, m);
}

/* Of the last n looks. */
static int64_t
mean_idle(const struct adapt *a, int64_t n)
{
	int64_t i, v, sum = 0, known = 0;

	for (i = a->looks - 1; i >= 0 && i >= a->looks - n; i--) {
		v = a->idle[i % ADAPT_LOOKS];
		sum += v >= 0 ? v : 0;
		known += v >= 0;
	}
	return known > 0 ? sum / known : MICRO;
}

/* How badly: 0 not at all, 1, or 2 where no start is to be made. */
static int
strain(struct adapt *a, const struct adapt_seen *seen)
{
	int64_t idle, words = seen->words_us;

	a->idle[a->looks++ % ADAPT_LOOKS] = seen->idle;
	idle = mean_idle(a, ADAPT_LAST);
	if (words > 0 && (a->words_us == 0 || words < a->words_us))
		a->words_us = words;
	if (idle < a->none || seen->late_us > 4 * LATE_US)
		return 2;
	/* A burst of all clients at a reload is no strain yet. */
	return mean_idle(a, ADAPT_LOOKS) < a->low ||
	    seen->late_us > LATE_US ||
	    words > WORDS_FACTOR * a->words_us + WORDS_MORE_US;
}

static void
change(struct adapt *a, int64_t num, int64_t den)
{
	a->rate_micro = a->rate_micro * num / den;
	if (a->rate_micro < FLOOR_MICRO)
		a->rate_micro = FLOOR_MICRO;
	if (a->rate_micro > a->most_micro)
		a->rate_micro = a->most_micro;
}

static void
note_held(struct adapt *a, const struct adapt_seen *seen)
{
	if (!seen->waits)
		a->waits_us = 0;
	else if (a->waits_us == 0)
		a->waits_us = seen->at_us;
	a->held = seen->waits && seen->at_us - a->waits_us >= ADAPT_HELD_US;
}

static void
note_full(struct adapt *a, const struct adapt_seen *seen)
{
	int beyond = seen->waits && seen->carries > 0 &&
	    seen->clients >= seen->carries;

	a->full = beyond && a->limited;
	if (!beyond)
		a->full_us = 0;
	else if (a->full && a->full_us == 0)
		a->full_us = seen->at_us;
	a->over = a->full && seen->at_us - a->full_us >= ADAPT_FULL_US;
}

/* Near that, by a few at a time, is as far as it goes, too. */
static void
note_creep(struct adapt *a, const struct adapt_seen *seen)
{
	int creeps = seen->waits && seen->carries > 0 &&
	    seen->clients >= seen->carries * NEAR_MICRO / MICRO &&
	    a->rate_micro <= CREEP_MICRO;

	if (!creeps)
		a->creep_us = 0;
	else if (a->creep_us == 0)
		a->creep_us = seen->at_us;
	a->over |= creeps && seen->at_us - a->creep_us >= ADAPT_FULL_US;
}

void
adapt_look(struct adapt *a, const struct adapt_seen *seen)
{
	int how = strain(a, seen);

	if (how > 0)
		a->limited_us += seen->at_us - a->looked_us;
	if (how > 0 && !a->limited)
		a->before_micro = a->rate_micro;
	a->looked_us = seen->at_us;
	a->limited = how > 0;
	if (how == 2)
		change(a, 1, 2);
	else if (how == 1)
		change(a, 4, 5);
	else if (a->rate_micro < a->before_micro * 7 / 10)
		/* It is over: not from the floor again. */
		a->rate_micro = a->before_micro * 7 / 10;
	else if (mean_idle(a, ADAPT_LOOKS) >= a->high)
		change(a, 103, 100);
	note_held(a, seen);
	note_full(a, seen);
	note_creep(a, seen);
}

void
adapt_renew(struct adapt *a)
{
	a->held = a->full = a->over = 0;
	a->waits_us = a->full_us = a->creep_us = 0;
}

int64_t
adapt_start(struct adapt *a, int64_t now_us)
{
	a->waits_us = a->full_us = 0;
	a->held = 0;
	return now_us + MICRO * MICRO / a->rate_micro;
}
