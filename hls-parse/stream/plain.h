/*
 * Bare FFmpeg logs as a raw stream: what hls-spawn would have written, as far
 * as the logs tell. Each file is a client; all are read side by side, in the
 * order of their stamps.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct parse;

struct plain {
	int64_t first_id;	/* of the first file's client */
	/* Takes each line of the raw stream. */
	void (*take)(struct parse *, struct slice line);
};

/*
 * Reads the named files, or standard input if there are none. Returns how
 * many could not be read, with a message for each.
 */
int plain_run(const struct plain *, struct parse *, char **names);

#endif
