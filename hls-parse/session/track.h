/*
 * What one rendition has supplied its viewer with: the ends of its complete
 * segments, until the viewer has taken them. Pure.
 */
#ifndef TRACK_H
#define TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"
#include "watch/find.h"

/* A complete segment. */
struct mark {
	int64_t end_us;		/* when it was */
	int64_t duration_us;	/* -1: not known yet */
	int watch, era;		/* where it ends on a watched playlist, by */
	int64_t place_us;	/* the media time of that; watch -1: nowhere */
	int64_t date_us;	/* and by its date, M3U8_NO_TIME: none */
	char *url;		/* owned, until duration_us is known, or NULL */
	size_t url_n;
	int64_t from, to;	/* bytes asked for, as asked_for has them */
};

struct track {
	struct mark *mark;	/* the oldest first */
	size_t n, size;
	int64_t base_us;	/* media before the first mark */
	int64_t duration_us;	/* the last one that was known, 0: none */
	struct watch_hint hint;	/* the last one that has a place */
	bool placed;		/* there is one */
	int misses;		/* not found in a row, if none ever was */
	/* For a look ahead: marks that are behind it, and their media. */
	size_t ahead;
	int64_t ahead_us;
};

/* One that is empty and shared by all, until something is added. */
struct track *track_none(void);

/* Adds a mark; its url, if any, is copied. */
void track_add(struct track **, const struct mark *, struct slice url);

/* The viewer has taken the first one, whose duration is known. */
void track_pop(struct track *);

/* The duration of its k-th mark is known now. */
void track_know(struct track *, size_t k, int64_t duration_us);

/*
 * The segment with this end turned out not to be whole: its mark counts for
 * nothing. False: the viewer has taken it.
 */
bool track_withdraw(struct track *, int64_t end_us);

/* All marks are forgotten, known or not. */
void track_forget(struct track *);

void track_free(struct track *);

#endif
