/*
 * Playlists: the kinds sequence, stale, playlist_fail, init_fail and key_fail,
 * reloads, and how far viewers are behind the newest that any of them has.
 */
#ifndef PLAYLIST_H
#define PLAYLIST_H

#include <stdint.h>

#include "record.h"
#include "slice.h"

struct agg;
struct exchange;
struct session;

/* Playlists that are followed; viewers of more have no edge lag. */
#define PLAYLISTS 64

struct playlist {
	uint64_t url;		/* hash */
	int64_t newest;		/* media sequence of its viewers, -1: none */
};

struct playlists {
	int n;
	struct playlist playlist[PLAYLISTS];
};

/* A playlist is requested. */
void playlist_request(struct agg *a, const struct exchange *t);

void playlist_sequence(struct agg *a, const struct record *r);
void playlist_stale(struct agg *a, const struct record *r);
void playlist_fail(struct agg *a, const struct record *r);
void playlist_init_fail(struct agg *a, const struct record *r);
void playlist_key_fail(struct agg *a, const struct record *r);

/*
 * A walk over the sessions that follow a playlist, at a tick: each one's lag,
 * the newest media sequence that a viewer of the same playlist has - its own,
 * in target durations. The newest is that of those who are there: who left is
 * out of it from the next tick on, and who is above it has not seen yet that
 * the stream began anew.
 */
struct playlist_walk {
	int64_t newest[PLAYLISTS], highest[PLAYLISTS];
};
void playlist_walk_begin(const struct agg *a, struct playlist_walk *w);
void playlist_see(struct agg *a, struct playlist_walk *w,
    const struct session *s);
void playlist_walk_end(struct agg *a, const struct playlist_walk *w);

#endif
