/*
 * The run as series of points, for plots: at most POINTS of them, however long
 * it is. Each stands for one block at first. When all are in use, or their
 * distributions take too much room, neighbours are joined, and from then on
 * each new one stands for twice as many.
 *
 * What a point keeps can be joined without loss: sums, and distributions; and
 * the least and the largest value of its blocks, so that a spike stays to be
 * seen.
 */
#ifndef POINTS_H
#define POINTS_H

#include <stddef.h>
#include <stdint.h>

#include "metric.h"
#include "origin.h"
#include "pack.h"

#define POINTS 600
/* Of all distributions together. */
#define POINTS_PACK_BYTES (3 << 20)

enum course {
	COURSE_GAUGE,		/* its mean over time */
	COURSE_RATE,		/* a counter's growth a second */
	COURSE_BITS,		/* that of bytes, times eight */
	COURSE_RATIO,		/* growth of a counter over that of another */
	COURSE_QUANTILE,	/* of a distribution */
};

/* The distributions that are followed. */
enum { FOLLOW_TTFB, FOLLOW_DELIVERY, FOLLOW_EDGE, FOLLOWED };
extern const enum metric_id points_followed[FOLLOWED];
#define FOLLOWED_SCALE 1000000	/* of all: they are of times */

struct series {
	enum metric_id id;
	enum course course;
	int followed;		/* of COURSE_QUANTILE */
	enum metric_stat stat;
};

#define SERIES 39
extern const struct series points_series[SERIES];

/* The value is sum / weight; no weight: it is not known. */
struct cell {
	double sum, weight;
	double lo, hi;		/* of its blocks */
};

/* Origins whose exporters are followed. */
#define ORIGINS 4

struct point {
	int64_t end_us;		/* elapsed time of its last block */
	int blocks;		/* that it stands for */
	struct cell cell[SERIES];
	struct cell origin[ORIGINS][ORIGIN_FIGURES];
	struct pack pack[FOLLOWED];
};

struct points {
	struct point *point;	/* POINTS of them, owned */
	size_t n;
	int step;		/* blocks for a point: a power of two */
	size_t pack_bytes;
};

/* Gives back what a point holds. */
void point_free(struct point *x);

void points_init(struct points *p);
/* Without a point, as at the start. */
void points_clear(struct points *p);
void points_free(struct points *p);

/*
 * A block's point at the end; it is the callee's then. Where it is no later
 * than the last one but by a moment it goes into that.
 */
void points_add(struct points *p, struct point *fresh);

/*
 * Whether the distributions up to the next block are to be known when it is
 * added, since a point ends there that will be joined no other way.
 */
int points_wants(const struct points *p);

/* Distributions, the callee's then, of what the last point stands for. */
void points_settle(struct points *p, struct pack pack[FOLLOWED]);

#endif
