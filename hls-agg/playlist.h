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

/* A playlist is requested; interval and late as the record has them, or -1. */
void playlist_request(struct agg *a, const struct record *r);

void playlist_sequence(struct agg *a, const struct record *r);
void playlist_stale(struct agg *a, const struct record *r);
void playlist_fail(struct agg *a, const struct record *r);
void playlist_init_fail(struct agg *a, const struct record *r);
void playlist_key_fail(struct agg *a, const struct record *r);

/*
 * One sample of each viewer's lag, as things stand: the newest media sequence
 * that a viewer of the same playlist has - its own, in target durations.
 */
void playlist_census(struct agg *a);

#endif
