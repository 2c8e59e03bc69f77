/*
 * From segments to viewers: when a viewer's first picture is there, and how
 * much media it has.
 */
#ifndef STARTUP_H
#define STARTUP_H

#include "session.h"

/*
 * Segment r was read to its end (r->end_us, where the log tells; t is when it
 * became known). Writes the startup record at the first one of the played
 * rendition and feeds the viewer.
 */
void startup_segment(struct parse *, struct session *, int64_t t,
    const struct request *r);

/* The same look after FFmpeg chose what it plays: it may count now. */
void startup_check(struct parse *, struct session *, int64_t t);

/*
 * The process ended, and its viewer did not want that, for this reason (NULL:
 * the viewer did): the startup has failed, or the playback.
 */
void failure_exit(struct parse *, struct session *, int64_t t,
    const char *reason);

#endif
