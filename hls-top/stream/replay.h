/*
 * The stream's blocks on their way to whoever shows them. Those of a stored
 * stream may be held back, to follow each other as they once did: by the time
 * between their stamps, divided by a speed. Moments are of clock_mono.
 */
#ifndef REPLAY_H
#define REPLAY_H

#include <stdint.h>

#include "block.h"
#include "slice.h"

/* Start from { 0 }, then set speed. */
struct replay {
	int64_t speed;		/* in millionths; 0: as fast as they come */
	struct block_reader in;
	struct block now;	/* the last one that was let through, whole */
	int waits;		/* in.now is the next one, and not yet due */
	int held;		/* nothing is let through */
	int64_t held_us;	/* since then */
	int64_t begin_us;	/* the moment that stands for */
	int64_t stamp_us;	/* this stamp */
	int64_t due_us;		/* of the one that waits */
};

/*
 * Takes bytes off *in, up to the end of a block: 1, and r->now is the next one;
 * or 0, when *in is used up or r->waits: then nothing is to be read until that
 * block is let through. A stamp before the last one begins anew.
 */
int replay_next(struct replay *r, struct slice *in, int64_t now_us);

/* When to try again: POLLER_NEVER if nothing waits, or all is held. */
int64_t replay_due(const struct replay *r);

/* Holds everything, or goes on with it where it was. */
void replay_hold(struct replay *r, int hold, int64_t now_us);

/* What is left comes as fast as it can. */
void replay_hurry(struct replay *r);

/* Of the block let through, too. */
void replay_free(struct replay *r);

#endif
