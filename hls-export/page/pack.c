/*
 * Buckets ascend, the zero bucket first: its index is HIST_LOW - 1.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "pack.h"
#include "record.h"
#include "sbuf.h"
#include "sum/sum.h"

#define ZERO (HIST_LOW - 1)

/* Buckets of a pack, one after the other. */
struct bucket {
	int index;
	int64_t count;
};

/* Bytes on their way into a pack. */
struct maker {
	struct sbuf out;
	int last;
	int64_t n;
};

static void
put_number(struct sbuf *b, uint64_t v)
{
	for (; v >= 128; v >>= 7)
		sbuf_char(b, (char)(v | 128));
	sbuf_char(b, (char)v);
}

static void
make(struct maker *m, int index, int64_t count)
{
	if (count <= 0)
		return;
	put_number(&m->out, (uint64_t)(index - m->last));
	put_number(&m->out, (uint64_t)count);
	m->last = index;
	m->n = sum_add(m->n, count);
}

/* The pack takes over what was made. */
static void
finish(struct pack *p, struct maker *m)
{
	pack_free(p);
	p->n = m->n;
	p->bytes = m->out.n;
	if (m->out.n > 0)
		p->byte = eresize(m->out.p, m->out.n, 1);
}

static uint64_t
number(const unsigned char **at)
{
	uint64_t v = 0;
	int shift = 0;

	while (**at >= 128) {
		v |= (uint64_t)(*(*at)++ & 127) << shift;
		shift += 7;
	}
	return v | (uint64_t)*(*at)++ << shift;
}

/* The bucket behind b; 0 at the end. */
static int
next(const struct pack *p, const unsigned char **at, struct bucket *b)
{
	if (p->byte == NULL || *at == p->byte + p->bytes) {
		b->index = HIST_HIGH + 1;
		return 0;
	}
	b->index += (int)number(at);
	b->count = (int64_t)number(at);
	return 1;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Digits, with a sign before them; what stops them is left. */
static int64_t
take_number(struct slice *s)
{
	int minus = s->n > 0 && *s->p == '-';
	size_t i = (size_t)minus;
	int64_t v = 0;

	/* Counts have 48 bits: hist.h. */
	for (; i < s->n && i < 16 && s->p[i] >= '0' && s->p[i] <= '9'; i++)
		v = v * 10 + (s->p[i] - '0');
	*s = slice_from(*s, i);
	return minus ? -v : v;
}

static int
skip(struct slice *s, char c)
{
	if (s->n == 0 || *s->p != c)
		return 0;
	*s = slice_from(*s, 1);
	return 1;
}

void
pack_growth(struct pack *p, struct pack_sums *sums, struct slice fields)
{
	struct maker m = { .last = ZERO };
	int64_t *at = sums->count, count;
	struct slice s;

	if (field_int(fields, "zero", &count) && count >= 0 &&
	    count <= HIST_MOST) {
		make(&m, ZERO, count - *at);
		*at = count;
	}
	if (!field_get(fields, "b", &s))
		s.n = 0;
	while (s.n > 0) {
		int64_t i = take_number(&s);

		if (!skip(&s, ':') || i <= ZERO || i < m.last ||
		    i > HIST_HIGH)
			break;
		count = take_number(&s);
		if (count < 0 || count > HIST_MOST)
			break;
		at = &sums->count[i - ZERO];
		make(&m, (int)i, count - *at);
		*at = count;
		if (!skip(&s, ','))
			break;
	}
	finish(p, &m);
}

void
pack_join(struct pack *p, const struct pack *q)
{
	const unsigned char *x = p->byte, *y = q->byte;
	struct bucket a = { .index = ZERO }, b = { .index = ZERO };
	struct maker m = { .last = ZERO };
	int more_a = next(p, &x, &a), more_b = next(q, &y, &b);

	while (more_a || more_b) {
		int i = (int)least(a.index, b.index);
		int take_a = more_a && a.index == i;
		int take_b = more_b && b.index == i;

		make(&m, i, sum_add(take_a ? a.count : 0,
		    take_b ? b.count : 0));
		if (take_a)
			more_a = next(p, &x, &a);
		if (take_b)
			more_b = next(q, &y, &b);
	}
	finish(p, &m);
}

int64_t
pack_quantile(const struct pack *p, int64_t scale, int64_t num, int64_t den)
{
	struct hist h = { .scale = scale };
	const unsigned char *at = p->byte;
	struct bucket b = { .index = ZERO };
	int64_t left = p->n / den * num + (p->n % den * num + den - 1) / den;

	while (next(p, &at, &b))
		if ((left -= b.count) <= 0)
			break;
	return b.index == ZERO ? 0 : hist_middle(&h, (int)least(b.index,
	    HIST_HIGH));
}

void
pack_free(struct pack *p)
{
	free(p->byte);
	*p = (struct pack){ 0 };
}
