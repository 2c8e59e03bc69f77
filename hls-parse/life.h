/*
 * The life of a request, each stage of which it passes once: opened (http.h),
 * answered (answer.h), read to its end by FFmpeg, proven whole, told as an
 * event. This has the last three.
 */
#ifndef LIFE_H
#define LIFE_H

#include "session.h"

/* The last byte of r was read at t; its body may have waited up to then. */
void life_ended(struct request *r, int64_t t, enum basis basis);
/* Keeps what an open took, for the startup time. */
void life_count_cost(struct http *h, const struct request *r);

/*
 * The following may end requests, which makes pointers to those stale.
 *
 * FFmpeg is done reading r, which r may have been before; r and all older
 * playlists; all on that connection.
 */
void life_pass(struct parse *, struct session *, int64_t t, struct request *r);
void life_pass_playlists(struct parse *, struct session *, int64_t t);
void life_pass_on(struct parse *, struct session *, int64_t t,
    uint64_t context);
/* The playlist that came last is parsed, as the line at t shows. */
void life_parsed(struct parse *, struct session *, int64_t t);
/*
 * FFmpeg goes on: what was being read when its kept connection was closed had
 * come to its end, and it was not our stop that closed it.
 */
void life_go_on(struct parse *, struct session *);
/* Something answered, or did not: no stop of ours tore what is held. */
void life_heard(struct parse *, struct session *, int64_t t);
/* The viewer has the segment r, if it was read to its end and has it not. */
void life_count(struct parse *, struct session *, int64_t t,
    struct request *r);
/* What stands before r on r's connection was whole. */
void life_prove(struct parse *, struct session *, int64_t t,
    const struct request *r);
/* r failed; its status or reason says why. */
void life_fail(struct parse *, struct session *, int64_t t, struct request *r);
/* Whether a request that got no answer was written into a dead connection. */
int life_is_void(const struct request *r);
/* The unanswered request, if any, got no answer: it failed, or is void. */
void life_unheard(struct parse *, struct session *, int64_t t);
/* The same before another one is written, where the log must be guessed at. */
void life_give_up(struct parse *, struct session *, int64_t t);
/* The oldest open request is given up, told as broken off. */
void life_drop_oldest(struct parse *, struct session *, int64_t t);
/* Without headers in the log: FFmpeg went on, so that one was answered. */
void life_assume(struct session *, int64_t t);

#endif
