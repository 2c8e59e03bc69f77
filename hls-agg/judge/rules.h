/*
 * What a run is judged by: thresholds, and how far the generator is trusted.
 */
#ifndef RULES_H
#define RULES_H

#include <stddef.h>
#include <stdint.h>

#include "figures/plan.h"
#include "threshold.h"

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

/* Start from { 0 }; the limits are for who asks the generator. */
struct rules {
	struct threshold *threshold;	/* owned */
	size_t n, size;
	struct limits limits;
	int strict;		/* a doubt counts even if all hold */
};

/*
 * One threshold more, or those of a file, a line each; a # that begins a word
 * begins a comment. The file's name "default" is the built-in list. What is
 * wrong ends the program with 2 and a message that begins with where.
 */
void rules_add(struct rules *r, const char *where, struct slice text);
void rules_file(struct rules *r, const char *where, const char *file);

/* The built-in thresholds. */
void rules_default(struct rules *r);

/* How many make the verdict: those that are no warnings. */
size_t rules_gates(const struct rules *r);

/* The windows that the thresholds look at, as part of the plan. */
void rules_plan(const struct rules *r, struct plan *plan);

/* The first threshold that compares with a baseline, or NULL. */
const char *rules_baseline(const struct rules *r);

/* The texts as lines that rules_file reads; without any the built-in ones. */
void rules_print(const struct rules *r, struct sbuf *b);

void rules_free(struct rules *r);

#endif
