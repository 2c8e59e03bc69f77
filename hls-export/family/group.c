/*
 * Records of groups are `all KIND by=group:NAME ...`, NAME escaped.
 */
#include "format/number.h"
#include "group.h"
#include "sum/sum.h"
#include "vocabulary.h"

static const struct slice mark = SLICE_INIT("by=group:");

/* Families that have groups: what viewers got, and what they missed. */
static const char *const mains[] = {
	"fetches_total", "fetch_bytes_total", "segments_lost_total",
	"http_requests_total", "request_failures_total",
	"bytes_downloaded_total", "startups_total", "startup_failures_total",
	"rebuffers_total", "rebuffer_seconds_total", "watched_seconds_total",
};

/* The next group's record with this figure's kind; *i starts at 0. */
static int
next(const struct block *b, enum metric_id id, size_t *i, struct slice *rest)
{
	struct slice kind = metric_section(&metrics[id]);

	while (*i < b->n) {
		const struct record *r = &b->record[(*i)++];

		if (!slice_eq(r->kind, kind) ||
		    !slice_eq(r->subject, SLICE("all")) ||
		    !slice_starts(r->rest, mark))
			continue;
		*rest = r->rest;
		return 1;
	}
	return 0;
}

int
group_splits(const struct block *b, enum metric_id id)
{
	struct slice rest;
	size_t i = 0;

	return WORD_FIND(mains, slice_str(metrics[id].prom)) <
	    (int)COUNT(mains) && next(b, id, &i, &rest);
}

static void
one(struct expo *e, enum metric_id id, struct slice name, int64_t v)
{
	const struct metric *m = &metrics[id];
	struct sbuf plain = { 0 };
	struct labels l = { 0 };

	unescape(&plain, name);
	labels_add(&l, SLICE("group"), sbuf_view(&plain));
	labels_constant(&l, m->labels);
	expo_number(e, &l, number_of(m->unit, v));
	sbuf_free(&plain);
}

void
group_series(struct expo *e, const struct block *b, enum metric_id id,
    int64_t whole)
{
	const struct metric *m = &metrics[id];
	struct slice rest, name, text;
	int64_t left = whole;
	size_t i = 0;

	while (next(b, id, &i, &rest)) {
		int64_t v = 0;

		name = slice_from(slice_cut(&rest, ' '), mark.n);
		if (field_get(rest, metric_key(m), &text))
			metric_read(m->unit, text, &v);
		if (v < 0 || sum_is_over(v))
			continue;
		one(e, id, name, v);
		left = sum_less(left, v);
	}
	if (left > 0)
		one(e, id, SLICE(""), left);
}
