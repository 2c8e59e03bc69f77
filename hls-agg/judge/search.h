/*
 * The search for how many viewers a server carries: which number of clients is
 * next, given the steps so far. It says what is to be asked of hls-spawn, and
 * asks nobody itself.
 *
 * Clients double until a step breaks, unless --step lets them climb; then the
 * middle between what held and what broke is next, until these are one apart,
 * or 2 % of what held. A step that the generator limited bounds it as one that
 * broke does, but 5 % is near enough: that is where this machine ends, not what
 * was asked for.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include <stdint.h>

#include "judge.h"

/* So close is near enough: this, or one part in so many of what held. */
#define SEARCH_NEAR 1
#define SEARCH_PART 50
#define SEARCH_LIMIT_PART 20

/* Ticks within which what was asked for is to be seen, and how often. */
#define SEARCH_TICKS 10
#define SEARCH_TRIES 3

/* How long a step is held where nobody says. */
#define SEARCH_HOLD_US INT64_C(30000000)

enum search_wish {
	SEARCH_NONE,		/* go on */
	SEARCH_CLIENTS,		/* so many are wanted */
	SEARCH_STOP,		/* the search is over, and so is the run */
	SEARCH_LOST,		/* nobody heeds: no use in going on */
};

/* Start from { .hold_us = ... }; 0: that of --step, or the default. */
struct search {
	int64_t hold_us;	/* a step, from when its clients have come */
	enum search_wish asked;	/* of which nothing is seen yet, */
	int64_t clients;	/* so many */
	int ticks, tries;
	int early;		/* this tick is of a time before the asking */
	int own;		/* a step is one that was asked for */
	int refused;		/* clients were asked for in vain */
};

/*
 * At each tick, once it has been judged: what is to be asked now, of clients
 * the number s->clients. s->tries is over 1 where it was asked before. Whoever
 * asks sets s->early before: a pipeline that is behind tells of the past.
 */
enum search_wish search_tick(struct search *s, const struct judge *j);

#endif
