/*
 * Playlists as viewers load them. What hls-spawn watches is in watch.h.
 */
#ifndef PLAYLIST_H
#define PLAYLIST_H

#include <stdint.h>

#include "record.h"

struct scope;
struct exchange;
struct session;

/* A playlist is requested. */
void playlist_request(struct scope *in, const struct exchange *t);

/*
 * The duration of a segment of the session, as the changes of playlists tell,
 * or what comes nearest, in microseconds; 0 if nothing is known.
 */
int64_t playlist_segment_us(const struct scope *in);

void playlist_sequence(struct scope *in, const struct record *r);
void playlist_stale(struct scope *in, const struct record *r);
void playlist_fail(struct scope *in, const struct record *r);
void playlist_key_fail(struct scope *in, const struct record *r);
void playlist_loop(struct scope *in, const struct record *r);

#endif
