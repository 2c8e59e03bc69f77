/*
 * Series with one name stand far apart in the catalogue (fetches_total of each
 * type); the formats want them together.
 */
#include <math.h>

#include "catalogue.h"
#include "format/number.h"
#include "group.h"

/* The meaning of families whose series each have their own. */
static const struct {
	const char *name;
	const char *help;
} helps[] = {
	{ "fetches_total", "ended requests by type and result" },
	{ "requests_total", "requests that ended, by type" },
	{ "requests_aborted_total",
	    "requests still in flight when their client ended, by type" },
	{ "fetch_bytes_total", "body bytes of complete transfers, by type" },
	{ "connect_failures_total",
	    "connection attempts that failed, by reason" },
	{ "responses_total", "responses by class of their status" },
	{ "fetch_failures_total", "requests that failed, by reason" },
	{ "continuity_errors_total", "flaws of the media, by kind" },
	{ "cache_responses_total",
	    "transfers by what their cache says it did" },
	{ "viewers_rated", "clients by the rating of their score" },
	{ "client_exits_total", "ends of client processes, by category" },
	{ "clients", "clients now, by the state of their process" },
	{ "viewers", "viewers now, by the state of their playback" },
	{ "playlist_watches_total", "fetches of watched playlists, by result" },
	{ "playlist_rule_breaches_total",
	    "breaches of the rules of HLS by watched playlists, by rule" },
	{ "requests_in_flight", "requests open now, by type" },
};

static const char *
help_of(const struct metric *m)
{
	size_t i;

	for (i = 0; i < COUNT(helps); i++)
		if (strcmp(helps[i].name, m->prom) == 0)
			return helps[i].help;
	return m->help;
}

/* What this file exports: distributions have their own. */
static int
is_ours(const struct metric *m)
{
	return m->prom[0] != '\0' && !metric_is_sketch(m);
}

static int
same_family(const struct metric *m, const struct metric *other)
{
	return is_ours(other) && strcmp(m->prom, other->prom) == 0;
}

static void
series(struct expo *e, const struct block *b, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	struct labels l = { 0 };
	int64_t v = 0;
	int known = block_value(b, W_ALL, id, &v);

	labels_constant(&l, m->labels);
	if (group_splits(b, id))
		group_series(e, b, id, v);
	else if (known || (metric_is_counter(m) && m->a == 0))
		expo_number(e, &l, number_of(m->unit, v));
	else if (m->kind == METRIC_RATIO)
		expo_number(e, &l, NAN);
}

static void
family(struct expo *e, const struct block *b, enum metric_id first)
{
	const struct metric *m = &metrics[first];
	int i;

	expo_family(e, (struct family){ m->prom, metric_is_counter(m) ?
	    FAMILY_COUNTER : FAMILY_GAUGE, m->unit, help_of(m) });
	for (i = (int)first; i < METRICS; i++)
		if (same_family(m, &metrics[i]))
			series(e, b, (enum metric_id)i);
}

void
catalogue_render(struct expo *e, const struct block *b)
{
	int i, k;

	for (i = 0; i < METRICS; i++) {
		if (!is_ours(&metrics[i]))
			continue;
		for (k = 0; k < i; k++)
			if (same_family(&metrics[i], &metrics[k]))
				break;
		if (k == i)
			family(e, b, (enum metric_id)i);
	}
}
