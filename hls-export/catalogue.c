/*
 * Series with one name stand far apart in the catalogue (fetches_total of each
 * type); the format wants them together.
 */
#include <string.h>

#include "catalogue.h"
#include "text.h"

/* The meaning of families whose series each have their own. */
static const struct {
	const char *name;
	const char *help;
} families[] = {
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
	{ "requests_in_flight", "requests open now, by type" },
};

static const char *
help_of(const struct metric *m)
{
	size_t i;

	for (i = 0; i < COUNT(families); i++)
		if (strcmp(families[i].name, m->prom) == 0)
			return families[i].help;
	return m->help;
}

/* What this file exports: sketches have their own. */
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
series(struct sbuf *out, const struct block *b, enum metric_id id)
{
	const struct metric *m = &metrics[id];
	struct sample s = { m->prom, text_str(m->labels), m->unit, 0 };

	if (block_value(b, W_ALL, id, &s.v) || m->kind == METRIC_COUNTER) {
		text_sample(out, s);
	} else if (m->kind == METRIC_RATIO) {
		text_name(out, m->prom, "", text_str(m->labels));
		sbuf_str(out, "NaN\n");
	}
}

/* A family without series leaves no trace. */
static void
family(struct sbuf *out, const struct block *b, enum metric_id first)
{
	const struct metric *m = &metrics[first];
	size_t start = out->n, headed;
	int i;

	text_family(out, m->prom,
	    m->kind == METRIC_COUNTER ? "counter" : "gauge", help_of(m));
	headed = out->n;
	for (i = (int)first; i < METRICS; i++)
		if (same_family(m, &metrics[i]))
			series(out, b, (enum metric_id)i);
	if (out->n == headed)
		out->n = start;
}

void
catalogue_render(struct sbuf *out, const struct block *b)
{
	int i, k;

	for (i = 0; i < METRICS; i++) {
		if (!is_ours(&metrics[i]))
			continue;
		for (k = 0; k < i; k++)
			if (same_family(&metrics[i], &metrics[k]))
				break;
		if (k == i)
			family(out, b, (enum metric_id)i);
	}
}
