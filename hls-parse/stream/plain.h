/*
 * Bare FFmpeg logs as a raw stream: what hls-spawn would have written, as far
 * as the logs tell. Each file is a client; all are read side by side, in the
 * order of their stamps.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct parse;

struct plain {
	int64_t first_id;	/* of the first file's client */
	/* Takes each line of the raw stream. */
	void (*take)(struct parse *, struct slice line);
	bool blind;		/* and makes no events of it */
};

/*
 * Reads the named files, or standard input if there are none. Returns how
 * many could not be read or are no logs, with a message for each; 1 where none
 * of them tells of HLS.
 */
int plain_run(const struct plain *, struct parse *, char **names);

#endif
