/*
 * A tally: every counter and sketch of the catalogue over some stretch of
 * time. What it holds follows from lib/metric.h alone.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdint.h>

#include "hist.h"
#include "metric.h"
#include "sum/sum.h"

/* Behind the counters of the catalogue: one per HTTP status seen (code.h). */
#define TALLY_CODES 32
#define TALLY_COUNTERS (METRICS + TALLY_CODES)

/* S_SEGMENT_TTFB, ...: the sketches of the catalogue, numbered from 0. */
#define SKETCH_ID_COUNTER(id)
#define SKETCH_ID_PROVISIONAL(id)
#define SKETCH_ID_RATE(id)
#define SKETCH_ID_RATIO(id)
#define SKETCH_ID_GAUGE(id)
#define SKETCH_ID_GAUGE_MAX(id)
#define SKETCH_ID_GAUGE_MIN(id)
#define SKETCH_ID_SKETCH(id) S_##id,
#define SKETCH_ID_STATE(id) S_##id,
#define SKETCH_ID(id, kind, ...) SKETCH_ID_##kind(id)
enum sketch_id {
	METRIC_LIST(SKETCH_ID)
	SKETCHES
};

struct tally {
	int64_t span_us;	/* the time it really covers */
	int partial;		/* of a stretch: see tally_value */
	int64_t counter[TALLY_COUNTERS];
	struct hist sketch[SKETCHES];	/* owned */
};

void tally_init(struct tally *t);
void tally_free(struct tally *t);
void tally_clear(struct tally *t);

/* n more of a counter: an id of the catalogue, or one of code_counter(). */
static inline void
tally_count(struct tally *t, unsigned id, int64_t n)
{
	t->counter[id] = sum_add(t->counter[id], n);
}

/* It covers so much more time. */
static inline void
tally_cover(struct tally *t, int64_t us)
{
	t->span_us = sum_add(t->span_us, us);
}

/* One more value of a sketch. */
void tally_sample(struct tally *t, enum metric_id id, int64_t v);
/* The same in two steps, for a value that goes into many tallies. */
int tally_index(enum metric_id id, int64_t v);
void tally_put(struct tally *t, enum metric_id id, int index, int64_t v);

/* Forgets the values of one sketch. */
void tally_reset(struct tally *t, enum metric_id id);

/* t plus other, its time included. */
void tally_merge(struct tally *t, const struct tally *other);

/* The distribution behind a sketch's id. */
const struct hist *tally_sketch(const struct tally *t, enum metric_id id);

/* A key of a sketch that is not empty; stat is a place in sketch_stats. */
int64_t tally_stat(const struct hist *h, int stat);

/* Whether a place in tally.sketch is a state's: it never adds up. */
int tally_is_state(int sketch);

/*
 * The value of a counter, rate or ratio in the unit's integer form: 1 and *v,
 * or 0 where there is none (a rate over no time, a ratio of nothing, a counter
 * of what could not be judged). rebuffer.share is none of a stretch: who starts
 * in one may rebuffer in another.
 */
int tally_value(const struct tally *t, enum metric_id id, int64_t *v);

/* Whether anything was counted or sampled in the ids from first to end - 1. */
int tally_any(const struct tally *t, unsigned first, unsigned end);

#endif
