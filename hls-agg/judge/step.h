/*
 * A step of the load, judged by thresholds over a window of its own: from when
 * its clients have come and have had time to settle, to its end. What stands in
 * here is a function of the events alone: of the phases, of the ticks, and of
 * what --step says.
 */
#ifndef STEP_H
#define STEP_H

#include <stdint.h>

#include "rules.h"
#include "sbuf.h"
#include "strain.h"

/*
 * Time to settle once the clients have come: as much, or a target duration if
 * that is more; after fewer clients than before twice that, since a server that
 * broke has a backlog. Under --step a third of the step at the most, or a half.
 */
#define STEP_SETTLE_US INT64_C(5000000)

/*
 * Clients that have not all come, when no more did for so long and no start is
 * due any more, will not: those are all there are.
 */
#define STEP_STUCK_US INT64_C(10000000)

/* A threshold that broke is believed so much later: strain may show as late. */
#define STEP_DOUBT_US LIMIT_IDLE_US

enum step_state {
	STEP_OPEN,		/* it goes on, and nothing broke */
	STEP_HELD,
	STEP_BROKE,
	STEP_LIMITED,		/* the generator was the limit */
	STEP_SHORT,		/* it ended before it could be judged */
	STEP_STATES
};
extern const char *const step_states[STEP_STATES];

/* Its clients did not come, though their starts were due: a strain, too. */
#define STEP_FEWER STRAINS

/* A step; moments are elapsed time of the run, -1 for what was not. */
struct step {
	int64_t n;		/* the phase's; 0 before the first */
	int64_t target;		/* clients at its end */
	int fewer;		/* than in the step before */
	int64_t begin_us;
	int64_t come_us;	/* its clients were there */
	int64_t from_us, to_us;	/* its window */
	enum step_state state;
	size_t by;		/* place of the threshold that broke it */
	int known;		/* the value then, if there was one */
	int64_t value;
	int64_t broke_us;
	int64_t limit;		/* clients of whom the generator was it: the
				 * target, or as many as came */
	unsigned strains;	/* bits 1 << enum strain, or STEP_FEWER */
	struct sbuf why;	/* what they are, in words, or why it is short;
				 * owned */
};

/* What one threshold makes of it. */
struct trial {
	int known;		/* value is one: the last, or what broke it */
	int64_t value;
	int ok;			/* at the last tick that could be judged */
	int judged;
	int broken;		/* at a tick, so for good */
	int64_t since_us;	/* elapsed when it became false, or -1 */
	int64_t broke_us;
};

/* The step that goes on. */
struct current {
	struct step step;
	const struct rules *rules;	/* by which it is judged */
	struct trial *trial;	/* one for each of these, owned */
	struct tally whole;	/* since its phase began */
	struct tally window;
	struct generator generator;
	int64_t no_descriptor;	/* messages before it */
	int64_t away, away_us;	/* clients that lack, least, since when */
	int64_t there;		/* clients by the last tick */
};

/* The rules are the caller's. */
void step_init(struct current *s, const struct rules *rules);
void step_free(struct current *s);

/* Whether a threshold is one of each step; the others are of the run. */
int step_takes(const struct threshold *t);

/* Begins with the phase that the figures are in; its `why` is anew. */
void step_begin(struct current *s, const struct figures *f);

/* A tick of it, its first one included, once its second is closed. */
void step_tick(struct current *s, const struct basis *on);

/*
 * Ends it with the tick before. It counts only where its window was as long as
 * its time to settle, or what came of it did not need that; else it is short,
 * with `why` where it was not the run that ended.
 */
void step_end(struct current *s, const struct basis *on, int of_run);

/* The state that it would end with, were it to end now. */
enum step_state step_outlook(const struct current *s, const struct basis *on);

/* Its time to settle. */
int64_t step_settle_us(const struct current *s, const struct figures *f);

#endif
