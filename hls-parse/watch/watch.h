/*
 * The watched playlists of the stream: rebuilt from their records, hls-raw(5),
 * and read. They have what FFmpeg's log has not: how long segments are, the
 * target duration, where the live edge is.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "event/flow.h"
#include "m3u8/playlist.h"
#include "record.h"
#include "sbuf.h"
#include "timeline.h"

/* One fetch of a playlist, as its record tells. */
struct watch_fetch {
	int64_t at_us, begun_us;	/* its last byte, and its request */
	int64_t time_us;	/* between the two, -1: not told */
	int64_t status, bytes;	/* -1: not told */
	int64_t lines;
	int64_t building;	/* lines still to come */
};

struct watch {
	int64_t n;		/* its number, from 1 */
	struct sbuf url;	/* where it came from at last */
	struct sbuf values;	/* not to be shown, as redact.h has them */
	struct sbuf text, next;	/* what it holds, and what is being rebuilt */
	size_t *line, lines, lines_room;	/* where they begin in text */
	struct watch_fetch fetch;
	struct m3u8 list;	/* of text, where it can be read */
	struct timeline timeline;
	const char *kind;	/* m3u8_word, NULL: never read so far */
	int64_t target_us;	/* 0: not known */
	int64_t sequence, discontinuity;	/* of the version before */
	int64_t tried_us;	/* when the last fetch had begun, failed or
				 * not; 0: none */
	int64_t news_us;	/* the fetch that brought its newest segment */
	bool live;		/* it was, or is */
	bool late;		/* what is due has not come, which was told */
};

struct watches {
	struct watch *list;	/* number n is list[n - 1] */
	size_t n;
	size_t told;		/* so many are to come, by the swarm record */
	bool partly;		/* others are played that are not watched */
	struct candidates found;	/* of the search going on */
};

/*
 * Takes a record of the watch: 1, or 0 if it is none. Writes what it tells as
 * events. *fetched: a fetch is over, and more may be found than before.
 */
int watch_record(struct watches *, struct flow *, const struct record *,
    bool *fetched);

/* Whether playlists are watched, though none may have come so far. */
bool watches_any(const struct watches *);

/* The watched playlist of an index; NULL for -1. */
const struct watch *watch_at(const struct watches *, int i);

/* Another run's playlists are its own; not all may be watched. */
void watches_begin(struct watches *ws, const struct record *swarm);

void watches_free(struct watches *);

#endif
