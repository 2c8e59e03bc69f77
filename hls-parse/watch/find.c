/*
 * A URL is found by its likeness, see timeline.h. What is equally like several
 * segments is told apart by its place behind the one before it.
 */
#include "clock.h"
#include "find.h"

/* A watch without a target duration fetches so often. */
#define INTERVAL_US (2 * SECOND_US)

/* The first fetch of one may take so long; then the log's own word counts. */
#define FIRST_WAIT_US (10 * SECOND_US)

/* Sums up n of them, which are all meant. */
static enum watch_found
sum_up(const struct candidate *c, size_t n, struct watch_segment *a)
{
	size_t i;

	*a = (struct watch_segment){ .watch = c->timeline, .pieces = n,
		.sequence = c->piece->sequence, .end_us = c->piece->end_us,
		.date_us = c->piece->date_us, .gap = true };
	for (i = 0; i < n; i++) {
		const struct piece *x = c[i].piece;

		if (x->duration_us < 0)
			return WATCH_UNCLEAR;
		a->duration_us += x->gap ? 0 : x->duration_us;
		a->gap &= x->gap;
	}
	return WATCH_FOUND;
}

/*
 * Whether they are several ranges of one resource, in one playlist: FFmpeg 9
 * asks for those that follow each other at once.
 */
static bool
are_ranges(const struct candidates *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->list[i].piece->to < 0 ||
		    c->list[i].timeline != c->list[0].timeline ||
		    (i > 0 && c->list[i].piece->to >=
		    c->list[i - 1].piece->from))
			return false;
	return true;
}

/* The first of them behind the hint, or NULL. */
static const struct candidate *
behind(const struct candidates *c, const struct watch_hint *hint)
{
	const struct candidate *best = NULL;
	size_t i;

	for (i = 0; hint != NULL && i < c->n; i++) {
		const struct candidate *x = &c->list[i];

		if (x->timeline == hint->watch &&
		    x->piece->sequence > hint->sequence && (best == NULL ||
		    x->piece->sequence < best->piece->sequence))
			best = x;
	}
	return best;
}

/* What all have in common: a duration, but no place; or nothing. */
static enum watch_found
common(const struct candidates *c, struct watch_segment *a)
{
	const struct piece *first = c->list[0].piece;
	size_t i;

	for (i = 1; i < c->n; i++)
		if (c->list[i].piece->duration_us != first->duration_us ||
		    c->list[i].piece->gap != first->gap)
			return WATCH_UNCLEAR;
	*a = (struct watch_segment){ .watch = -1, .pieces = 1,
		.duration_us = first->gap ? 0 : first->duration_us,
		.date_us = M3U8_NO_TIME, .gap = first->gap };
	return first->duration_us < 0 ? WATCH_UNCLEAR : WATCH_FOUND;
}

enum watch_found
watch_find(struct watches *ws, const struct asked_for *q,
    const struct watch_hint *hint, struct watch_segment *a)
{
	struct candidates *c = &ws->found;
	const struct candidate *one;
	enum watch_found found;
	size_t i;

	c->n = 0;
	c->alike = ALIKE_NOT;
	for (i = 0; i < ws->n; i++)
		timeline_find(&ws->list[i].timeline, (int)i, q, c);
	/* What is not watched may be named like what is. */
	if (c->n == 0 || (ws->partly && c->alike < ALIKE_BARE))
		return WATCH_MISSING;
	one = c->n == 1 ? c->list : behind(c, hint);
	if (are_ranges(c))
		found = sum_up(c->list, c->n, a);
	else if (one != NULL)
		found = sum_up(one, 1, a);
	else
		found = common(c, a);
	if (found == WATCH_FOUND && a->watch >= 0)
		a->era = ws->list[a->watch].timeline.era;
	return found;
}

/* Whether one of the watched playlists is still to be tried, or to be found. */
static bool
is_awaited(const struct watches *ws)
{
	bool variants = false, media = false;
	size_t i;

	if (ws->told > ws->n)
		return true;
	for (i = 0; i < ws->n; i++) {
		const struct watch *w = &ws->list[i];
		bool master = w->list.type == M3U8_MULTIVARIANT;

		if (i < ws->told && w->tried_us == 0)
			return true;
		variants |= master;
		media |= !master && w->tried_us != 0;
	}
	return variants && !media;
}

bool
watch_may_come(const struct watches *ws, int64_t t_us, int64_t now_us)
{
	size_t i;

	if (is_awaited(ws) && now_us < t_us + FIRST_WAIT_US)
		return true;
	for (i = 0; i < ws->n; i++) {
		const struct watch *w = &ws->list[i];
		int64_t interval = w->target_us > 0 ? w->target_us :
		    INTERVAL_US;

		if (w->list.type == M3U8_MULTIVARIANT ||
		    (w->list.ended && !w->live))
			continue;
		if (w->tried_us != 0 && w->tried_us < t_us + 2 * interval)
			return true;
	}
	return false;
}
