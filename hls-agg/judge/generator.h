/*
 * What the ticks told of the generator, and how far it is trusted.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdint.h>

struct figures;

/* Beyond these a run is in doubt. */
struct limits {
	int64_t lost;		/* lines lost of all, in millionths */
	int64_t late_us;	/* hls-spawn behind its schedule */
	int64_t idle;		/* of the machine, at least, in millionths */
	int64_t starts;		/* made of those due, in millionths */
};

/* 0.1 %, 100 ms in LIMIT_LATE_TICKS running, 5 % for LIMIT_IDLE_US, 95 %. */
extern const struct limits limits_default;
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
};

/* Takes the gauges of the tick that closed a second. */
void generator_tick(struct generator *g, const struct limits *limits,
    const struct figures *f);

#endif
