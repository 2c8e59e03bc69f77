/*
 * The virtual viewer of a session: a player at 1x behind the segments that
 * FFmpeg fetched. See hls-event(5), "The viewer".
 */
#ifndef VIEWER_H
#define VIEWER_H

#include <stddef.h>

struct rendition;
struct request;
struct session;
struct at;

/* Play begins. */
void viewer_start(const struct at *);

/*
 * Takes what the tracks of all renditions that are played have complete: as
 * much as the shortest.
 */
void viewer_take(const struct at *);

/*
 * Its figures will lack this, a word of missing= in hls-event(5). The first
 * counts.
 */
void viewer_lacks(struct session *, const char *word);

/*
 * So much media that it took was none. What it should have played of that was
 * rebuffering.
 */
void viewer_loses(struct session *, int64_t media_us);

/* A tick: writes the provisional viewer record. */
void viewer_tick(const struct at *);

/* The session's end: an open rebuffer and the last viewer record. */
void viewer_exit(const struct at *);

/*
 * The k-th segment of a rendition that may be complete, though that will be
 * known later only: with ready_us, when it was if it is. NULL: none.
 */
struct request *viewer_in_hand(const struct at *, const struct rendition *,
    size_t k);

#endif
