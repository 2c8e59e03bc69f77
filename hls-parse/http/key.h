/*
 * Keys of AES-128 are 16 bytes (RFC 8216, 5): FFmpeg takes the first 16 of
 * whatever comes, an HTML page too, and goes on without one where less does.
 */
#ifndef KEY_H
#define KEY_H

#include "session/session.h"

/* r is a key that came whole: a key_fail event, where it can be none. */
void key_came(const struct at *, struct request *r);

/* FFmpeg could not read the key under way. Returns whether that is told. */
bool key_unread(const struct at *);

#endif
