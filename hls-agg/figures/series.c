/*
 * A ring of the newest values, and two sorted lists that grow.
 */
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "series.h"
#include "window.h"

static struct series_value *
value_at(const struct series *s, uint64_t k)
{
	return &s->recent[k % SERIES_RECENT];
}

void
series_add(struct series *s, int64_t v)
{
	if (s->recent == NULL)
		s->recent = ezalloc(SERIES_RECENT, sizeof(*s->recent));
	/* More in one second than the ring has: the first ones go. */
	if (s->n - s->closed == SERIES_RECENT)
		s->closed++;
	value_at(s, s->n++)->v = v;
}

/* The place of v among the sorted: behind those that are not more. */
static size_t
place(const struct sorted *s, int64_t v)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->v[mid] <= v)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
thin_out(struct sorted *s)
{
	size_t i;

	for (i = 0; i < s->n / 2; i++)
		s->v[i] = s->v[2 * i];
	s->n /= 2;
	s->skip = 2 * s->skip + 1;
}

static void
sorted_add(struct sorted *s, int64_t v)
{
	size_t at;

	if (s->n == 0 || v > s->max)
		s->max = v;
	if (s->skipped++ < s->skip)
		return;
	s->skipped = 0;
	if (s->n == SERIES_WHOLE)
		thin_out(s);
	if (s->n == s->size) {
		s->size = s->size > 0 ? 2 * s->size : 64;
		s->v = eresize(s->v, s->size, sizeof(*s->v));
	}
	at = place(s, v);
	memmove(s->v + at + 1, s->v + at, (s->n - at) * sizeof(*s->v));
	s->v[at] = v;
	s->n++;
}

void
series_close(struct series *s, int64_t at_us, int steady)
{
	for (; s->closed < s->n; s->closed++) {
		struct series_value *one = value_at(s, s->closed);

		one->at_us = at_us;
		sorted_add(&s->all, one->v);
		if (steady)
			sorted_add(&s->steady, one->v);
	}
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static size_t
middle(size_t n)
{
	return (n + 1) / 2 - 1;
}

int
series_window(const struct series *s, int64_t now_us, int64_t width_us,
    struct series_stat *stat)
{
	int64_t v[SERIES_RECENT];
	uint64_t k = s->closed;
	size_t n = 0;

	for (; k > 0 && s->n - k < SERIES_RECENT; k--) {
		const struct series_value *one = value_at(s, k - 1);

		if (now_us - one->at_us > 0 &&
		    now_us - one->at_us >= width_us - WINDOW_SLACK_US)
			break;
		v[n++] = one->v;
	}
	if (n == 0)
		return 0;
	qsort(v, n, sizeof(*v), compare);
	*stat = (struct series_stat){ v[middle(n)], v[n - 1] };
	return 1;
}

int
sorted_stat(const struct sorted *s, struct series_stat *stat)
{
	if (s->n == 0)
		return 0;
	*stat = (struct series_stat){ s->v[middle(s->n)], s->max };
	return 1;
}

void
series_free(struct series *s)
{
	free(s->recent);
	free(s->all.v);
	free(s->steady.v);
	*s = (struct series){ 0 };
}
