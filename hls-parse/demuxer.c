/*
 * A demuxer is known by the address of its context. Whose it is shows when its
 * first line comes: FFmpeg opens the first segment of each playlist and its
 * demuxer before it turns to the next one.
 */
#include <stdlib.h>

#include "demuxer.h"
#include "ealloc.h"

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
	/* One to begin with, then twice as many each time. */
	if ((d->n & (d->n - 1)) == 0)
		d->list = eresize(d->list, d->n > 0 ? 2 * d->n : 1,
		    sizeof(*d->list));
	d->list[d->n] = (struct demuxer){ .context = context, .playlist = -1 };
	return d->n++;
}

/* What FFmpeg opens is the demuxer of the playlist it opens, if that has none. */
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

void
demuxer_turn(struct demuxers *d, uint64_t context, int64_t t)
{
	struct demuxer *m;

	d->turn = find(d, context);
	m = &d->list[d->turn];
	assign(d, m);
	if (m->rest_us != 0 && m->resume_us == 0)
		m->resume_us = t;
}

const struct demuxer *
demuxer_of(const struct demuxers *d, int playlist)
{
	static const struct demuxer silent = { .playlist = -1 };
	const struct demuxer *m;

	if (playlist < 0)
		return &d->all;
	m = of_playlist(d, playlist);
	return m != NULL ? m : &silent;
}

/* Whether all that came behind its rest came in one go. */
static int
is_burst(const struct demuxer *m)
{
	return m->rest_us != 0 && m->resume_us != 0 &&
	    m->us - m->resume_us <= DEMUXER_BURST_US;
}

void
demuxer_rest(struct demuxers *d, int playlist, int64_t answered_us)
{
	struct demuxer *m = of_playlist(d, playlist);

	if (m == NULL)
		return;
	/* The next line is to pass through demuxer_turn. */
	d->turn = d->n;
	if (m->rest_us != 0 && m->resume_us == 0)
		return;
	if (!is_burst(m))
		m->rest_us = m->us > answered_us ? m->us : answered_us;
	m->resume_us = 0;
}

int64_t
demuxer_end_us(const struct demuxer *m)
{
	return is_burst(m) ? m->rest_us : m->us;
}

void
demuxer_next(struct demuxers *d, int playlist)
{
	struct demuxer *m = of_playlist(d, playlist);

	if (m != NULL)
		m->rest_us = m->resume_us = 0;
}

void
demuxers_free(struct demuxers *d)
{
	free(d->list);
}
