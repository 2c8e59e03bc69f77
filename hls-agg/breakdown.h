/*
 * The figures of parts of the swarm: of each group of clients, server address,
 * status code, rendition, phase of the load and host. Each part has a tally of
 * its own, over the whole run.
 */
#ifndef BREAKDOWN_H
#define BREAKDOWN_H

#include <stdint.h>

#include "slice.h"
#include "tally.h"

enum dimension {
	BY_GROUP, BY_ADDR, BY_STATUS, BY_VARIANT, BY_PHASE, BY_HOST, DIMENSIONS
};
extern const char *const dimension_names[DIMENSIONS];

/* Values that are told apart; what comes later is in the part of this name. */
#define PARTS 256
#define PART_OTHER "other"
#define PART_TEXT_MAX 200	/* bytes of a value that are kept */

struct part {
	char *text;		/* owned, ended by a NUL byte */
	struct tally tally;
};

struct division {
	int counted;		/* parts are kept */
	int shown;		/* and printed: --by */
	int n;
	struct part *part[PARTS + 1];	/* in the order they came; owned */
};

/* Start from { 0 }. */
struct breakdown {
	struct division by[DIMENSIONS];
};

void breakdown_free(struct breakdown *b);

/* The dimension of a name, or -1. */
int breakdown_find(struct slice name);

/*
 * The number of a value's part, from 1; 0 where the dimension is not counted
 * or the value is empty. Escapes in the value are undone.
 */
uint16_t breakdown_part(struct breakdown *b, enum dimension d,
    struct slice value);

/* The part with this number (from 1). */
struct part *breakdown_at(struct breakdown *b, enum dimension d,
    uint16_t number);

/* The tally of a value, or NULL if it has not come. */
const struct tally *breakdown_value(const struct breakdown *b,
    enum dimension d, struct slice value);

/*
 * Fills order with the parts of a dimension, those with most requests first
 * and by text where they are equal; returns how many.
 */
int breakdown_order(const struct breakdown *b, enum dimension d,
    const struct part *order[PARTS + 1]);

#endif
