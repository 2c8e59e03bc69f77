/*
 * What FFmpeg writes over HTTP, told as output events and kept apart from what
 * it reads. Each of these follows one line of the log.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "session/session.h"

/* "Opening 'url' for writing", by this context. */
void output_opening(const struct at *, uint64_t muxer, struct slice url);
/* "Opening an output file: url." */
void output_file(const struct at *, struct slice url);
/* "Output #0, mpegts, to 'url':" */
void output_header(const struct at *, struct slice format, struct slice url);

/* A request with this method and path is written: is it to write? */
bool output_asks(const struct at *, struct slice method, struct slice path);
void output_request(const struct at *, uint64_t context, struct slice method,
    struct slice path);
/* A status, or -1 at the end of the headers of an answer to it. */
void output_answer(const struct at *, struct output *, int64_t status);
/* What waits is not asked for: for this reason (a word of fetch_fail). */
void output_failed(const struct at *, const char *reason);

/* The process ended. */
void output_exit(const struct at *);

#endif
