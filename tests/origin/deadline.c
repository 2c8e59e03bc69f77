/*
 * The heap, counted from 1: the children of i are 2i and 2i + 1.
 */
#include <stdlib.h>

#include "deadline.h"
#include "ealloc.h"
#include "poller.h"

static void
place(struct deadlines *h, size_t i, struct deadline *d)
{
	h->heap[i] = d;
	d->slot = i;
}

/* Moves d from the free place i towards the root, then towards the leaves. */
static void
settle(struct deadlines *h, size_t i, struct deadline *d)
{
	size_t child;

	for (; i > 1 && h->heap[i / 2]->at_us > d->at_us; i /= 2)
		place(h, i, h->heap[i / 2]);
	while ((child = 2 * i) <= h->n) {
		if (child < h->n &&
		    h->heap[child + 1]->at_us < h->heap[child]->at_us)
			child++;
		if (h->heap[child]->at_us >= d->at_us)
			break;
		place(h, i, h->heap[child]);
		i = child;
	}
	place(h, i, d);
}

void
deadline_set(struct deadlines *h, struct deadline *d, int64_t at_us)
{
	d->at_us = at_us;
	if (d->slot == 0) {
		d->slot = ++h->n;
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		h->heap = egrow(h->heap, d->slot, &h->size, sizeof(d));
	}
	settle(h, d->slot, d);
}

void
deadline_clear(struct deadlines *h, struct deadline *d)
{
	size_t i = d->slot;
	struct deadline *last;

	if (i == 0)
		return;
	d->slot = 0;
	last = h->heap[h->n--];
	if (last != d)
		settle(h, i, last);
}

int64_t
deadline_next(const struct deadlines *h)
{
	return h->n > 0 ? h->heap[1]->at_us : POLLER_NEVER;
}

struct deadline *
deadline_due(struct deadlines *h, int64_t now_us)
{
	struct deadline *d;

	if (deadline_next(h) > now_us)
		return NULL;
	d = h->heap[1];
	deadline_clear(h, d);
	return d;
}

void
deadlines_free(struct deadlines *h)
{
	free(h->heap);
	*h = (struct deadlines){ 0 };
}
