/*
 * A log-bucket histogram with 64 buckets per octave: Prometheus's native
 * histogram of schema 6 (bucket i holds base^(i-1) < v <= base^i, base =
 * 2^(1/64)), which is DDSketch with alpha = 0.54 %. Merging and subtracting
 * are exact; every quantile is within 0.55 % of the nearest-rank value.
 *
 * Values are integers in units of 1/scale: with scale 1000000 a value is in
 * microseconds and the buckets are those of seconds; with scale 1 both are
 * the same (bytes). Below 0 counts as 0.
 */
#ifndef HIST_H
#define HIST_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"
#include "sum/sum.h"

#define HIST_LOW (-1280)	/* 2^-20: what is smaller counts as zero */
#define HIST_HIGH 2560		/* 2^40: what is larger is clamped */
/* The most values: no run has as many, and hist_parse refuses them. */
#define HIST_MOST ((INT64_C(1) << 48) - 1)

struct hist {
	int64_t scale;
	int64_t n;
	int64_t sum;
	int64_t min, max;	/* of the n values; 0 while n is 0 */
	int64_t zero;		/* values in the zero bucket */
	int64_t clamped;	/* values counted in the last bucket */
	int lowest, highest;	/* no bucket outside these is in use */
	int first, room;	/* the first bucket there is room for */
	uint16_t *bucket;	/* room of them, owned */
	uint32_t *carry;	/* their higher bits; NULL while all are 0 */
};

/* Allocates nothing: memory follows the range of buckets in use. */
void hist_init(struct hist *h, int64_t scale);
void hist_free(struct hist *h);
/* Empties it; the room it has stays. */
void hist_clear(struct hist *h);

void hist_add(struct hist *h, int64_t v);
/* The same where hist_index is known, of a value that goes into many. */
void hist_put(struct hist *h, int index, int64_t v);

/*
 * h plus other, of the same scale. A sum that does not fit stays at its end;
 * so many values that their count does not must be kept off.
 */
void hist_merge(struct hist *h, const struct hist *other);

static inline int
hist_fits(const struct hist *h, const struct hist *other)
{
	return other->n <= HIST_MOST - h->n &&
	    !sum_is_over(sum_add(h->sum, other->sum));
}

/* The bucket of a value, HIST_LOW - 1 for the zero bucket. */
int hist_index(int64_t scale, int64_t v);

/*
 * count values more (or fewer, if negative) in the bucket with this index.
 * sum, min and max stay as they are: the caller knows them. No bucket may
 * fall below 0.
 */
void hist_adjust(struct hist *h, int index, int64_t count);

/* The count of the bucket with this index; 0 for one that is not in use. */
int64_t hist_count(const struct hist *h, int index);

/* A bucket's upper bound, in the unit of the buckets (seconds, bytes). */
double hist_upper(int index);

/*
 * What stands for a bucket's values, in units of 1/scale: no more than 0.55 %
 * off at both its ends.
 */
int64_t hist_middle(const struct hist *h, int index);

/*
 * The quantile num/den by nearest rank, ceil(n * num / den), as an integer in
 * units of 1/scale and within [min, max]; 0 while n is 0.
 */
int64_t hist_quantile(const struct hist *h, int64_t num, int64_t den);

/* sum / n, rounded down; 0 while n is 0. */
int64_t hist_mean(const struct hist *h);

/*
 * The histogram without loss as fields: scale= n= sum= min= max= zero=
 * clamped= b=INDEX:COUNT,... ; hist_parse adds such fields to h and returns
 * 0, or -1 (h is then as it was) for fields that contradict themselves.
 */
void hist_print(const struct hist *h, struct sbuf *b);
int hist_parse(struct hist *h, struct slice rest);

#endif
