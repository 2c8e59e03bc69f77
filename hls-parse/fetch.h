/*
 * The events that open and close a request, as hls-event(5) has them.
 */
#ifndef FETCH_H
#define FETCH_H

#include "session.h"

/* Each writes one event about r, known at stamp t. */
void fetch_request(struct parse *, struct session *, const struct request *r);
void fetch_done(struct parse *, struct session *, int64_t t,
    const struct request *r);
void fetch_fail(struct parse *, struct session *, int64_t t,
    const struct request *r);
void fetch_void(struct parse *, struct session *, int64_t t,
    const struct request *r);
void fetch_abort(struct parse *, struct session *, int64_t t,
    const struct request *r);

#endif
