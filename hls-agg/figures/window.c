/*
 * The ring and its running sums. Sums and buckets subtract exactly; a min or
 * max cannot be subtracted, and is looked for in the window's slots when the
 * one that held it leaves.
 */
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "window.h"

/*
 * Slots for a width: at one tick a second, with room. Where ticks come faster
 * the oldest leave early; the time covered stays true.
 */
static uint64_t
slots_for(int64_t width_us)
{
	return (uint64_t)(width_us / SECOND_US * 3 / 2 + 62);
}

static void
open_window(struct window *w, const struct plan_width *width)
{
	*w = (struct window){ .width_us = width->us, .shown = width->shown };
	snprintf(w->name, sizeof(w->name), "%llds",
	    (long long)(width->us / SECOND_US));
	tally_init(&w->sum);
	w->sum.partial = 1;
}

void
windows_init(struct windows *ws, const struct plan *plan)
{
	size_t i;

	*ws = (struct windows){ .count = plan->n,
		.steady_shown = plan->steady };
	for (i = 0; i < plan->n; i++)
		open_window(&ws->window[i], &plan->width[i]);
	ws->slots = slots_for(i > 0 ? ws->window[i - 1].width_us : 0);
	ws->slot = ezalloc((size_t)ws->slots, sizeof(*ws->slot));
	tally_init(&ws->steady);
	ws->steady.partial = 1;
	tally_init(&ws->all);
}

void
windows_free(struct windows *ws)
{
	size_t i;

	for (i = 0; i < ws->slots; i++)
		slot_free(&ws->slot[i]);
	free(ws->slot);
	for (i = 0; i < ws->count; i++)
		tally_free(&ws->window[i].sum);
	tally_free(&ws->steady);
	tally_free(&ws->all);
}

const struct window *
windows_find(const struct windows *ws, int64_t width_us)
{
	size_t i;

	for (i = 0; i < ws->count; i++)
		if (ws->window[i].width_us == width_us)
			return &ws->window[i];
	return NULL;
}

static struct slot *
slot_at(const struct windows *ws, uint64_t n)
{
	return &ws->slot[n % ws->slots];
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

	for (i = 0; i < ws->count; i++)
		if (ws->n - ws->window[i].first == ws->slots)
			expire_first(ws, &ws->window[i]);
}

/* Sets the min and max that left a window, from its slots, newest slot last. */
static void
find_extremes(const struct windows *ws, struct window *w)
{
	uint64_t k;

	if (!slot_lost(&w->sum))
		return;
	for (k = w->first; k <= ws->n; k++)
		slot_widen(slot_at(ws, k), &w->sum);
}

void
windows_push(struct windows *ws, const struct tally *second, int64_t at_us)
{
	struct slot *newest = slot_at(ws, ws->n);
	size_t i;

	make_room(ws);
	slot_close(newest, second, at_us);
	for (i = 0; i < ws->count; i++) {
		struct window *w = &ws->window[i];

		slot_add(newest, &w->sum);
		while (w->first < ws->n && at_us - slot_at(ws, w->first)->at_us
		    >= w->width_us - WINDOW_SLACK_US)
			expire_first(ws, w);
		find_extremes(ws, w);
	}
	ws->n++;
	tally_merge(&ws->all, second);
}

const struct slot *
windows_newest(const struct windows *ws)
{
	return slot_at(ws, ws->n - 1);
}

void
windows_steady(struct windows *ws, const struct tally *second)
{
	tally_merge(&ws->steady, second);
	ws->steady_ticks++;
}
