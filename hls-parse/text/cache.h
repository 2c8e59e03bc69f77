/*
 * What a cache on the way says of an answer, in any of the headers that caches
 * use: see http/answer.c for their names, hls-event(5) for what they mean.
 */
#ifndef CACHE_H
#define CACHE_H

#include <stdbool.h>

#include "slice.h"

enum cache_result {
	CACHE_UNKNOWN,
	CACHE_HIT,
	CACHE_MISS,
	CACHE_EXPIRED,
	CACHE_STALE,
	CACHE_REVALIDATED,
	CACHE_UPDATING,
	CACHE_BYPASS,
	CACHE_DYNAMIC,
};

/* The headers, from the one that is believed least to the best. */
enum cache_header {
	CACHE_NONE,
	CACHE_TIMING,		/* Server-Timing */
	CACHE_VIA,		/* codes of Apache Traffic Server */
	CACHE_LOOKUP,		/* X-Cache-Lookup */
	CACHE_VARNISH,		/* X-Varnish */
	CACHE_X,		/* X-Cache and its like */
	CACHE_CF,		/* CF-Cache-Status */
	CACHE_STATUS,		/* RFC 9211 */
};

/* Small: there is one for each request. */
struct cache {
	unsigned char from;	/* enum cache_header */
	unsigned char result;	/* enum cache_result */
};

/*
 * Notes one header's value. Of several caches the one nearest to the client
 * counts: the last in the list. A header that is believed less than one seen
 * before changes nothing, and neither does one without a known word.
 */
void cache_note(struct cache *c, enum cache_header from, struct slice value);

/* The word of cache=, or NULL. */
const char *cache_name(int result);

#endif
