/*
 * --variant: what a viewer takes of a multivariant playlist, or a mix of
 * several. Pure.
 */
#ifndef VARIANTS_H
#define VARIANTS_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

enum variant {
	VARIANT_HIGHEST, VARIANT_LOWEST, VARIANT_FIRST, VARIANT_ALL,
	VARIANT_HEIGHT,		/* "720p": so high, or else the next below */
	VARIANT_BANDWIDTH,	/* "<=2M": the highest that is not above */
};

/* What some of the viewers want. */
struct want {
	enum variant variant;
	int64_t limit;		/* of the last two: lines, bits per second */
	int64_t weight;		/* 1 to 10^6 */
	char name[32];		/* as it was given, without its weight */
};

/* As many as playlists are watched. */
#define WANTS_MOST 16

/* Start from { 0 }; at least one once it was read. */
struct variants {
	struct want list[WANTS_MOST];
	size_t n;
	int64_t weight;		/* of all */
	const char *text;	/* as it was given */
};

/*
 * Reads "highest", "720p", "<=2M" or a mix, "highest=60,<=2M=40", in the place
 * of what v holds; the text stays the caller's. NULL, or what is wrong with it.
 */
const char *variants_read(struct variants *v, const char *text);

/*
 * What client k (from 0) wants. Any clients in a row are spread as the weights
 * ask, as channels_pick does it: by the multiples of the square root of two
 * here, so that each channel has its share of each.
 */
size_t variants_pick(const struct variants *v, int64_t k);

/* Everything is loaded: no viewers. */
int variants_all(const struct variants *v);

#endif
