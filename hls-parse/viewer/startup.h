/*
 * From segments to viewers: when a viewer's first picture is there, and how
 * much media it has.
 */
#ifndef STARTUP_H
#define STARTUP_H

#include "session/session.h"

/*
 * Segment r was read to its end (it was there at r->ready_us, where the log
 * tells; it became known now). Writes the startup record at the first
 * one of what is played, and feeds the viewer.
 */
void startup_segment(const struct at *, struct request *r);

/* FFmpeg has opened the stream: what came without a sign of media is some. */
void startup_opened(const struct at *);

/*
 * FFmpeg has read media, at a level that shows no segment's end (info and
 * above): its viewer has begun, if it had not.
 */
void startup_media(const struct at *);

/* FFmpeg's out_time: durations may be learnt from it. */
void startup_out_time(const struct at *, int64_t out_time_us);

/* The process was ended: the segments it has just read count. */
void startup_leave(const struct at *);

/* The same look after FFmpeg chose what it plays: it may count now. */
void startup_check(const struct at *);

/*
 * The process ended, and its viewer did not want that, for this reason (NULL:
 * the viewer did): the startup has failed, or the playback.
 */
void failure_exit(const struct at *, const char *reason);

#endif
