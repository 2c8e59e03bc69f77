#include "cache.h"

/* The words of hls-event(5); served: the origin did not have to send it. */
static const struct {
	struct slice word;
	enum metric_id id;
	int served;
} words[] = {
	{ { "hit", 3 }, M_CACHE_HIT, 1 },
	{ { "miss", 4 }, M_CACHE_MISS, 0 },
	{ { "stale", 5 }, M_CACHE_STALE, 1 },
	{ { "updating", 8 }, M_CACHE_STALE, 1 },
	{ { "revalidated", 11 }, M_CACHE_REVALIDATED, 1 },
	{ { "expired", 7 }, M_CACHE_MISS, 0 },
	{ { "bypass", 6 }, M_CACHE_BYPASS, 0 },
	{ { "dynamic", 7 }, M_CACHE_BYPASS, 0 },
};

void
cache_count(struct agg *a, struct slice cache, int64_t age_us)
{
	size_t i;

	if (age_us >= 0)
		agg_sample(a, M_CACHE_AGE, age_us);
	for (i = 0; cache.n > 0 && i < COUNT(words); i++) {
		if (!slice_eq(words[i].word, cache))
			continue;
		agg_count(a, words[i].id, 1);
		agg_count(a, M_CACHE_SERVED, words[i].served);
		agg_count(a, M_CACHE_KNOWN, 1);
	}
}
