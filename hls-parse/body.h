/*
 * How exchanges end: which request FFmpeg is done with, what proves its body
 * whole, and what becomes of it. Stands between http.c and fetch.c.
 */
#ifndef BODY_H
#define BODY_H

#include "session.h"

/* The connection of a context, or NULL. */
struct conn *http_conn(struct http *h, uint64_t context);
/* The latest open request on a connection, or NULL. */
struct request *body_on(const struct http *h, uint64_t context);
/* The request that waits for its answer, or NULL. */
struct request *body_unanswered(const struct http *h);
/* Whether another one of its playlist is fetched ahead of r's end. */
int body_fetched_ahead(const struct http *h, const struct request *r);
/* The last byte of r was read at t; its body may have waited up to then. */
void body_ended(struct request *r, int64_t t, enum basis basis);
/* Notes that r and the segments under way overlap. */
void body_mark_overlap(struct http *h, struct request *r);
/* Keeps what an open took, for the startup time. */
void body_count_cost(struct http *h, const struct request *r);

/*
 * The following may end requests, which makes pointers to those stale.
 *
 * FFmpeg is done reading r (pass); r and all older playlists; all on that
 * connection.
 */
void body_pass(struct parse *, struct session *, int64_t t, struct request *r);
void body_pass_playlists(struct parse *, struct session *, int64_t t);
void body_pass_on(struct parse *, struct session *, int64_t t,
    uint64_t context);
/* What stands before r on r's connection was whole. */
void body_prove(struct parse *, struct session *, int64_t t,
    const struct request *r);
/* r failed; its status or reason says why. */
void body_fail(struct parse *, struct session *, int64_t t, struct request *r);
/* Whether a request that got no answer was written into a dead connection. */
int body_is_void(const struct request *r);
/* The unanswered request, if any, got no answer: it failed, or is void. */
void body_unheard(struct parse *, struct session *, int64_t t);
/* The same before another one is written, where the log must be guessed at. */
void body_give_up(struct parse *, struct session *, int64_t t);
/* The oldest open request is given up, told as broken off. */
void body_drop_oldest(struct parse *, struct session *, int64_t t);
/* Without headers in the log: FFmpeg went on, so that one was answered. */
void body_assume(struct session *, int64_t t);

#endif
