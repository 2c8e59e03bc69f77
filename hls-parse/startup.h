/*
 * From segments to viewers: when a viewer's first picture is there, and how
 * much media it has.
 */
#ifndef STARTUP_H
#define STARTUP_H

#include "session.h"

/*
 * Segment r was read to its end (it was there at r->ready_us, where the log
 * tells; t is when it became known). Writes the startup record at the first
 * one of what is played, and feeds the viewer.
 */
void startup_segment(struct parse *, struct session *, int64_t t,
    struct request *r);

/* FFmpeg has opened the stream: what came without a sign of media is some. */
void startup_opened(struct parse *, struct session *, int64_t t);

/* FFmpeg's out_time at t: durations may be learnt from it. */
void startup_out_time(struct parse *, struct session *, int64_t t,
    int64_t out_time_us);

/* The process was ended: the segments it has just read count. */
void startup_leave(struct parse *, struct session *, int64_t t);

/* The same look after FFmpeg chose what it plays: it may count now. */
void startup_check(struct parse *, struct session *, int64_t t);

/*
 * The process ended, and its viewer did not want that, for this reason (NULL:
 * the viewer did): the startup has failed, or the playback.
 */
void failure_exit(struct parse *, struct session *, int64_t t,
    const char *reason);

#endif
