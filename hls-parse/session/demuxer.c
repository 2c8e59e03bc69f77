/*
 * A demuxer is known by the address of its context. Whose it is shows when its
 * first line comes: FFmpeg opens the first segment of each playlist and its
 * demuxer before it turns to the next one.
 */
#include <stdlib.h>

#include "demuxer.h"
#include "ealloc.h"

/* More than FFmpeg has: the last place is for all others. */
#define DEMUXERS_MAX 256

static struct demuxer *
of_playlist(const struct demuxers *d, int playlist)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (d->list[i].playlist == playlist)
			return &d->list[i];
	return NULL;
}

/* Its index; it is taken in if it is new. */
static size_t
find(struct demuxers *d, uint64_t context)
{
	size_t i;

	for (i = 0; i < d->n && d->list[i].context != context; i++)
		;
	if (i < d->n)
		return i;
	if (i == DEMUXERS_MAX)
		i--;
	else
		d->list = egrow(d->list, d->n++, &d->size, sizeof(*d->list));
	d->list[i] = (struct demuxer){ .context = context, .playlist = -1 };
	return i;
}

/* What FFmpeg opens is of the playlist that it opens, if that has none yet. */
static void
assign(struct demuxers *d, struct demuxer *m)
{
	if (m->playlist < 0 && of_playlist(d, d->expected) == NULL)
		m->playlist = d->expected;
}

void
demuxer_seen(struct demuxers *d, uint64_t context)
{
	size_t i = find(d, context);

	assign(d, &d->list[i]);
}

/* The demuxer at i, with the lines since the last turn if these are its. */
static struct demuxer
counted(const struct demuxers *d, size_t i)
{
	struct demuxer m = d->list[i];

	if (i == d->turn && d->all.count > d->counted) {
		m.count += d->all.count - d->counted;
		m.us = d->all.us;
	}
	return m;
}

/* FFmpeg had to wait for m, and for none of the others. */
static void
waited_for(struct demuxers *d, const struct demuxer *m)
{
	size_t i;

	for (i = 0; i < d->n; i++)
		if (&d->list[i] == m)
			d->list[i].rest_us = 0;
		else if (d->list[i].rest_us == 0)
			d->list[i].rest_us = d->list[i].us;
}

void
demuxer_turn(struct demuxers *d, uint64_t context, int64_t t)
{
	struct demuxer *m;

	if (d->turn < d->n)
		d->list[d->turn] = counted(d, d->turn);
	d->counted = d->all.count;
	d->turn = find(d, context);
	d->all.context = context;
	m = &d->list[d->turn];
	assign(d, m);
	if (t - d->all.us > DEMUXER_WAIT_US)
		waited_for(d, m);
}

struct demuxer
demuxer_of(const struct demuxers *d, int playlist)
{
	const struct demuxer *m;

	if (playlist < 0)
		return d->all;
	/* Without contexts in the log they cannot be told from each other. */
	if (d->n == 1 && d->list[0].context == 0)
		return d->all;
	m = of_playlist(d, playlist);
	if (m == NULL)
		return (struct demuxer){ .playlist = -1 };
	return counted(d, (size_t)(m - d->list));
}

int64_t
demuxer_end_us(struct demuxer m)
{
	return m.rest_us != 0 ? m.rest_us : m.us;
}

void
demuxer_next(struct demuxers *d, int playlist)
{
	struct demuxer *m = of_playlist(d, playlist);

	if (m != NULL)
		m->rest_us = 0;
}

void
demuxers_free(struct demuxers *d)
{
	free(d->list);
}
