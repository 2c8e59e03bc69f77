/*
 * The figures of parts of the swarm: of each group of clients, server address,
 * status code, variant, phase of the load, host and rendition that clients were
 * given. Each part has a tally of its own, over the whole run.
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdint.h>

#include "slice.h"
#include "tally.h"

enum dimension {
	BY_GROUP, BY_ADDR, BY_STATUS, BY_VARIANT, BY_PHASE, BY_HOST,
	BY_RENDITION, DIMENSIONS
};
extern const char *const dimension_names[DIMENSIONS];

/* The dimension of a name, or -1. */
int dimension_find(struct slice name);

/* Values that are told apart; what comes later is in the part of this name. */
#define PARTS 256
#define PART_OTHER "other"
#define PART_TEXT_MAX 200	/* bytes of a value that are kept */

struct part {
	char *text;		/* owned, ended by a NUL byte */
	struct tally tally;
};

/* The parts by one dimension. */
struct parts {
	int counted;		/* parts are kept */
	int shown;		/* and printed: --by */
	int partial;		/* sessions go from part to part: see tally.h */
	int n;
	struct part *part[PARTS + 1];	/* in the order they came; owned */
};

void parts_init(struct parts *ps, enum dimension d);
void parts_free(struct parts *ps);

/*
 * The number of a value's part, from 1; 0 where the dimension is not counted
 * or the value is empty. Escapes in the value are undone.
 */
uint16_t parts_number(struct parts *ps, struct slice value);

/* The part with this number (from 1). */
static inline struct part *
parts_at(const struct parts *ps, uint16_t number)
{
	return ps->part[number - 1];
}

/* The tally of a value, or NULL if it has not come. */
const struct tally *parts_value(const struct parts *ps, struct slice value);

/*
 * Fills order with the parts, those with most requests first and by text where
 * they are equal; returns how many.
 */
int parts_order(const struct parts *ps, const struct part *order[PARTS + 1]);

#endif
