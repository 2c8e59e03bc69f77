/*
 * FFmpeg's lines about what it writes over HTTP.
 */
#ifndef WRITING_H
#define WRITING_H

#include <stdbool.h>

#include "rules.h"

/*
 * Whether a line is of an output: then all that it tells is taken, and nothing
 * of what is being read has changed.
 */
bool writing_takes(struct reading *g, handler *handle);

/* The same of an error that no rule knows, which fails no request then. */
bool writing_fails(const struct reading *g);

#endif
