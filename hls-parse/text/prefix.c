/*
 * Most lines have the prefix of the line before but for the decimals of its
 * stamp: these are compared, and no more.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "prefix.h"
#include "scan.h"

/* Notes the prefix found, for a short look at the next. */
static void
make_hot(struct prefix *p, const char *line, const struct found *f)
{
	const struct stamp *st = &f->stamp;
	int64_t weight = SECOND_US;
	int i;

	p->stamped = st->form != STAMP_NONE;
	p->hot_n = f->cut || f->n > SHAPE_BYTES ? 0 : f->n;
	p->from = p->to = p->hot_n;
	memcpy(p->hot, line, p->hot_n);
	p->who = SLICE("");
	/* One too long to be kept has none that is kept either. */
	if (p->hot_n > 0 && f->who.n > 0)
		p->who = (struct slice){ p->hot + (f->who.p - line),
			f->who.n };
	if (!p->stamped || p->hot_n == 0)
		return;
	p->second_us = stamp_us(&p->calendar, st);
	if (st->decimals == 0)
		return;
	p->from = f->stamp_at + st->fraction;
	p->to = p->from + (size_t)st->decimals;
	for (i = 0; i < st->decimals; i++)
		p->second_us -= (weight /= 10) *
		    (p->hot[p->from + (size_t)i] - '0');
}

static int
try_shape(struct prefix *p, const struct shape *h, struct slice line,
    struct taken *t)
{
	struct found f;

	if (!shape_match(h, line, &f))
		return 0;
	make_hot(p, line.p, &f);
	*t = (struct taken){ f.n, p->stamped, 0, f.who };
	if (t->stamped)
		t->us = stamp_us(&p->calendar, &f.stamp);
	return 1;
}

/* The same prefix once more, but for the decimals of its stamp. */
static int
take_hot(struct prefix *p, struct slice line, struct taken *t)
{
	int64_t weight = SECOND_US / 10, us = p->second_us;
	size_t i;

	if (p->hot_n == 0 || line.n < p->hot_n ||
	    !bytes_same(line.p, p->hot, p->from) ||
	    !bytes_same(line.p + p->to, p->hot + p->to, p->hot_n - p->to))
		return 0;
	for (i = p->from; i < p->to; i++, weight /= 10) {
		if (!scan_is_digit(line.p[i]))
			return 0;
		us += weight * (line.p[i] - '0');
	}
	*t = (struct taken){ p->hot_n, p->stamped, us, p->who };
	return 1;
}

int
prefix_take(struct prefix *p, struct slice line, struct taken *t)
{
	size_t i;

	if (p->n == 0)
		return 0;
	if (take_hot(p, line, t))
		return 1;
	if (try_shape(p, &p->shape[p->last], line, t))
		return 1;
	for (i = 0; i < p->n; i++) {
		if (i == p->last || !try_shape(p, &p->shape[i], line, t))
			continue;
		p->last = i;
		return 1;
	}
	return 0;
}

void
prefix_learn(struct prefix *p, struct slice text)
{
	struct shape h;
	size_t i;

	if (shape_make(&h, text) != 0)
		return;
	for (i = 0; i < p->n; i++)
		if (shape_widen(&p->shape[i], &h))
			return;
	/* The first one stays, as what the file is known by. */
	if (p->n == SHAPES_MAX)
		memmove(&p->shape[1], &p->shape[2],
		    (--p->n - 1) * sizeof(h));
	p->shape = egrow(p->shape, p->n, &p->size, sizeof(h));
	p->shape[p->n++] = h;
	p->last = p->n - 1;
}

int
prefix_stamp(const struct prefix *p, struct stamp *st)
{
	const struct shape *h = p->shape;

	return p->n > 0 && h->stamp < h->ntokens &&
	    stamp_read(shape_token(h, h->stamp), st);
}

void
prefix_free(struct prefix *p)
{
	free(p->shape);
}
