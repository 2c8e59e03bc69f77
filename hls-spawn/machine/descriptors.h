/*
 * The process's descriptors: what we inherit reaches no child, what we open
 * never becomes 0 to 3 by accident, and there are enough.
 */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <sys/resource.h>

#include "slice.h"

/* The limits before descriptors_raise: what the children get. */
extern struct rlimit descriptors_limit;

/*
 * First thing in main: fills 0 to 3 where they are closed (1 excepted: -1 with
 * errno EBADF) and marks everything above 2 close-on-exec.
 */
int descriptors_prepare(void);

/* Raises the soft limit to n if it is lower: 0, or -1 with errno. */
int descriptors_raise(rlim_t n);

/* A pipe, both ends close-on-exec: 0, or -1 with errno. */
int descriptors_pipe(int ends[2]);

/*
 * A descriptor that a child reads this text from, and then its end; for a text
 * that a socket holds, some 100 KiB. Close-on-exec; or -1 with errno.
 */
int descriptors_feed(struct slice text);

/* Closes every descriptor but one. */
void descriptors_close_but(int keep);

#endif
