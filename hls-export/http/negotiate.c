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

static const struct offer {
	struct slice type, any;
	struct slice version, proto, encoding;	/* empty: not looked at */
} offers[FORMATS] = {
	[FORMAT_TEXT] = { SLICE_INIT("text/plain"), SLICE_INIT("text/*"),
	    .version = SLICE_INIT("0.0.4") },
	[FORMAT_OPENMETRICS] = { SLICE_INIT("application/openmetrics-text"),
	    SLICE_INIT("application/*"), .version = SLICE_INIT("1.0.0") },
	[FORMAT_PROTOBUF] = { SLICE_INIT("application/vnd.google.protobuf"),
	    .proto = SLICE_INIT("io.prometheus.client.MetricFamily"),
	    .encoding = SLICE_INIT("delimited") },
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

/* A range without the parameter asks for whatever there is. */
static int
agrees(struct slice wanted, struct slice ours)
{
	return wanted.n == 0 || ours.n == 0 || slice_same(wanted, ours);
}

/* How exactly a range asks for a format, from 0; -1: not at all. */
static int
closeness(const struct range *r, const struct offer *o)
{
	if (slice_same(r->type, SLICE("*/*")))
		return 0;
	if (o->any.n > 0 && slice_same(r->type, o->any))
		return 1;
	return slice_same(r->type, o->type) && agrees(r->version, o->version) &&
	    agrees(r->proto, o->proto) && agrees(r->encoding, o->encoding) ?
	    2 : -1;
}

static void
take(struct negotiation *n, const struct range *r)
{
	int f;

	for (f = 0; f < FORMATS; f++) {
		struct wish *w = &n->wish[f];
		int exact = closeness(r, &offers[f]);

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
