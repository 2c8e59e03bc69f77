/*
 * What is served: bytes made once per block and format, when they are first
 * asked for, and shared by all connections that are still sending them.
 */
#ifndef SNAP_H
#define SNAP_H

#include "family/families.h"
#include "rising.h"
#include "sbuf.h"

struct body {
	struct sbuf text;
	int refs;
};

/* Another reference to a body. */
struct body *body_hold(struct body *);
/* Gives one back; the last frees the body. NULL is ignored. */
void body_drop(struct body *);

struct snap {
	struct scene scene;
	struct body *metrics[FORMATS];	/* NULL: not made yet */
	int64_t taken_us;	/* clock_mono of the last block, or 0 */
	const struct block *fresh;	/* the block, until it is rendered */
	struct block served;	/* as it is served: rising.h; its records are
				 * owned */
	struct rising rising;	/* over the blocks that were */
};

/*
 * Starts with the metrics of hls-export itself, before any block. The settings
 * stay the caller's.
 */
void snap_init(struct snap *s, const struct export_settings *set);
void snap_free(struct snap *s);

/*
 * A new block, which is looked at until the next one; dropped is the count of
 * blocks that -p has dropped.
 */
void snap_take(struct snap *s, const struct block *b, int64_t dropped);

/* The block in a format; snap keeps a reference of its own. */
struct body *snap_body(struct snap *s, enum format f);

#endif
