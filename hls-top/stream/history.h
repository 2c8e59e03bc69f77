/*
 * What a few figures were in the last blocks, for sparklines.
 */
#ifndef HISTORY_H
#define HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "block.h"

#define HISTORY_BLOCKS 512	/* more than any screen is wide */

enum history_series {
	HISTORY_RATE,		/* requests per second, in millionths */
	HISTORY_TTFB,		/* p95 of segments over 10 s, in us */
	HISTORY_THROUGHPUT,	/* bytes per second, in millionths */
	HISTORY_FAILED,		/* requests and connections, of 1 s */
	HISTORY_LATE,		/* the generator's worst lateness, in us */
	HISTORY_CPU,		/* its share of a core, in millionths */
	HISTORY_SERIES
};

#define HISTORY_NONE INT64_MIN	/* not measured */

/* Start from { 0 }. */
struct history {
	int64_t v[HISTORY_SERIES][HISTORY_BLOCKS];
	size_t n;		/* blocks so far; i is at i % HISTORY_BLOCKS */
};

void history_add(struct history *h, const struct block *b);

/* The value of the kth newest block (from 0), or HISTORY_NONE. */
int64_t history_at(const struct history *h, enum history_series s, size_t k);

enum metric_unit history_unit(enum history_series s);

#endif
