/*
 * Packed are numbers of seven bits a byte, the lowest first, each byte but the
 * last with its highest bit set; a counter that goes down takes all ten bytes.
 * In this order:
 *
 *	counters	gap, value		those that are not 0
 *			0
 *	totals		gap, zero, clamped, sum, min, max
 *			0			the sketches that are not empty
 *	buckets		2 * count, or 2 * count + 1 and gap
 *			0			one such list per sketch above
 *
 * A gap leads from the number before, -1 at first (HIST_LOW - 1 for buckets),
 * to the next; in a list of buckets it is 1 where none is given.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "slot.h"

#define NUMBER_MAX 10		/* bytes */

static void
put(struct slot *s, uint64_t v)
{
	if (s->room - s->n < NUMBER_MAX) {
		s->room += s->room / 4 + 64;
		s->packed = eresize(s->packed, s->room, 1);
	}
	for (; v > 127; v >>= 7)
		s->packed[s->n++] = (unsigned char)(v | 128);
	s->packed[s->n++] = (unsigned char)v;
}

static inline uint64_t
get(const unsigned char **p)
{
	uint64_t v = **p & 127;
	int shift = 7;

	for (; *(*p)++ & 128; shift += 7)
		v |= (uint64_t)(**p & 127) << shift;
	return v;
}

static void
put_counters(struct slot *s, const struct tally *t)
{
	int i, last = -1;

	for (i = 0; i < TALLY_COUNTERS; i++) {
		if (t->counter[i] == 0)
			continue;
		put(s, (uint64_t)(i - last));
		put(s, (uint64_t)t->counter[i]);
		last = i;
	}
	put(s, 0);
}

static void
put_totals(struct slot *s, const struct tally *t)
{
	int i, last = -1;

	for (i = 0; i < SKETCHES; i++) {
		const struct hist *h = &t->sketch[i];

		if (h->n == 0)
			continue;
		put(s, (uint64_t)(i - last));
		put(s, (uint64_t)h->zero);
		put(s, (uint64_t)h->clamped);
		put(s, (uint64_t)h->sum);
		put(s, (uint64_t)h->min);
		put(s, (uint64_t)h->max);
		last = i;
	}
	put(s, 0);
}

static void
put_buckets(struct slot *s, const struct hist *h)
{
	int i, last = HIST_LOW - 1;

	for (i = h->lowest; i <= h->highest; i++) {
		uint64_t count = (uint64_t)hist_count(h, i);

		if (count == 0)
			continue;
		put(s, count << 1 | (i - last > 1));
		if (i - last > 1)
			put(s, (uint64_t)(i - last));
		last = i;
	}
	put(s, 0);
}

void
slot_close(struct slot *s, const struct tally *t, int64_t at_us)
{
	int i;

	s->at_us = at_us;
	s->span_us = t->span_us;
	s->n = 0;
	put_counters(s, t);
	s->totals = s->n;
	put_totals(s, t);
	s->buckets = s->n;
	for (i = 0; i < SKETCHES; i++)
		if (t->sketch[i].n > 0)
			put_buckets(s, &t->sketch[i]);
}

void
slot_free(struct slot *s)
{
	free(s->packed);
	s->packed = NULL;
}

/* The totals of one sketch as they are packed. */
struct totals {
	int64_t zero, clamped, sum, min, max;
};

/* The next sketch's, whose number goes to *i; 0 at the end. */
static int
next_totals(const unsigned char **p, int *i, struct totals *t)
{
	uint64_t gap = get(p);

	if (gap == 0)
		return 0;
	*i += (int)gap;
	t->zero = (int64_t)get(p);
	t->clamped = (int64_t)get(p);
	t->sum = (int64_t)get(p);
	t->min = (int64_t)get(p);
	t->max = (int64_t)get(p);
	return 1;
}

static void
apply_counters(const struct slot *s, struct tally *sum, int sign)
{
	const unsigned char *p = s->packed;
	uint64_t gap;
	int i = -1;

	while ((gap = get(&p)) != 0) {
		i += (int)gap;
		sum->counter[i] += sign * (int64_t)get(&p);
	}
}

static void
apply_buckets(const unsigned char **p, struct hist *h, int sign)
{
	int i = HIST_LOW - 1;
	uint64_t v;

	while ((v = get(p)) != 0) {
		i += v & 1 ? (int)get(p) : 1;
		hist_adjust(h, i, sign * (int64_t)(v >> 1));
	}
}

static void
widen(struct hist *h, const struct totals *t)
{
	if (t->min < h->min)
		h->min = t->min;
	if (t->max > h->max)
		h->max = t->max;
}

static int
is_lost(const struct hist *h)
{
	return h->min > h->max;
}

/* What min and max become, before buckets are added or after they went. */
static void
extremes(struct hist *h, const struct totals *t, int sign)
{
	if (h->n == 0) {
		h->min = sign > 0 ? t->min : 0;
		h->max = sign > 0 ? t->max : 0;
	} else if (sign > 0 && !is_lost(h)) {
		widen(h, t);
	} else if (sign < 0 && (t->min == h->min || t->max == h->max)) {
		h->min = INT64_MAX;
		h->max = INT64_MIN;
	}
}

static void
apply(const struct slot *s, struct tally *sum, int sign)
{
	const unsigned char *p = s->packed + s->totals;
	const unsigned char *q = s->packed + s->buckets;
	struct totals t;
	int i = -1;

	sum->span_us += sign * s->span_us;
	apply_counters(s, sum, sign);
	while (next_totals(&p, &i, &t)) {
		struct hist *h = &sum->sketch[i];

		if (sign > 0)
			extremes(h, &t, sign);
		h->sum += sign * t.sum;
		h->clamped += sign * t.clamped;
		hist_adjust(h, HIST_LOW - 1, sign * t.zero);
		apply_buckets(&q, h, sign);
		if (sign < 0)
			extremes(h, &t, sign);
	}
}

int64_t
slot_counter(const struct slot *s, unsigned id)
{
	const unsigned char *p = s->packed;
	int64_t at = -1;
	uint64_t gap;

	while ((gap = get(&p)) != 0) {
		int64_t v = (int64_t)get(&p);

		at += (int64_t)gap;
		if (at >= (int64_t)id)
			return at == (int64_t)id ? v : 0;
	}
	return 0;
}

void
slot_add(const struct slot *s, struct tally *sum)
{
	apply(s, sum, 1);
}

void
slot_take(const struct slot *s, struct tally *sum)
{
	apply(s, sum, -1);
}

int
slot_lost(const struct tally *sum)
{
	int i;

	for (i = 0; i < SKETCHES; i++)
		if (is_lost(&sum->sketch[i]))
			return 1;
	return 0;
}

void
slot_widen(const struct slot *s, struct tally *sum)
{
	const unsigned char *p = s->packed + s->totals;
	struct totals t;
	int i = -1;

	while (next_totals(&p, &i, &t))
		widen(&sum->sketch[i], &t);
}
