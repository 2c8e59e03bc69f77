/*
 * The answer to a request: its status and its headers.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "session/session.h"

/* One "header=" line, also the empty one that ends them. */
void answer_header(const struct at *, uint64_t context, struct slice header);

/* The status of a failed request, at levels without headers. */
void answer_status(const struct at *, int64_t status);

#endif
