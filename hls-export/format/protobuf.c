/*
 * Messages of io.prometheus.client. Each is made in a buffer of its own, as its
 * length stands before it: a MetricFamily in e->message, a Metric in part[0],
 * its value in part[1], and what that consists of in part[2].
 *
 * The numbers are those of metrics.proto. A histogram has native buckets beside
 * the classic ones: a reader that knows them takes those.
 */
#include "classic.h"
#include "expo.h"
#include "native.h"
#include "proto.h"

enum { FAMILY_NAME = 1, FAMILY_HELP, FAMILY_TYPE, FAMILY_METRIC, FAMILY_UNIT };
enum { TYPE_COUNTER, TYPE_GAUGE, TYPE_HISTOGRAM = 4, TYPE_GAUGE_HISTOGRAM };
enum { METRIC_LABEL = 1, METRIC_GAUGE_FIELD, METRIC_COUNTER_FIELD,
    METRIC_HISTOGRAM = 7 };
enum { LABEL_NAME = 1, LABEL_VALUE };
enum { NUMBER_VALUE = 1, COUNTER_CREATED = 3 };
enum { TIMESTAMP_SECONDS = 1, TIMESTAMP_NANOS };
enum { HIST_COUNT = 1, HIST_SUM, HIST_BUCKET, HIST_SCHEMA = 5,
    HIST_ZERO_THRESHOLD, HIST_ZERO_COUNT, HIST_SPAN = 12, HIST_DELTA,
    HIST_CREATED = 15 };
enum { BUCKET_COUNT = 1, BUCKET_BOUND };
enum { SPAN_OFFSET = 1, SPAN_LENGTH };

#define MILLION 1000000

static void
head(struct expo *e)
{
	static const int types[] = {
		[FAMILY_COUNTER] = TYPE_COUNTER,
		[FAMILY_GAUGE] = TYPE_GAUGE,
		[FAMILY_HISTOGRAM] = TYPE_HISTOGRAM,
		[FAMILY_GAUGE_HISTOGRAM] = TYPE_GAUGE_HISTOGRAM,
	};
	struct sbuf *name = &e->part[0];

	e->message.n = name->n = 0;
	sbuf_str(name, METRIC_PREFIX);
	sbuf_str(name, e->family.name);
	proto_bytes(&e->message, FAMILY_NAME, sbuf_view(name));
	proto_str(&e->message, FAMILY_HELP, e->family.help);
	proto_uint(&e->message, FAMILY_TYPE,
	    (uint64_t)types[e->family.type]);
}

static void
tail(struct expo *e)
{
	proto_varint(e->out, e->message.n);
	sbuf_slice(e->out, sbuf_view(&e->message));
}

static void
label(struct expo *e, const struct label *l)
{
	struct sbuf *pair = &e->part[1], *value = &e->part[2];
	struct slice text = l->value;

	pair->n = value->n = 0;
	while (text.n > 0)
		sbuf_slice(value, label_character(&text));
	proto_bytes(pair, LABEL_NAME, l->name);
	proto_bytes(pair, LABEL_VALUE, sbuf_view(value));
	proto_bytes(&e->part[0], METRIC_LABEL, sbuf_view(pair));
}

/* A Metric with its labels; its value is then made in part[1]. */
static struct sbuf *
begin(struct expo *e, const struct labels *l)
{
	size_t i;

	e->part[0].n = 0;
	for (i = 0; i < l->n; i++)
		label(e, &l->at[i]);
	e->part[1].n = 0;
	return &e->part[1];
}

static void
finish(struct expo *e, int field)
{
	proto_bytes(&e->part[0], field, sbuf_view(&e->part[1]));
	proto_bytes(&e->message, FAMILY_METRIC, sbuf_view(&e->part[0]));
}

static void
created(struct expo *e, int field)
{
	struct sbuf *t = &e->part[2];

	if (e->created_us == 0)
		return;
	t->n = 0;
	proto_uint(t, TIMESTAMP_SECONDS,
	    (uint64_t)(e->created_us / MILLION));
	proto_uint(t, TIMESTAMP_NANOS,
	    (uint64_t)(e->created_us % MILLION * 1000));
	proto_bytes(&e->part[1], field, sbuf_view(t));
}

static void
number(struct expo *e, const struct labels *l, double v)
{
	int counter = e->family.type == FAMILY_COUNTER;

	proto_double(begin(e, l), NUMBER_VALUE, v);
	if (counter)
		created(e, COUNTER_CREATED);
	finish(e, counter ? METRIC_COUNTER_FIELD : METRIC_GAUGE_FIELD);
}

static void
classic(struct expo *e, const struct distribution *d)
{
	struct sbuf *b = &e->part[2];
	struct classic c = { .of = d };
	double bound;

	while (classic_next(&c, &bound)) {
		b->n = 0;
		proto_uint(b, BUCKET_COUNT, (uint64_t)c.n);
		proto_double(b, BUCKET_BOUND, bound);
		proto_bytes(&e->part[1], HIST_BUCKET, sbuf_view(b));
	}
}

static void
native(struct expo *e, const struct hist *h)
{
	struct sbuf *v = &e->part[1], *b = &e->part[2];
	struct native n;
	size_t i;

	native_make(&n, h, e->native_buckets);
	proto_sint(v, HIST_SCHEMA, n.schema);
	/* What is too small for the first bucket counts as zero. */
	proto_double(v, HIST_ZERO_THRESHOLD, hist_upper(HIST_LOW - 1));
	proto_uint(v, HIST_ZERO_COUNT, (uint64_t)h->zero);
	for (i = 0; i < n.spans; i++) {
		b->n = 0;
		proto_sint(b, SPAN_OFFSET, n.span[i].offset);
		proto_uint(b, SPAN_LENGTH, n.span[i].length);
		proto_bytes(v, HIST_SPAN, sbuf_view(b));
	}
	/* An empty span says that the histogram is native, though empty. */
	if (n.spans == 0)
		proto_bytes(v, HIST_SPAN, SLICE(""));
	for (i = 0; i < n.deltas; i++)
		proto_sint(v, HIST_DELTA, n.delta[i]);
	native_free(&n);
}

static void
histogram(struct expo *e, const struct labels *l, const struct distribution *d)
{
	struct sbuf *v = begin(e, l);

	proto_uint(v, HIST_COUNT, (uint64_t)d->h->n);
	proto_double(v, HIST_SUM, (double)d->h->sum / (double)d->h->scale);
	classic(e, d);
	native(e, d->h);
	if (e->family.type == FAMILY_HISTOGRAM)
		created(e, HIST_CREATED);
	finish(e, METRIC_HISTOGRAM);
}

const struct expo_ops expo_protobuf = {
	.head = head, .number = number, .histogram = histogram, .tail = tail,
};
