/*
 * What a host told in one block of its stat stream: the figures of its whole
 * run. A block is believed as a whole or not at all, and what it adds to a sum
 * of hosts is what it has over the block before, so that totals only ever grow
 * by what is certain.
 */
#ifndef TOLD_H
#define TOLD_H

#include <stdint.h>

#include "block.h"
#include "figures/code.h"
#include "figures/tally.h"

/* Larger figures are no measurement, and sums of 100 hosts stay in range. */
#define TOLD_MAX (INT64_C(1) << 55)

struct told {
	struct tally tally;	/* of `all`; owned */
	int64_t n;		/* the block's number */
	int64_t stamp_us;
	int64_t elapsed_us;	/* of its run */
	int sections;		/* records of `all` */
	int windows;		/* it has others than `all` */
};

void told_init(struct told *t);
void told_free(struct told *t);

/*
 * The counters of one section out of the fields of its record, into an empty
 * tally: 0, or -1. Status codes get their counters in c, which all hosts share.
 */
int told_section(struct tally *t, unsigned id, struct slice rest,
    struct codes *c);

/*
 * Reads a block: 0, or -1 if it contradicts itself. c as above.
 */
int told_read(struct told *t, const struct block *b, struct codes *c);

/*
 * Whether t follows a block in the life of one pipeline: nothing has become
 * less but what was provisional.
 */
int told_follows(const struct told *before, const struct told *t);

/* Into an empty tally: what t has over the one that it follows. */
void told_gain(const struct told *before, const struct told *t,
    struct tally *gain);

#endif
