/*
 * The ring and its running sums. Sums and buckets subtract exactly; a window's
 * min and max come from its slots each time, which cannot be subtracted.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "window.h"

static const struct {
	const char *name;
	int64_t seconds;
} widths[WINDOWS] = {
	{ "1s", 1 }, { "10s", 10 }, { "30s", 30 }, { "60s", 60 },
	{ "300s", 300 },
};

void
windows_init(struct windows *ws)
{
	size_t i;

	*ws = (struct windows){ 0 };
	ws->slot = ezalloc(WINDOW_SLOTS, sizeof(*ws->slot));
	for (i = 0; i < WINDOWS; i++) {
		ws->window[i].name = widths[i].name;
		ws->window[i].width_us = widths[i].seconds * SECOND_US;
		tally_init(&ws->window[i].sum);
	}
	tally_init(&ws->all);
}

void
windows_free(struct windows *ws)
{
	size_t i;

	for (i = 0; i < WINDOW_SLOTS; i++)
		slot_free(&ws->slot[i]);
	free(ws->slot);
	for (i = 0; i < WINDOWS; i++)
		tally_free(&ws->window[i].sum);
	tally_free(&ws->all);
}

static struct slot *
slot_at(const struct windows *ws, uint64_t n)
{
	return &ws->slot[n % WINDOW_SLOTS];
}

static void
expire_first(const struct windows *ws, struct window *w)
{
	slot_take(slot_at(ws, w->first), &w->sum);
	w->first++;
}

/* The ring is full: its oldest slot leaves whoever still holds it. */
static void
make_room(struct windows *ws)
{
	size_t i;

	for (i = 0; i < WINDOWS; i++)
		if (ws->n - ws->window[i].first == WINDOW_SLOTS)
			expire_first(ws, &ws->window[i]);
}

/* Sets min and max of a window's sketch from its slots, newest slot last. */
static void
find_extremes(const struct windows *ws, struct window *w, int sketch)
{
	struct hist *h = &w->sum.sketch[sketch];
	uint64_t k;
	int found = 0;

	if (h->n == 0) {
		hist_clear(h);
		return;
	}
	for (k = w->first; k <= ws->n; k++) {
		const struct slot_sketch *s = &slot_at(ws, k)->sketch[sketch];

		if (s->n == 0)
			continue;
		if (!found || s->min < h->min)
			h->min = s->min;
		if (!found || s->max > h->max)
			h->max = s->max;
		found = 1;
	}
}

void
windows_push(struct windows *ws, const struct tally *second, int64_t at_us)
{
	struct slot *newest = slot_at(ws, ws->n);
	size_t i;
	int k;

	make_room(ws);
	slot_close(newest, second, at_us);
	for (i = 0; i < WINDOWS; i++) {
		struct window *w = &ws->window[i];

		slot_add(newest, &w->sum);
		while (w->first < ws->n && at_us - slot_at(ws, w->first)->at_us
		    >= w->width_us - WINDOW_SLACK_US)
			expire_first(ws, w);
		for (k = 0; k < SKETCHES; k++)
			find_extremes(ws, w, k);
	}
	ws->n++;
	tally_merge(&ws->all, second);
}
