/*
 * A family for each figure of lib/origin.h, and two that say whether there is
 * something to be told.
 */
#include "format/number.h"
#include "origin.h"
#include "parts.h"

static const struct label_field labels[] = {
	{ "origin", "name" }, { "host", "host" },
};

static struct labels
labels_of(struct slice rest, struct sbuf *text)
{
	return labels_fields(rest, labels, COUNT(labels), text);
}

static void
up(struct expo *e, const struct block *b, struct sbuf *text)
{
	struct slice rest;
	int64_t v;
	size_t i = 0;

	expo_family(e, (struct family){ "origin_up", FAMILY_GAUGE, UNIT_ONE,
	    "1 if all exporters of the origin answered their last scrape" });
	while (block_each(b, "origin", &i, &rest)) {
		struct labels l = labels_of(rest, text);

		if (field_int(rest, "up", &v))
			expo_number(e, &l, v == 1);
	}
}

/* Scrapes with this result: all but those that failed, or those. */
static void
scrapes(struct expo *e, struct slice rest, struct sbuf *text,
    const char *result)
{
	struct labels l = labels_of(rest, text);
	int64_t n, failed;

	if (!field_int(rest, "scrapes", &n) ||
	    !field_int(rest, "failed", &failed) || failed < 0 || failed > n)
		return;
	labels_add(&l, SLICE("result"), slice_str(result));
	expo_number(e, &l, (double)(strcmp(result, "ok") == 0 ? n - failed :
	    failed));
}

static void
results(struct expo *e, const struct block *b, struct sbuf *text)
{
	struct slice rest;
	size_t i = 0;

	expo_family(e, (struct family){ "origin_scrapes_total",
	    FAMILY_COUNTER, UNIT_ONE, "scrapes of the origin's exporters" });
	while (block_each(b, "origin", &i, &rest)) {
		scrapes(e, rest, text, "ok");
		scrapes(e, rest, text, "fail");
	}
}

static void
figure(struct expo *e, const struct block *b, struct sbuf *text,
    const struct origin_figure *f)
{
	struct slice rest, value;
	int64_t v;
	size_t i = 0;

	expo_family(e, (struct family){ f->prom, FAMILY_GAUGE, f->unit,
	    f->help });
	while (block_each(b, "origin", &i, &rest)) {
		struct labels l = labels_of(rest, text);

		if (field_get(rest, f->key, &value) &&
		    metric_read(f->unit, value, &v) == 0)
			expo_number(e, &l, number_of(f->unit, v));
	}
}

/* Those that the user named. */
static void
customs(struct expo *e, struct slice rest, struct sbuf *text)
{
	struct slice all = rest;
	struct field f;
	double v;

	while (field_next(&rest, &f)) {
		struct labels l;

		if (origin_find(f.key) != ORIGIN_FIGURES ||
		    !number_read(f.value, &v))
			continue;
		l = labels_of(all, text);
		labels_add(&l, SLICE("name"), slice_from(f.key,
		    sizeof(ORIGIN_METRIC) - 1));
		expo_number(e, &l, v);
	}
}

void
origins_render(struct expo *e, const struct block *b)
{
	struct sbuf text = { 0 };
	struct slice rest;
	size_t i;

	up(e, b, &text);
	results(e, b, &text);
	for (i = 0; i < ORIGIN_FIGURES; i++)
		figure(e, b, &text, &origin_figures[i]);
	expo_family(e, (struct family){ "origin_metric", FAMILY_GAUGE,
	    UNIT_ONE, "a metric that hls-parse --origin-metric names" });
	for (i = 0; block_each(b, "origin", &i, &rest);)
		customs(e, rest, &text);
	sbuf_free(&text);
}
