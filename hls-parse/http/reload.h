/*
 * The reloads of a live playlist: when one was due, and whether the playlist
 * still moves (RFC 8216, 6.2.1 and 6.3.4).
 */
#ifndef RELOAD_H
#define RELOAD_H

#include "session/session.h"

/*
 * A playlist is about to be loaded again. A stale event tells of the load
 * before this one, if that was complete, brought no news, and came more than
 * 1.5 target durations after the last that did: a server has to add a segment
 * by then.
 */
void reload_begin(const struct at *, int playlist);

/*
 * The request for it is written: fills r->interval_us, since the request of
 * the load before, and r->late_us, after its due time: the end of the load
 * before, plus a segment's duration if that load brought news, else half a
 * target duration. FFmpeg looks every 0.1 s whether it is due.
 */
void reload_request(const struct at *, struct request *r);

/* r is a playlist, and answered. */
void reload_answered(const struct at *, const struct request *r);

/* So much of r's body has come, where no header told how much there is. */
void reload_body(struct http *, const struct request *r);

/* The latest load of this playlist brought news. */
void reload_news(struct session *, int playlist);

#endif
