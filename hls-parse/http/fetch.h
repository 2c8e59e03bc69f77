/*
 * The events that open and close a request, as hls-event(5) has them.
 */
#ifndef FETCH_H
#define FETCH_H

#include "session/session.h"

/*
 * Writes the request event, once. One whose type is not known yet waits for the
 * answer to tell it, or for its end.
 */
void fetch_request(const struct at *, struct request *r);

/* Each writes the event that closes r. */
void fetch_done(const struct at *, struct request *r);
void fetch_fail(const struct at *, struct request *r);
void fetch_void(const struct at *, struct request *r);
void fetch_abort(const struct at *, struct request *r);

/* Why it failed, in a word of fetch_fail's reason. */
const char *fetch_reason(const struct request *r);

#endif
