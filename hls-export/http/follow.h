/*
 * One who follows the stream: what goes to him next.
 */
#ifndef FOLLOW_H
#define FOLLOW_H

#include <stdint.h>

#include "outgoing.h"
#include "stream/recent.h"

struct follow {
	int64_t next;		/* number of the next block */
	int chunked;		/* each block is a chunk of HTTP/1.1 */
	int begun;		/* it has been told that it follows */
	int finished;		/* the end is loaded */
};

/* From the newest block on. */
void follow_start(struct follow *w, const struct recent *r, int chunked);

/* Whether follow_load has something to do. */
int follow_ready(const struct follow *w, const struct recent *r);

/*
 * The next block, with BLOCK_FOLLOWED before the first, or the end behind the
 * last one, into an empty *o: 1 if it is there, 0 if it has not come yet, -1 if
 * the end has been loaded already.
 */
int follow_load(struct follow *w, const struct recent *r, struct outgoing *o);

#endif
