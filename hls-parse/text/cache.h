/*
 * What a cache on the way says of an answer, in any of the headers that caches
 * use: Cache-Status (RFC 9211), CF-Cache-Status, X-Cache, X-Cache-Status,
 * X-Cache-Lookup, and the codes of Apache Traffic Server in Via.
 */
#ifndef CACHE_H
#define CACHE_H

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
	CACHE_VIA,
	CACHE_LOOKUP,
	CACHE_X,
	CACHE_CF,
	CACHE_STATUS,
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
