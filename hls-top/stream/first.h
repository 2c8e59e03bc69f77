/*
 * The first error of the run, as far as it was seen: which kind of failure the
 * blocks told of first, and when.
 */
#ifndef FIRST_H
#define FIRST_H

#include <stdint.h>

#include "block.h"
#include "term/frame.h"

/* Start from { 0 }. */
struct first {
	int known;
	int late;		/* it was in the first block already */
	int64_t elapsed_us;	/* of the run, at the tick of its block */
	int64_t blocks;
	char text[128];
};

/* Each block, in order. */
void first_look(struct first *x, const struct block *b);

/* Puts it into words, in the row under way. */
void first_text(const struct first *x, struct frame *f);

#endif
