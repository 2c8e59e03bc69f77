/*
 * A file that is there whole or not at all; or one that grows from its head on.
 */
#ifndef KEEP_H
#define KEEP_H

#include "slice.h"

/*
 * Tells, before a long run, whether keep_file will have a chance: 0, or -1
 * with a message.
 */
int keep_check(const char *path);

/*
 * Replaces the file's content by way of a temporary file beside it; what is no
 * regular file (/dev/fd/3, a FIFO) is written to. Returns 0, or -1 with a
 * message.
 */
int keep_file(const char *path, struct slice content);

/*
 * The same with what such a file begins with, for the caller to go on behind
 * it: returns a descriptor, or -1 with a message; what was there is kept then.
 */
int keep_begin(const char *path, struct slice head);

#endif
