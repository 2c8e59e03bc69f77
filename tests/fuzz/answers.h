/*
 * What hls-export promises of its answers: each is well-formed HTTP/1.1 with a
 * body of just the length it says, one for each request and in their order,
 * and none behind the one that closes the connection. Where a connection did
 * not keep that, the program aborts and says what it was.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <stdint.h>

#include "slice.h"

/* A connection from its beginning to its end. */
struct exchange {
	struct slice in;	/* what the client sent */
	int shut;		/* and then closed its side at once */
	struct slice out;	/* what it got */
	struct slice metrics;	/* a plain GET /metrics gets this */
	struct slice block;	/* a follower gets this over and over */
};

/* The number of answers. */
int64_t answers_check(const struct exchange *x);

/* Aborts with a message about such bytes, or about none. */
_Noreturn void broken(const char *what, struct slice bytes);

#endif
