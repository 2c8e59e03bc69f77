/*
 * The last blocks of the stream as text, for /stat and those who follow it.
 *
 * Followers share the texts: a block is kept once, whatever their number. The
 * newest RECENT_BLOCKS are kept, so one who is slower misses whole blocks, and
 * memory has a bound.
 */
#ifndef RECENT_H
#define RECENT_H

#include <stdint.h>

#include "slice.h"
#include "snap.h"

#define RECENT_BLOCKS 8
/* Of the connections, so that some are always left for scrapes. */
#define RECENT_FOLLOWERS 48

/* Start from { 0 }. */
struct recent {
	struct body *block[RECENT_BLOCKS];	/* n is at n % RECENT_BLOCKS */
	int64_t n;		/* blocks so far */
	int ended;		/* no more will come */
	int followers;		/* kept by those who follow */
};

/* A block has come, with its `block` record; copied. */
void recent_put(struct recent *r, struct slice text);

/* The newest block, held for the caller; NULL before the first. */
struct body *recent_newest(const struct recent *r);

/*
 * The block with number *at or, where that is gone, the oldest there is, held
 * for the caller; *at is the one behind it then. NULL: it has not come yet.
 */
struct body *recent_next(const struct recent *r, int64_t *at);

/* The number from which a new follower starts: the newest block's. */
int64_t recent_start(const struct recent *r);

void recent_free(struct recent *r);

#endif
