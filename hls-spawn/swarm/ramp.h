/*
 * The ramp where no rate was given, -r auto: looks at the machine as long as
 * clients are to come, and says when the next one may. load/adapt.h has the
 * rule.
 */
#ifndef RAMP_H
#define RAMP_H

#include <stdint.h>

#include "load/adapt.h"
#include "machine/platform.h"

struct swarm;

/* Of the starts between two looks; more are not looked at. */
#define RAMP_WORDS 64

struct ramp {
	int on;
	struct adapt adapt;
	int64_t due_us;		/* of the next look */
	int64_t next_us;	/* nobody comes before */
	int64_t late_us;	/* the latest since the last look */
	int64_t words_us[RAMP_WORDS];	/* start to first word, of each */
	int64_t nwords;
	struct platform_time machine;	/* at the last look */
	int64_t took_us;	/* for so long clients were to come */
	int waits;		/* one was to come at the last look */
	int given_up;		/* those that are missing do not come */
};

/* Before the loop begins. */
void ramp_open(struct swarm *s);

/* When it is to be looked: INT64_MAX when all have come, or without -r auto. */
int64_t ramp_due_us(const struct swarm *s);

/* Looks, if it is time to. */
void ramp_turn(struct swarm *s, int64_t now_us);

/* The earliest time of the next arrival; 0 without -r auto, INT64_MAX where
 * the machine carries no more. */
int64_t ramp_next_us(const struct swarm *s);

/* A client that was due comes now: when it does, without jitter. */
int64_t ramp_came(struct swarm *s, int64_t due_us, int64_t now_us);

/* The machine carries no more: this is to be given up. */
int ramp_is_over(const struct ramp *r);

/* Clients of this phase that do not come, as the machine has no room. */
int64_t ramp_missing(const struct swarm *s);

/* Another load was ordered. */
void ramp_renew(struct ramp *r);

/* A client's process said its first word so long after its start. */
void ramp_spoke(struct swarm *s, int64_t us);

/* We were so late with something. */
void ramp_late(struct ramp *r, int64_t us);

#endif
