/*
 * The files that are kept of a run, with messages on standard error.
 */
#ifndef KEEP_H
#define KEEP_H

#include "file/store.h"

/*
 * Tells, before a long run, whether keep_file will have a chance: 0, or -1
 * with a message. Without a path (NULL) nothing is wanted.
 */
int keep_open(struct store *s, const char *path);

/*
 * That no two are one file, and none is read: 0, or -1 with a message. Inputs
 * are ended by NULL; without any standard input is read.
 */
int keep_apart(const struct store *s, size_t n, char **inputs);

/*
 * Writes the file, if it is wanted: 0, or -1 with a message, which also tells
 * where the content is if it was written but could not be put in its place.
 */
int keep_file(const struct store *s, struct slice content);

/*
 * Begins a file that grows: a descriptor to go on with, or -1 with a message;
 * what was there is kept then.
 */
int keep_begin(struct store *s, const char *path, struct slice head);

#endif
