/*
 * Messages of io.prometheus.client, by metrics.proto: lengths that fit, no
 * fields but those that are written, buckets that add up, classic and native.
 */
#include <stdint.h>
#include <string.h>

#include "expose.h"
#include "metric.h"
#include "shown.h"

enum { VARINT, FIXED64, BYTES };

/* A field of a message. */
struct part {
	int number, wire;
	uint64_t v;		/* of a varint */
	double d;
	struct slice bytes;
};

struct histogram {
	uint64_t count, zero, last;
	double bound;
	int64_t length;		/* of the spans */
	int64_t deltas, now;	/* of the native buckets */
	int64_t sum;
};

static uint64_t
take_varint(struct slice *s)
{
	struct slice all = *s;
	uint64_t v = 0;
	int shift;

	for (shift = 0; shift < 64 && s->n > 0; shift += 7) {
		unsigned char c = (unsigned char)s->p[0];

		*s = slice_from(*s, 1);
		v |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return v;
	}
	wrong("no number", all);
}

static struct slice
take_bytes(struct slice *s)
{
	uint64_t n = take_varint(s);
	struct slice bytes = { s->p, (size_t)n };

	if (n > s->n)
		wrong("a length that goes beyond the end", *s);
	*s = slice_from(*s, (size_t)n);
	return bytes;
}

/* The next field: 1, or 0 at the end. */
static int
next(struct slice *s, struct part *p)
{
	struct slice all = *s;
	uint64_t key;

	if (s->n == 0)
		return 0;
	key = take_varint(s);
	*p = (struct part){ .number = (int)(key >> 3),
		.wire = (int)(key & 7) };
	if (p->wire == VARINT) {
		p->v = take_varint(s);
	} else if (p->wire == BYTES) {
		p->bytes = take_bytes(s);
	} else if (p->wire == FIXED64 && s->n >= sizeof(p->d)) {
		/* As all machines have it on which this is run. */
		memcpy(&p->d, s->p, sizeof(p->d));
		*s = slice_from(*s, sizeof(p->d));
	} else {
		wrong("no field", all);
	}
	return 1;
}

static int64_t
zigzag(uint64_t v)
{
	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

static void
check_label(struct slice s)
{
	struct slice all = s;
	struct part p;
	int n = 0;

	while (next(&s, &p)) {
		if (p.wire != BYTES || p.number != ++n)
			wrong("no label", all);
		shown_text(p.bytes);
		if (n == 1 && !slice_only(p.bytes, SLICE(ALNUM "_")))
			wrong("no label's name", all);
	}
	/* A value that is empty is there as well. */
	if (n != 2)
		wrong("half a label", all);
}

/* Of a counter or a gauge. */
static void
check_number(struct slice s, int counter)
{
	struct slice all = s;
	struct part p;

	if (!next(&s, &p) || p.number != 1 || p.wire != FIXED64)
		wrong("no value", all);
	if (counter && p.d < 0)
		wrong("a count below zero", all);
	if (next(&s, &p) && (!counter || p.number != 3 || p.wire != BYTES))
		wrong("something behind the value", all);
}

static void
check_bucket(struct histogram *h, struct slice s)
{
	struct slice all = s;
	struct part n, bound;

	if (!next(&s, &n) || !next(&s, &bound) || n.number != 1 ||
	    bound.number != 2 || bound.wire != FIXED64 || s.n > 0)
		wrong("no bucket", all);
	if (n.v < h->last || n.v > h->count || !(bound.d > h->bound))
		wrong("buckets that go down", all);
	h->last = n.v;
	h->bound = bound.d;
}

static void
check_span(struct histogram *h, struct slice s)
{
	struct slice all = s;
	struct part p;
	int n = 0;

	while (next(&s, &p)) {
		if (p.wire != VARINT || p.number != ++n)
			wrong("no span", all);
		if (n == 1 && h->length > 0 && zigzag(p.v) < 0)
			wrong("spans that overlap", all);
		if (n == 2 && p.v > 10000)
			wrong("a span that is too long", all);
		if (n == 2)
			h->length += (int64_t)p.v;
	}
}

static void
check_delta(struct histogram *h, const struct part *p, struct slice all)
{
	h->now += zigzag(p->v);
	h->sum += h->now;
	h->deltas++;
	if (h->now < 0)
		wrong("a bucket below zero", all);
}

static void
check_histogram(struct slice s)
{
	struct histogram h = { .bound = -1 };
	struct slice all = s;
	struct part p;

	while (next(&s, &p)) {
		if (p.number == 1)
			h.count = p.v;
		else if (p.number == 3)
			check_bucket(&h, p.bytes);
		else if (p.number == 7)
			h.zero = p.v;
		else if (p.number == 12)
			check_span(&h, p.bytes);
		else if (p.number == 13)
			check_delta(&h, &p, all);
		else if (p.number == 5 ? zigzag(p.v) > 6 || zigzag(p.v) < -4 :
		    p.number != 2 && p.number != 6 && p.number != 15)
			wrong("no field of a histogram", all);
		else if (p.number == 2 && p.d < 0)
			wrong("a sum below zero", all);
	}
	if (h.length != h.deltas)
		wrong("not a count for each bucket", all);
	if (h.zero + (uint64_t)h.sum != h.count)
		wrong("native buckets that do not add up", all);
}

static void
check_metric(struct slice s, uint64_t type)
{
	static const int fields[] = { 3, 2, 0, 0, 7, 7 };
	struct slice all = s;
	struct part p = { 0 };

	while (next(&s, &p) && p.number == 1)
		check_label(p.bytes);
	if (type >= COUNT(fields) || p.number != fields[type] ||
	    p.wire != BYTES || s.n > 0)
		wrong("no metric of the family's type", all);
	if (p.number == 7)
		check_histogram(p.bytes);
	else
		check_number(p.bytes, p.number == 3);
}

static void
check_family(struct slice s)
{
	struct slice all = s;
	uint64_t type = 0;
	struct part p;
	int any = 0;

	while (next(&s, &p)) {
		if (p.number == 1 && (!slice_only(p.bytes, SLICE(ALNUM "_")) ||
		    !slice_starts(p.bytes, SLICE(METRIC_PREFIX))))
			wrong("no name of a family", all);
		else if (p.number == 2)
			shown_text(p.bytes);
		else if (p.number == 3)
			type = p.v;
		else if (p.number == 4 && ++any > 0)
			check_metric(p.bytes, type);
		else if (p.number > 4)
			wrong("no field of a family", all);
	}
	if (any == 0)
		wrong("a family without metrics", all);
}

void
expose_messages(struct slice body)
{
	while (body.n > 0)
		check_family(take_bytes(&body));
}
