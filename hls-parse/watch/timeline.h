/*
 * The segments of one watched playlist on a media time of its own, those that
 * have left it included for as long as a viewer may be at them, and how one
 * that FFmpeg asks for is found among them.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "idmap.h"
#include "m3u8/playlist.h"
#include "slice.h"

/* So many are kept that have left the playlist. */
#define TIMELINE_LEFT_MAX 256

/* What a segment is found by. */
enum timeline_key {
	BY_URL,
	BY_NAME,		/* the last component of its path */
	TIMELINE_KEYS
};

/* A segment. */
struct piece {
	int64_t sequence;
	int64_t discontinuity;	/* its discontinuity sequence number */
	int64_t duration_us;	/* EXTINF; -1: it cannot be believed */
	int64_t end_us;		/* where it ends on the timeline */
	int64_t date_us;	/* Unix time of its end, M3U8_NO_TIME: none */
	int64_t from, to;	/* its bytes, to is the last; 0 and -1: all */
	uint64_t uri;		/* hash of its URI as it stands */
	uint64_t bare;		/* of its URL without its query */
	uint64_t hash[TIMELINE_KEYS];
	struct piece *before[TIMELINE_KEYS];	/* the last with that hash */
	bool gap;
	size_t n;
	char url[];		/* absolute, n bytes */
};

struct timeline {
	struct piece **piece;	/* the oldest first, by sequence */
	size_t n, size;
	struct idmap by[TIMELINE_KEYS];	/* the newest piece of each hash */
	int64_t end_us;		/* where the newest ends */
	int64_t edge_us;	/* where the last of the newest version does */
	int era;		/* places in another one do not compare */
};

/* What came of a new version. */
struct timeline_news {
	size_t fresh;		/* so many at the end are new */
	int64_t renamed;	/* a number that named another one, or -1 */
	int64_t moved;		/* one of another discontinuity, or -1 */
};

/* Takes in a media playlist that came from the URL base. */
void timeline_update(struct timeline *, const struct m3u8 *,
    struct slice base, struct timeline_news *);

/* What a viewer asks for. */
struct asked_for {
	struct slice url;
	int64_t from, to;	/* bytes; to -1: to the end, or not known */
};

/* How alike a URL is to what is asked for; more is better. */
enum {
	ALIKE_NOT,		/* then the number of like path components */
	ALIKE_BARE = 1 << 20,	/* all but the query */
	ALIKE_EXACT,
};

struct candidate {
	const struct piece *piece;
	int timeline;		/* a number of the caller's */
};

/*
 * Those found that are the most alike, of one timeline or of several; of one
 * the newest first. Start from { 0 }, and from n and alike 0 for each search.
 */
struct candidates {
	int alike;
	struct candidate *list;	/* owned */
	size_t n, size;
};

/* Adds what is alike, as far as it is no less so than what is there. */
void timeline_find(const struct timeline *, int timeline,
    const struct asked_for *, struct candidates *);

/* So many path components are the same from the end on (for the tests too). */
int timeline_run(struct slice a, struct slice b);

void timeline_free(struct timeline *);

#endif
