/*
 * What is served: bytes made once per block, shared by all connections that
 * are still sending them.
 */
#ifndef SNAP_H
#define SNAP_H

#include "block.h"
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
	struct body *metrics;	/* for /metrics; never NULL */
	int64_t taken_us;	/* clock_mono of the last block, or 0 */
};

/* Starts with the metrics of hls-export itself, before any block. */
void snap_init(struct snap *s);
void snap_free(struct snap *s);

/*
 * Renders a new block; dropped is the count of blocks that -p has dropped.
 */
void snap_take(struct snap *s, const struct block *b, int64_t dropped);

#endif
