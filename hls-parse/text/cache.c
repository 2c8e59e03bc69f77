/*
 * The words of caches: Squid, Varnish, Fastly, CloudFront, Cloudflare, nginx,
 * Akamai, Apache Traffic Server, as their documentation gives them.
 */
#include "cache.h"
#include "words.h"

static const char *const names[] = {
	[CACHE_HIT] = "hit", [CACHE_MISS] = "miss",
	[CACHE_EXPIRED] = "expired", [CACHE_STALE] = "stale",
	[CACHE_REVALIDATED] = "revalidated", [CACHE_UPDATING] = "updating",
	[CACHE_BYPASS] = "bypass", [CACHE_DYNAMIC] = "dynamic",
};

/* The first that occurs counts: TCP_REFRESH_HIT is no plain hit. */
static const struct {
	struct slice word;
	enum cache_result result;
} words[] = {
	{ SLICE_INIT("refresh"), CACHE_REVALIDATED },
	{ SLICE_INIT("revalidated"), CACHE_REVALIDATED },
	{ SLICE_INIT("expired"), CACHE_EXPIRED },
	{ SLICE_INIT("stale"), CACHE_STALE },
	{ SLICE_INIT("updating"), CACHE_UPDATING },
	{ SLICE_INIT("dynamic"), CACHE_DYNAMIC },
	{ SLICE_INIT("bypass"), CACHE_BYPASS },
	{ SLICE_INIT("pass"), CACHE_BYPASS },
	{ SLICE_INIT("hit"), CACHE_HIT },
	{ SLICE_INIT("miss"), CACHE_MISS },
};

/* RFC 9211, 2.2: why a request went on to the next server. */
static const struct {
	struct slice word;
	enum cache_result result;
} forwards[] = {
	{ SLICE_INIT("fwd=stale"), CACHE_EXPIRED },
	{ SLICE_INIT("fwd=bypass"), CACHE_BYPASS },
	{ SLICE_INIT("fwd=method"), CACHE_BYPASS },
	{ SLICE_INIT("fwd=request"), CACHE_BYPASS },
	{ SLICE_INIT("fwd="), CACHE_MISS },
};

const char *
cache_name(int result)
{
	return names[result];
}

/* "HIT from edge-7": the name of the cache is no word of it. */
static enum cache_result
read_words(struct slice value)
{
	static const struct slice from = SLICE_INIT(" from ");
	struct slice rest;
	size_t i;

	if (words_after(value, from, &rest))
		value.n -= from.n + rest.n;
	for (i = 0; i < COUNT(words); i++)
		if (slice_holds(value, words[i].word))
			return words[i].result;
	return CACHE_UNKNOWN;
}

/* "Name; hit; ttl=9" or "Name; fwd=uri-miss; stored" */
static enum cache_result
read_status(struct slice value)
{
	size_t i;

	slice_cut(&value, ';');
	if (slice_holds(value, SLICE("hit")) &&
	    !slice_holds(value, SLICE("fwd=")))
		return CACHE_HIT;
	for (i = 0; i < COUNT(forwards); i++)
		if (slice_holds(value, forwards[i].word))
			return forwards[i].result;
	return CACHE_UNKNOWN;
}

/* "http/1.1 edge (ApacheTrafficServer/9.2 [uScHs f p eN:t cCHp s ])" */
static enum cache_result
read_via(struct slice value)
{
	struct slice codes = value;
	size_t i;

	slice_cut(&codes, '[');
	i = slice_find(codes, 'c');
	if (i + 1 >= codes.n)
		return CACHE_UNKNOWN;
	switch (codes.p[i + 1]) {
	case 'H':		/* in cache, fresh */
	case 'R':		/* in cache, fresh, in memory */
		return CACHE_HIT;
	case 'S':		/* in cache, stale */
		return CACHE_EXPIRED;
	case 'M':
		return CACHE_MISS;
	default:
		return CACHE_UNKNOWN;
	}
}

void
cache_note(struct cache *c, enum cache_header from, struct slice value)
{
	enum cache_result result;

	if (from < c->from)
		return;
	/* Behind the last comma is the cache nearest to the client. */
	value = slice_from(value, slice_behind(value, ','));
	result = from == CACHE_STATUS ? read_status(value) :
	    from == CACHE_VIA ? read_via(value) : read_words(value);
	if (result != CACHE_UNKNOWN)
		*c = (struct cache){ (unsigned char)from,
			(unsigned char)result };
}
