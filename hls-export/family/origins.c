/*
 * A family for each figure of lib/origin.h, and two that say whether there is
 * something to be told.
 */
#include "format/number.h"
#include "num.h"
#include "origin.h"
#include "origins.h"

struct words {
	struct sbuf name, host;
};

static const struct label_field name = { "origin", "name" };
static const struct label_field host = { "host", "host" };

static struct labels
labels_of(struct slice rest, struct words *w)
{
	struct labels l = { 0 };

	labels_field(&l, &name, rest, &w->name);
	labels_field(&l, &host, rest, &w->host);
	return l;
}

static void
up(struct expo *e, const struct block *b, struct words *w)
{
	struct slice rest;
	int64_t v;
	size_t i = 0;

	expo_family(e, (struct family){ "origin_up", FAMILY_GAUGE, UNIT_ONE,
	    "1 if all exporters of the origin answered their last scrape" });
	while (block_each(b, "origin", &i, &rest)) {
		struct labels l = labels_of(rest, w);

		if (field_int(rest, "up", &v))
			expo_number(e, &l, v == 1);
	}
}

/* Scrapes with this result: all but those that failed, or those. */
static void
scrapes(struct expo *e, struct slice rest, struct words *w, const char *result)
{
	struct labels l = labels_of(rest, w);
	int64_t n, failed;

	if (!field_int(rest, "scrapes", &n) ||
	    !field_int(rest, "failed", &failed) || failed < 0 || failed > n)
		return;
	labels_add(&l, SLICE("result"), slice_str(result));
	expo_number(e, &l, (double)(strcmp(result, "ok") == 0 ? n - failed :
	    failed));
}

static void
results(struct expo *e, const struct block *b, struct words *w)
{
	struct slice rest;
	size_t i = 0;

	expo_family(e, (struct family){ "origin_scrapes_total",
	    FAMILY_COUNTER, UNIT_ONE, "scrapes of the origin's exporters" });
	while (block_each(b, "origin", &i, &rest)) {
		scrapes(e, rest, w, "ok");
		scrapes(e, rest, w, "fail");
	}
}

static void
figure(struct expo *e, const struct block *b, struct words *w,
    const struct origin_figure *f)
{
	struct slice rest, value;
	int64_t v;
	size_t i = 0;

	expo_family(e, (struct family){ f->prom, FAMILY_GAUGE, f->unit,
	    f->help });
	while (block_each(b, "origin", &i, &rest)) {
		struct labels l = labels_of(rest, w);

		if (field_get(rest, f->key, &value) &&
		    metric_read(f->unit, value, &v) == 0)
			expo_number(e, &l, number_of(f->unit, v));
	}
}

/* Those that the user named. */
static void
customs(struct expo *e, struct slice rest, struct words *w)
{
	struct slice all = rest;
	struct field f;
	double v;

	while (field_next(&rest, &f)) {
		struct labels l;

		if (origin_find(f.key) != ORIGIN_FIGURES ||
		    !number_read(f.value, &v))
			continue;
		l = labels_of(all, w);
		labels_add(&l, SLICE("name"), slice_from(f.key,
		    sizeof(ORIGIN_METRIC) - 1));
		expo_number(e, &l, v);
	}
}

void
origins_render(struct expo *e, const struct block *b)
{
	struct words w = { { 0 }, { 0 } };
	struct slice rest;
	size_t i;

	up(e, b, &w);
	results(e, b, &w);
	for (i = 0; i < ORIGIN_FIGURES; i++)
		figure(e, b, &w, &origin_figures[i]);
	expo_family(e, (struct family){ "origin_metric", FAMILY_GAUGE,
	    UNIT_ONE, "a metric that hls-parse --origin-metric names" });
	for (i = 0; block_each(b, "origin", &i, &rest);)
		customs(e, rest, &w);
	sbuf_free(&w.name);
	sbuf_free(&w.host);
}
