/*
 * The words that hls-parse has made of all that caches write.
 */
#include "cache.h"

/* The words of hls-event(5); served: the origin did not have to send it. */
static const struct {
	struct slice word;
	enum metric_id id;
	int served;
} words[] = {
	{ SLICE_INIT("hit"), M_CACHE_HIT, 1 },
	{ SLICE_INIT("miss"), M_CACHE_MISS, 0 },
	{ SLICE_INIT("stale"), M_CACHE_STALE, 1 },
	{ SLICE_INIT("updating"), M_CACHE_STALE, 1 },
	{ SLICE_INIT("revalidated"), M_CACHE_REVALIDATED, 1 },
	{ SLICE_INIT("expired"), M_CACHE_MISS, 0 },
	{ SLICE_INIT("bypass"), M_CACHE_BYPASS, 0 },
	{ SLICE_INIT("dynamic"), M_CACHE_BYPASS, 0 },
};

void
cache_count(struct scope *in, struct slice cache, int64_t age_us)
{
	size_t i;

	if (age_us >= 0)
		scope_sample(in, M_CACHE_AGE, age_us);
	for (i = 0; cache.n > 0 && i < COUNT(words); i++) {
		if (!slice_eq(words[i].word, cache))
			continue;
		scope_count(in, words[i].id, 1);
		scope_count(in, M_CACHE_SERVED, words[i].served);
		scope_count(in, M_CACHE_KNOWN, 1);
	}
}
