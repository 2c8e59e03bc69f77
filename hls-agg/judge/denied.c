/*
 * Counters that are the server's word, and those that are in part: failures of
 * every kind, beside the ones that were denied. A ratio is that of its counter.
 */
#include "denied.h"
#include "sum/sum.h"
#include "figures/figures.h"

#define OF_TYPE(T) { M_##T##_FAIL, M_##T##_DENIED }

static const struct {
	enum metric_id whole, denied;
} parts[] = {
	OF_TYPE(PLAYLIST), OF_TYPE(SEGMENT), OF_TYPE(INIT), OF_TYPE(KEY),
	OF_TYPE(OTHER),
	{ M_HTTP_ERROR_COUNT, M_HTTP_STATUS },
	{ M_SEGMENT_LOST, M_SEGMENT_LOST_DENIED },
	{ M_HLS_PLAYLIST_FAIL, M_HLS_PLAYLIST_DENIED },
	{ M_STARTUP_FAIL, M_STARTUP_DENIED },
	{ M_PLAYBACK_FAIL, M_PLAYBACK_DENIED },
};

/* What playlists and answers say; `late` is a matter of time. */
static const enum metric_id words[] = {
	M_HTTP_4XX, M_HTTP_5XX, M_HTTP_REDIRECTS, M_HTTP_EXTENSION,
	M_HLS_SEQUENCE_RESET, M_RULE_EXTINF, M_RULE_TARGET, M_RULE_SEQUENCE,
	M_RULE_WINDOW, M_RULE_DISCONTINUITY, M_BROKEN_EXTINF, M_BROKEN_TARGET,
	M_BROKEN_SEQUENCE, M_BROKEN_WINDOW, M_BROKEN_DISCONTINUITY,
};

/* METRICS where nothing of it is. */
static unsigned
denied_of(unsigned id)
{
	size_t i;

	for (i = 0; i < COUNT(parts); i++)
		if (id == parts[i].whole || id == parts[i].denied)
			return parts[i].denied;
	for (i = 0; i < COUNT(words); i++)
		if (id == words[i])
			return id;
	return METRICS;
}

static int
counted(const struct figures *f, const struct lookup *l, unsigned id,
    int64_t *v)
{
	struct lookup other = *l;

	other.id = id;
	return id < METRICS && lookup_value(f, &other, v);
}

int
denied_value(const struct figures *f, const struct lookup *l, int64_t *v)
{
	const struct metric *m = &metrics[l->id < METRICS ? l->id : 0];
	int64_t above, below;

	/* A status of its own: http.code.404. */
	if (l->id == METRICS)
		return lookup_value(f, l, v);
	if (m->kind != METRIC_RATIO)
		return counted(f, l, denied_of(l->id), v);
	if (!counted(f, l, denied_of(m->a), &above) ||
	    !counted(f, l, m->b, &below) || below <= 0)
		return 0;
	*v = sum_scale(above, 1000000, below);
	return 1;
}
