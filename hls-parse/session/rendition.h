/*
 * The playlists of a process, in the order in which FFmpeg opens them: the
 * first one of an input is the multivariant playlist if there are others, else
 * it is the only media playlist. FFmpeg counts the media playlists of each
 * input from 0. Below debug the log does not show the first one, and all are
 * media playlists.
 *
 * The index of a playlist is FFmpeg's number of it, and 65536 times that of
 * its input.
 */
#ifndef RENDITION_H
#define RENDITION_H

#include "session.h"

/* The index of playlist n of the present input. */
int rendition_number(const struct session *, int64_t n);

/* The index of a playlist's URL, -1 for the multivariant playlist. */
int rendition_index(struct session *, uint64_t url);

/* The index of a rendition. */
int rendition_of(const struct http *, const struct rendition *);

/* The rendition of an index, or NULL; *_expected makes it if it may be one. */
struct rendition *rendition_get(struct session *, int playlist);
struct rendition *rendition_expected(struct session *, int playlist);

/* The i-th media playlist of all inputs, from 0; NULL behind the last. */
struct rendition *rendition_at(struct http *, size_t i);

/* The playlist of this URL was redirected: it is reloaded from elsewhere. */
void rendition_redirected(struct session *, uint64_t url);

/* FFmpeg goes on without the rendition of this playlist. */
void rendition_broken(struct session *, struct slice url);

/* FFmpeg has read segment r: so many lines are of so many bytes. */
void rendition_read(struct session *, const struct request *r);

/*
 * Whether at t a load of the playlist was due long ago, so that a segment must
 * keep FFmpeg from it: loads follow each other by a segment's duration, where
 * that is known.
 */
bool rendition_is_overdue(const struct rendition *, int64_t t);

/* Whether FFmpeg still receives one of those that are known. */
bool rendition_is_left(struct http *);

/* Whether a playlist that FFmpeg receives is stale. */
int rendition_stale(struct http *);

#endif
