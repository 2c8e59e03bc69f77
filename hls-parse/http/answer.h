/*
 * The answer to a request: its status and its headers.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "session/session.h"

/* One "header=" line, also the empty one that ends them. */
void answer_header(const struct at *, uint64_t context, struct slice header);

/*
 * The status of a failed request, at levels without headers. Below debug it
 * waits for the next line: FFmpeg reloads the playlist that it was given
 * without a line of the opening.
 */
void answer_status(const struct at *, int64_t status);

/* It was that of what was opened last. */
void answer_settle(const struct at *);

/* It was that of a playlist: what was opened last has been answered. */
void answer_of_playlist(const struct at *);

#endif
