/*
 * Counters that hls-agg may correct downwards (METRIC_PROVISIONAL), as
 * Prometheus has to see them: it takes a decrease for a new beginning, and adds
 * the whole value again. So each shows the most that it has been served as, for
 * the run and for each group of clients; it stands still until what was taken
 * back has come again.
 */
#ifndef RISING_H
#define RISING_H

#include <stddef.h>
#include <stdint.h>

#include "block.h"
#include "metric.h"
#include "sbuf.h"

struct rising_one {
	struct sbuf name;	/* by=..., or empty: what is in no group */
	int64_t most[METRICS];
};

/* Start from { 0 }. */
struct rising {
	struct rising_one *one;	/* owned */
	size_t n;
	int64_t block;		/* number of the last one, in its stream */
	struct sbuf *text;	/* of each record that was rewritten, owned */
	size_t texts, room;	/* in use in this block; there are */
};

/*
 * Puts the most there has been into the records of a block, in place: they are
 * then views into r, good until the next block. The block's text stays as it
 * came. A block whose number is not above the last is a new stream's, which
 * counts from 0. Of a run's groups RISING_MOST are followed, more than hls-agg
 * tells of; those behind stay as they were told.
 */
#define RISING_MOST 1024
void rising_apply(struct rising *r, struct block *b);

void rising_free(struct rising *r);

#endif
