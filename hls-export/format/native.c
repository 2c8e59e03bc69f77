/*
 * Two passes over the buckets, counted and then written: the gaps between them
 * decide both.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "native.h"

/* A span costs more than so many empty buckets. */
#define GAP 2

/* The bucket of a coarser schema that holds bucket i of lib/hist. */
static int
coarser(int i, int schema)
{
	int by = NATIVE_SCHEMA - schema, width = 1 << by;

	/* Rounded up, below 0 as well. */
	return i > 0 ? (i + width - 1) / width : -(-i / width);
}

/* A walk over the buckets of a schema that are not empty. */
struct walk {
	const struct hist *h;
	int schema;
	int next;		/* bucket of h */
	int index;
	int64_t count;
};

static int
walk_on(struct walk *w)
{
	for (; w->next <= w->h->highest; w->next++)
		if (hist_count(w->h, w->next) > 0)
			break;
	if (w->next > w->h->highest)
		return 0;
	w->index = coarser(w->next, w->schema);
	w->count = 0;
	for (; w->next <= w->h->highest &&
	    coarser(w->next, w->schema) == w->index; w->next++)
		w->count += hist_count(w->h, w->next);
	return 1;
}

static struct walk
walk_start(const struct hist *h, int schema)
{
	return (struct walk){ .h = h, .schema = schema, .next = h->lowest };
}

/* How many deltas and spans a schema takes. */
static void
measure(struct native *n, const struct hist *h, int schema)
{
	struct walk w = walk_start(h, schema);
	int last = 0;

	n->schema = schema;
	n->spans = n->deltas = 0;
	while (walk_on(&w)) {
		int gap = w.index - last - 1;

		if (n->spans == 0 || gap > GAP)
			n->spans++;
		else
			n->deltas += (size_t)gap;
		n->deltas++;
		last = w.index;
	}
}

static void
add(struct native *n, int64_t *before, int64_t count)
{
	n->delta[n->deltas++] = count - *before;
	n->span[n->spans - 1].length++;
	*before = count;
}

static void
fill(struct native *n, const struct hist *h)
{
	struct walk w = walk_start(h, n->schema);
	int64_t before = 0;
	int last = 0;

	n->spans = n->deltas = 0;
	while (walk_on(&w)) {
		int gap = w.index - last - 1;

		if (n->spans == 0)
			n->span[n->spans++].offset = w.index;
		else if (gap > GAP)
			n->span[n->spans++].offset = gap;
		else
			for (; gap > 0; gap--)
				add(n, &before, 0);
		add(n, &before, w.count);
		last = w.index;
	}
}

void
native_make(struct native *n, const struct hist *h, int most)
{
	int schema = NATIVE_SCHEMA;

	*n = (struct native){ 0 };
	if (h->n == h->zero) {
		n->schema = schema;
		return;
	}
	do {
		measure(n, h, schema);
	} while (n->deltas > (size_t)most && --schema >= NATIVE_SCHEMA_LEAST);
	n->span = ezalloc(n->spans, sizeof(*n->span));
	n->delta = ezalloc(n->deltas, sizeof(*n->delta));
	fill(n, h);
}

void
native_free(struct native *n)
{
	free(n->span);
	free(n->delta);
	*n = (struct native){ 0 };
}
