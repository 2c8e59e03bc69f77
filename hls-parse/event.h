/*
 * How events are written. See hls-event(5).
 */
#ifndef EVENT_H
#define EVENT_H

#include "session.h"

/* The subject of its events. */
struct slice session_subject(const struct session *s);

/* Begins an event of the session. */
struct sbuf *session_event(const struct at *, const char *kind);

/* A clock that steps is no duration. */
#define DURATION_MAX_US (24 * 3600 * SECOND_US)

/* A duration, left out where the input has no stamps, or they step. */
static inline void
put_duration(const struct parse *p, struct sbuf *b, const char *key,
    int64_t us)
{
	if (!p->timeless && us >= 0 && us < DURATION_MAX_US)
		put_micro(b, key, us);
}

/* A text with the secrets of its URLs taken out. */
void put_redacted(struct parse *p, struct sbuf *b, const char *key,
    struct slice text);

#endif
