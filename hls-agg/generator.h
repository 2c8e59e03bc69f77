/*
 * Whether the generator was the limit: then the figures tell of this machine
 * and not of the server, whatever they are.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdint.h>

#include "record.h"
#include "sbuf.h"

struct agg;

/* Beyond these a run is in doubt. */
struct limits {
	int64_t lost;		/* lines lost of all, in millionths */
	int64_t late_us;	/* hls-spawn behind its schedule */
	int64_t idle;		/* of the machine, at least, in millionths */
	int64_t starts;		/* made of those due, in millionths */
};

/* Late in so many ticks running, idle below for so long. */
#define LIMIT_LATE_TICKS 5
#define LIMIT_IDLE_US INT64_C(5000000)

/* Start from { 0 }. What ticks told up to the stop. */
struct generator {
	int64_t elapsed_us;	/* at the last of them */
	int late_run, late_most;	/* ticks running over the limit */
	int64_t late_worst_us;
	int64_t idle_run_us, idle_most_us;	/* time below the limit */
	int64_t idle_least;
	int64_t blocked_us;	/* clients not read, the reader being slow */
	int64_t blocked_worst_us;	/* in one tick */
	int64_t no_descriptor;	/* messages that none was left */
};

/* Takes the gauges of the tick that closed a second. */
void generator_tick(struct generator *g, const struct agg *a);

/* The events message and cause: looks for a lack of descriptors. */
void generator_message(struct agg *a, const struct record *r);

enum doubt {
	DOUBT_LOST, DOUBT_LATE, DOUBT_IDLE, DOUBT_STARTS, DOUBT_BLOCKED,
	DOUBT_LOCAL, DOUBT_DESCRIPTORS, DOUBT_HOSTS, DOUBTS
};

/* One word each, as verdict why= has them. */
extern const char *const doubt_names[DOUBTS];

/* Whether there is that doubt; its evidence is appended to b, unless NULL. */
int doubt_text(const struct agg *a, enum doubt d, struct sbuf *b);

#endif
