/*
 * The heap: heap[i] is due no later than heap[2i] and heap[2i + 1].
 */
#include <stdlib.h>

#include "ealloc.h"
#include "timers.h"

static void
place(struct timers *h, struct timer *t, size_t i)
{
	h->heap[i] = t;
	t->place = i;
}

static void
rise(struct timers *h, struct timer *t, size_t i)
{
	for (; i > 1 && h->heap[i / 2]->due_us > t->due_us; i /= 2)
		place(h, h->heap[i / 2], i);
	place(h, t, i);
}

static void
sink(struct timers *h, struct timer *t, size_t i)
{
	for (;;) {
		size_t k = 2 * i;

		if (k < h->n && h->heap[k + 1]->due_us < h->heap[k]->due_us)
			k++;
		if (k > h->n || h->heap[k]->due_us >= t->due_us)
			break;
		place(h, h->heap[k], i);
		i = k;
	}
	place(h, t, i);
}

void
timers_set(struct timers *h, struct timer *t, int64_t due_us)
{
	int64_t before = t->due_us;

	t->due_us = due_us;
	if (t->place != 0) {
		if (due_us < before)
			rise(h, t, t->place);
		else
			sink(h, t, t->place);
		return;
	}
	h->heap = egrow(h->heap, ++h->n, &h->size, sizeof(struct timer *));
	rise(h, t, h->n);
}

void
timers_cancel(struct timers *h, struct timer *t)
{
	size_t i = t->place;
	struct timer *last;

	if (i == 0)
		return;
	t->place = 0;
	last = h->heap[h->n--];
	if (last == t)
		return;
	if (i > 1 && h->heap[i / 2]->due_us > last->due_us)
		rise(h, last, i);
	else
		sink(h, last, i);
}

int64_t
timers_next_us(const struct timers *h)
{
	return h->n > 0 ? h->heap[1]->due_us : INT64_MAX;
}

struct timer *
timers_pop(struct timers *h, int64_t now_us)
{
	struct timer *t;

	if (h->n == 0 || h->heap[1]->due_us > now_us)
		return NULL;
	t = h->heap[1];
	timers_cancel(h, t);
	return t;
}

void
timers_free(struct timers *h)
{
	free(h->heap);
	*h = (struct timers){ 0 };
}
