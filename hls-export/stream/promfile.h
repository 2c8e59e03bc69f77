/*
 * A file that is replaced as a whole, so that nobody ever reads half of one:
 * the metrics for node_exporter's textfile collector, or the page.
 */
#ifndef PROMFILE_H
#define PROMFILE_H

#include "file/store.h"

struct promfile {
	struct store store;	/* its path is the caller's */
	int told;		/* that a write failed */
	int failed;		/* the last write did, and the file is older */
};

/*
 * Makes sure that the file can be written; what is there stays until the first
 * write. A path that cannot be had, or is there and no regular file, ends the
 * program with 1 and a message, in the option's name.
 */
void promfile_open(struct promfile *f, const char *option,
    const char *path);

/*
 * Replaces the file. The first write that fails is told on standard error, and
 * leaves the file as it was; the next one tries again.
 */
void promfile_write(struct promfile *f, struct slice text);

#endif
