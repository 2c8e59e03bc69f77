/*
 * The last blocks of the stream as text, for /stat and those who follow it.
 *
 * Followers share the texts: a block is kept once, whatever their number. The
 * newest FEED_BLOCKS are kept, so one who is slower misses whole blocks, and
 * memory has a bound.
 */
#ifndef FEED_H
#define FEED_H

#include <stdint.h>

#include "slice.h"
#include "snap.h"

#define FEED_BLOCKS 8
/* Of the connections, so that some are always left for scrapes. */
#define FEED_FOLLOWERS 48

/* Start from { 0 }. */
struct feed {
	struct body *block[FEED_BLOCKS];	/* n is at n % FEED_BLOCKS */
	int64_t n;		/* blocks so far */
	int ended;		/* no more will come */
	int followers;		/* kept by those who follow */
};

/* A block has come, with its `block` record; copied. */
void feed_put(struct feed *f, struct slice text);

/* The newest block, held for the caller; NULL before the first. */
struct body *feed_newest(const struct feed *f);

/*
 * The block with number *at or, where that is gone, the oldest there is, held
 * for the caller; *at is the one behind it then. NULL: it has not come yet.
 */
struct body *feed_next(const struct feed *f, int64_t *at);

/* The number from which a new follower starts: the newest block's. */
int64_t feed_start(const struct feed *f);

void feed_free(struct feed *f);

#endif
