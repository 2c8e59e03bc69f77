/*
 * FFmpeg's demuxers, as their media lines show them. Each media playlist has
 * one for the life of the process, and reads one segment after the other with
 * it. With several FFmpeg takes packets from them by turns, in the order of
 * their time stamps: while it waits for one of them, what has come of the
 * others lies unread.
 */
#ifndef DEMUXER_H
#define DEMUXER_H

#include <stddef.h>
#include <stdint.h>

/* What lies there is read with smaller gaps than this between the lines. */
#define DEMUXER_WAIT_US 20000

struct demuxer {
	uint64_t context;
	int playlist;		/* index of whose it is, -1: not known */
	int64_t count;		/* media lines so far */
	int64_t us;		/* stamp of the last one, 0: none */
	int64_t rest_us;	/* of the last one before FFmpeg waited for
				 * others and, since, never for this one */
};

struct demuxers {
	struct demuxer *list;
	size_t n, size;
	size_t turn;		/* whose line was the last */
	struct demuxer all;	/* all of them together; its context is that
				 * of the last line */
	int64_t counted;	/* of all, those that list has */
	int expected;		/* playlist whose demuxer is being opened */
};

/* A line of this demuxer, of whatever kind. */
void demuxer_seen(struct demuxers *, uint64_t context);

/* A line behind one of another demuxer, or behind a wait. */
void demuxer_turn(struct demuxers *, uint64_t context, int64_t t);

/* A media line: runs for most lines of a log. */
static inline void
demuxer_line(struct demuxers *d, uint64_t context, int64_t t)
{
	if (d->all.context != context || t - d->all.us > DEMUXER_WAIT_US)
		demuxer_turn(d, context, t);
	d->all.count++;
	d->all.us = t;
}

/* A segment of this playlist is about to be opened. */
static inline void
demuxer_expect(struct demuxers *d, int playlist)
{
	d->expected = playlist;
}

/*
 * What the demuxer of a playlist has said: nothing yet, where none is known
 * to be its. Of playlist -1: what all have.
 */
struct demuxer demuxer_of(const struct demuxers *, int playlist);

/*
 * When what its last line is of was there at the latest: that line, or the
 * last one before FFmpeg turned to others and never had to wait for it again.
 */
int64_t demuxer_end_us(struct demuxer);

/* Its next segment begins. */
void demuxer_next(struct demuxers *, int playlist);

void demuxers_free(struct demuxers *);

#endif
