/*
 * What the clients watch: one URL, or several with weights, a channel mix.
 * Pure.
 */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

struct channel {
	char *name;		/* the group of its clients */
	char *url;
	int64_t weight;		/* 1 to 10^6 */
};

/* Start from { 0 }. */
struct channels {
	struct channel *list;
	size_t n;
	int64_t weight;		/* of all */
	int named;		/* by a file */
};

/* A URL by itself: of weight 1, named by its number, from 1. */
void channels_add(struct channels *c, const char *url);

/*
 * A line "weight name url"; empty ones and those that begin with # add
 * nothing. NULL, or what is wrong with it.
 */
const char *channels_line(struct channels *c, struct slice line);

/*
 * The channel of client k (from 0). Any number of clients in a row are spread
 * as the weights ask, to within a few: the multiples of the golden ratio are
 * spread over [0, 1) more evenly than chance would (Weyl, Knuth 6.4).
 */
size_t channels_pick(const struct channels *c, int64_t k);

void channels_free(struct channels *c);

#endif
