/*
 * Below debug a log has no "request:": what was asked for is inferred from what
 * FFmpeg opened, and what failed without a line of its opening from the URL in
 * the line of its failure.
 */
#ifndef IMPLIED_H
#define IMPLIED_H

#include "session/session.h"

/*
 * What is opened first is done with when the next but one is opened: that may
 * be fetched ahead. whole: all that was opened is.
 */
void implied_pass(const struct at *, bool whole);

/*
 * Another opening follows: FFmpeg has had what it asked for before, or, if it
 * opens that again, has not.
 */
void implied_settle(const struct at *, bool again);

/*
 * Whether a URL that is opened is one of media or of a key, by its name: then
 * it is told so in http. kept: it is opened on a kept connection.
 */
bool implied_media(const struct at *, struct slice url, bool kept);

/*
 * This URL could not be had, for the failure that the lines before have told.
 * Nothing, if they told none, or if its request is in the log.
 */
void implied_failure(const struct at *, struct slice url,
    enum transaction_type);

/*
 * An answer did not come, and no line has told of its request: it is that of
 * the first playlist, which the log does not name yet.
 */
void implied_unnamed(const struct at *);

/* Whether nothing shows that FFmpeg has had the first playlist. */
bool implied_is_first(const struct session *);

#endif
