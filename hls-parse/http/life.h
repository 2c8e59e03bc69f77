/*
 * The life of a request, each stage of which it passes once: opened (http.h),
 * answered (answer.h), read to its end by FFmpeg, proven whole, told as an
 * event. This has the last three.
 */
#ifndef LIFE_H
#define LIFE_H

#include "session/session.h"

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
void life_pass(const struct at *, struct request *r);
void life_pass_playlists(const struct at *);
void life_pass_on(const struct at *, uint64_t context);
/* The playlist that came last is parsed, as the line shows. */
void life_parsed(const struct at *);
/*
 * FFmpeg goes on: what was being read when its kept connection was closed had
 * come to its end then. Or our stop closed it: all of it is there, but nothing
 * tells for how long.
 */
void life_go_on(const struct at *, bool stopped);
/* Something answered, or did not: no stop of ours tore what is held. */
void life_heard(const struct at *);
/* The viewer has the segment r, if it was read to its end and has it not. */
void life_count(const struct at *, struct request *r);
/* What stands before r on r's connection was whole. */
void life_prove(const struct at *, const struct request *r);
/* r failed; its status or reason says why. */
void life_fail(const struct at *, struct request *r);
/* Whether a request that got no answer was written into a dead connection. */
int life_is_void(const struct request *r);
/* The unanswered request, if any, got no answer: it failed, or is void. */
void life_unheard(const struct at *);
/* The same before another one is written, where the log must be guessed at. */
void life_give_up(const struct at *);
/* FFmpeg followed no more redirects, or never came to their end: it failed. */
void life_lead_nowhere(const struct at *);
/* The same where FFmpeg says that something failed: without headers in the log
 * it followed as many as it does. */
void life_ran_out(const struct at *);
/* Without headers in the log: FFmpeg went on, so that one was answered. */
void life_assume(const struct at *);

#endif
