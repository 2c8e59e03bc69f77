/*
 * The choice of a variant.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "rungs.h"

struct rung *
rungs_at(struct rungs *l, size_t i)
{
	while (l->n <= i) {
		l->list = eresize(l->list, l->n + 1, sizeof(*l->list));
		l->list[l->n++] = (struct rung){ 0 };
	}
	return &l->list[i];
}

/* Whether it is none that is too high. */
static int
fits(const struct rung *r, const struct want *w)
{
	int64_t v = w->variant == VARIANT_HEIGHT ? r->height : r->bitrate;

	return w->variant < VARIANT_HEIGHT || (v > 0 && v <= w->limit);
}

/* Whether a is the better choice than b, which comes before it. */
static int
better(const struct rung *a, const struct rung *b, const struct want *w)
{
	int64_t bits = a->bitrate - b->bitrate, high = a->height - b->height;
	int64_t d = bits != 0 ? bits : high;

	if ((a->streams > 0) != (b->streams > 0))
		return a->streams > 0;
	if (w->variant == VARIANT_FIRST)
		return 0;
	if ((a->videos > 0) != (b->videos > 0))
		return a->videos > 0;
	if (w->variant == VARIANT_HEIGHT)
		d = high != 0 ? high : bits;
	return w->variant == VARIANT_LOWEST ? d < 0 : d > 0;
}

const struct rung *
rungs_choose(const struct rungs *l, const struct want *w)
{
	const struct rung *best = NULL;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (fits(&l->list[i], w) &&
		    (best == NULL || better(&l->list[i], best, w)))
			best = &l->list[i];
	return best;
}

void
rung_name(struct sbuf *b, const struct rung *r)
{
	if (r->height > 0)
		sbuf_printf(b, "%lldx%lld", (long long)r->width,
		    (long long)r->height);
	else if (r->streams > 0 && r->videos == 0)
		sbuf_str(b, "audio");
	if (r->bitrate > 0)
		sbuf_printf(b, "@%lld", (long long)r->bitrate);
}

void
rungs_free(struct rungs *l)
{
	free(l->list);
	*l = (struct rungs){ 0 };
}
