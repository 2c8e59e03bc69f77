/*
 * A range counts for each format it covers, unless one more exact did. Of its
 * parameters those matter that tell versions of a format apart.
 */
#include <ctype.h>

#include "negotiate.h"

struct range {
	struct slice type;	/* text/plain */
	int q;
	struct slice version, proto, encoding;
};

/* 0 to 1 with up to three decimals, in thousandths; 1 where it is none. */
static int
quality(struct slice s)
{
	int q, unit = 1000;

	if (s.n == 0 || !isdigit((unsigned char)s.p[0]))
		return 1000;
	q = s.p[0] == '0' ? 0 : 1000;
	for (s = slice_from(s, 1); s.n > 1 && unit > 1; ) {
		s = slice_from(s, 1);
		if (!isdigit((unsigned char)s.p[0]))
			break;
		unit /= 10;
		q += unit * (s.p[0] - '0');
	}
	return q > 1000 ? 1000 : q;
}

static struct slice
unquote(struct slice s)
{
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = (struct slice){ s.p + 1, s.n - 2 };
	return s;
}

static void
parameter(struct range *r, struct slice text)
{
	struct slice name = slice_trim(slice_cut(&text, '='));
	struct slice value = unquote(slice_trim(text));

	if (slice_same(name, SLICE("q")))
		r->q = quality(value);
	else if (slice_same(name, SLICE("version")))
		r->version = value;
	else if (slice_same(name, SLICE("proto")))
		r->proto = value;
	else if (slice_same(name, SLICE("encoding")))
		r->encoding = value;
}

static int
is_or_none(struct slice value, const char *word)
{
	return value.n == 0 || slice_same(value, slice_str(word));
}

/* How exactly a range asks for a format, from 0; -1: not at all. */
static int
closeness(const struct range *r, enum format f)
{
	struct slice type = r->type;

	if (slice_same(type, SLICE("*/*")))
		return 0;
	switch (f) {
	case FORMAT_TEXT:
		if (slice_same(type, SLICE("text/*")))
			return 1;
		return slice_same(type, SLICE("text/plain")) &&
		    is_or_none(r->version, "0.0.4") ? 2 : -1;
	case FORMAT_OPENMETRICS:
		if (slice_same(type, SLICE("application/*")))
			return 1;
		return slice_same(type, SLICE("application/openmetrics-text")) &&
		    is_or_none(r->version, "1.0.0") ? 2 : -1;
	case FORMAT_PROTOBUF:
		return slice_same(type, SLICE("application/vnd.google.protobuf")) &&
		    is_or_none(r->proto, "io.prometheus.client.MetricFamily") &&
		    is_or_none(r->encoding, "delimited") ? 2 : -1;
	case FORMATS:
		break;
	}
	return -1;
}

static void
take(struct negotiation *n, const struct range *r)
{
	int f;

	for (f = 0; f < FORMATS; f++) {
		struct wish *w = &n->wish[f];
		int exact = closeness(r, (enum format)f);

		if (exact < 0 || (w->known && (exact < w->exact ||
		    (exact == w->exact && r->q <= w->q))))
			continue;
		*w = (struct wish){ 1, exact, r->q };
	}
}

void
negotiate_add(struct negotiation *n, struct slice value)
{
	while (value.n > 0) {
		struct slice text = slice_cut(&value, ',');
		struct range r = { .q = 1000 };

		r.type = slice_trim(slice_cut(&text, ';'));
		while (text.n > 0)
			parameter(&r, slice_cut(&text, ';'));
		take(n, &r);
	}
}

enum format
negotiate_format(const struct negotiation *n)
{
	enum format best = FORMAT_TEXT;
	int f;

	for (f = 0; f < FORMATS; f++) {
		const struct wish *w = &n->wish[f], *b = &n->wish[best];

		if (w->q > b->q || (w->q == b->q && w->q > 0 &&
		    w->exact > b->exact))
			best = (enum format)f;
	}
	return best;
}
