/*
 * A file that is there whole or not at all, or one that grows from its head on:
 * written beside, then renamed. Whatever else may be written to is opened. The
 * rule is in hls-swarm(7), "Files that are written".
 */
#ifndef STORE_H
#define STORE_H

#include "sbuf.h"

#define STORE_NO_FILE "is there, and is no regular file"
#define STORE_INPUT "is what is read"
#define STORE_TWICE "two options name this file"

struct store {
	const char *path;	/* the caller's; NULL: none is wanted */
	int is_file;		/* a regular one, or there is none yet */
};

/*
 * Looks whether it can be written, before there is anything to write: NULL, or
 * why it cannot. What is there stays as it is.
 */
const char *store_open(struct store *s, const char *path);

/*
 * Whether what is to be replaced is the file of that name, be it there or not;
 * NULL is standard input.
 */
int store_is(const struct store *s, const char *path);

/*
 * The file's content, again and again if need be: NULL, or why not. Where all
 * of it was written but cannot take its place, as a link is there now, it stays
 * beside, in the file whose name is put into *beside; without that (NULL) it is
 * removed.
 */
const char *store_put(const struct store *s, struct slice content,
    struct sbuf *beside);

/*
 * What such a file begins with: NULL, and a descriptor to go on with, which is
 * the caller's; or why not, and then what was there is kept.
 */
const char *store_begin(const struct store *s, struct slice head, int *fd);

#endif
