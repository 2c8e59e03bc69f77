/*
 * The two formats of lines. OpenMetrics names a counter's family without
 * _total, has a line for the unit, one with the time a counter began, and an
 * end.
 */
#include <math.h>

#include "classic.h"
#include "expo.h"
#include "number.h"

static int
is_open(const struct expo *e)
{
	return e->format == FORMAT_OPENMETRICS;
}

/* The name without the _total of a counter. */
static struct slice
base_name(const struct expo *e)
{
	struct slice name = slice_str(e->family.name);

	if (e->family.type == FAMILY_COUNTER &&
	    slice_ends(name, SLICE("_total")))
		name.n -= strlen("_total");
	return name;
}

static const char *
type_word(const struct expo *e)
{
	switch (e->family.type) {
	case FAMILY_COUNTER:
		return "counter";
	case FAMILY_HISTOGRAM:
		return "histogram";
	case FAMILY_GAUGE_HISTOGRAM:
		return is_open(e) ? "gaugehistogram" : "histogram";
	case FAMILY_GAUGE:
		break;
	}
	return "gauge";
}

/* Help is in ASCII; OpenMetrics escapes quotes in it too. */
static void
put_escaped(struct sbuf *b, struct slice text, int quotes)
{
	while (text.n > 0) {
		struct slice c = label_character(&text);

		if (c.p[0] == '\n')
			sbuf_str(b, "\\n");
		else if (c.p[0] == '\\' || (quotes && c.p[0] == '"'))
			sbuf_char(b, '\\');
		if (c.p[0] != '\n')
			sbuf_slice(b, c);
	}
}

static void
comment(struct expo *e, const char *word)
{
	sbuf_str(e->out, "# ");
	sbuf_str(e->out, word);
	sbuf_str(e->out, " " METRIC_PREFIX);
	sbuf_slice(e->out, is_open(e) ? base_name(e) :
	    slice_str(e->family.name));
	sbuf_char(e->out, ' ');
}

/* A family has a unit where its name ends with it. */
static void
unit(struct expo *e)
{
	static const struct slice words[] = {
		[UNIT_SECONDS] = SLICE_INIT("_seconds"),
		[UNIT_BYTES] = SLICE_INIT("_bytes"),
		[UNIT_RATIO] = SLICE_INIT("_ratio"),
	};
	size_t u = (size_t)e->family.unit;

	if (u >= COUNT(words) || words[u].n == 0 ||
	    !slice_ends(base_name(e), words[u]))
		return;
	comment(e, "UNIT");
	sbuf_slice(e->out, slice_from(words[u], 1));
	sbuf_char(e->out, '\n');
}

static void
head(struct expo *e)
{
	comment(e, "HELP");
	put_escaped(e->out, slice_str(e->family.help), is_open(e));
	sbuf_char(e->out, '\n');
	comment(e, "TYPE");
	sbuf_str(e->out, type_word(e));
	sbuf_char(e->out, '\n');
	if (is_open(e))
		unit(e);
}

static void
label(struct sbuf *b, const struct label *l)
{
	sbuf_slice(b, l->name);
	sbuf_str(b, "=\"");
	put_escaped(b, l->value, 1);
	sbuf_char(b, '"');
}

/* The name, its suffix and labels, with a blank for the value to come. */
static void
series(struct expo *e, const char *suffix, const struct labels *l)
{
	struct sbuf *b = e->out;
	size_t i;

	sbuf_str(b, METRIC_PREFIX);
	sbuf_slice(b, base_name(e));
	sbuf_str(b, suffix);
	for (i = 0; i < l->n; i++) {
		sbuf_char(b, i == 0 ? '{' : ',');
		label(b, &l->at[i]);
	}
	sbuf_str(b, l->n > 0 ? "} " : " ");
}

static void
line(struct expo *e, const char *suffix, const struct labels *l, double v)
{
	series(e, suffix, l);
	number_put(e->out, v);
	sbuf_char(e->out, '\n');
}

static void
created(struct expo *e, const struct labels *l)
{
	if (is_open(e) && e->created_us != 0)
		line(e, "_created", l,
		    number_of(UNIT_SECONDS, e->created_us));
}

static void
number(struct expo *e, const struct labels *l, double v)
{
	int counter = e->family.type == FAMILY_COUNTER;

	line(e, counter ? "_total" : "", l, v);
	if (counter)
		created(e, l);
}

static void
bucket(struct expo *e, const struct labels *l, double bound, int64_t n)
{
	struct labels with = *l;
	struct sbuf le = { 0 };

	number_bound(&le, bound);
	labels_add(&with, SLICE("le"), sbuf_view(&le));
	line(e, "_bucket", &with, (double)n);
	sbuf_free(&le);
}

static void
histogram(struct expo *e, const struct labels *l, const struct distribution *d)
{
	int gauge = is_open(e) && e->family.type == FAMILY_GAUGE_HISTOGRAM;
	double sum = (double)d->h->sum / (double)d->h->scale;
	struct classic c = { .of = d };
	double bound;

	while (classic_next(&c, &bound))
		bucket(e, l, bound, c.n);
	bucket(e, l, INFINITY, d->h->n);
	line(e, gauge ? "_gsum" : "_sum", l, sum);
	line(e, gauge ? "_gcount" : "_count", l, (double)d->h->n);
	if (e->family.type == FAMILY_HISTOGRAM)
		created(e, l);
}

static void
end(struct expo *e)
{
	if (is_open(e))
		sbuf_str(e->out, "# EOF\n");
}

const struct expo_ops expo_lines = {
	.head = head, .number = number, .histogram = histogram, .end = end,
};
