/*
 * What the ticks told of the generator, and how far it is trusted.
 */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdint.h>

struct figures;
struct limits;

/* What was over its limit in one tick, in the words of the verdict. */
enum limited {
	LIMITED_LATE, LIMITED_IDLE, LIMITED_BLOCKED, LIMITED_LOST, LIMITEDS
};
extern const char *const limited_words[LIMITEDS];

/* Start from { 0 }. What ticks told up to the stop, or in a step. */
struct generator {
	int64_t elapsed_us;	/* at the last of them */
	int late_run, late_most;	/* ticks running over the limit */
	int64_t late_worst_us;
	int64_t idle_run_us, idle_most_us;	/* time below the limit */
	int idle_seen;
	int64_t idle_least;
	int64_t blocked_us;	/* clients not read, the reader being slow */
	int64_t blocked_worst_us;	/* in one tick */
	int64_t ticks;		/* that told of the generator */
	int64_t limited[LIMITEDS];	/* ticks over that limit */
	unsigned now;		/* those of the last, bits 1 << enum limited */
};

/* Takes the gauges of the tick that closed a second. */
void generator_tick(struct generator *g, const struct limits *limits,
    const struct figures *f);

/*
 * A stretch that begins now, of which nothing is told yet; what is running over
 * a limit goes on.
 */
void generator_begin(struct generator *g);

#endif
