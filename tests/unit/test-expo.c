/*
 * The formats of hls-export: two families as text and OpenMetrics, byte for
 * byte, and a histogram in protobuf, read back by the wire format's rules.
 */
#include <stdlib.h>

#include "check.h"
#include "format/expo.h"
#include "format/number.h"

static const char text[] =
"# HELP hls_swarm_tries_total it's \"so\" \\\\ so\n"
"# TYPE hls_swarm_tries_total counter\n"
"hls_swarm_tries_total{kind=\"a\\\\\\\"b\\nc\xef\xbf\xbd\",host=\"x\"} 3\n"
"# HELP hls_swarm_wait_seconds waits\n"
"# TYPE hls_swarm_wait_seconds histogram\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"0.5\"} 2\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"1.0\"} 3\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"+Inf\"} 4\n"
"hls_swarm_wait_seconds_sum{host=\"x\"} 9.5\n"
"hls_swarm_wait_seconds_count{host=\"x\"} 4\n";

static const char openmetrics[] =
"# HELP hls_swarm_tries it's \\\"so\\\" \\\\ so\n"
"# TYPE hls_swarm_tries counter\n"
"hls_swarm_tries_total{kind=\"a\\\\\\\"b\\nc\xef\xbf\xbd\",host=\"x\"} 3\n"
"hls_swarm_tries_created{kind=\"a\\\\\\\"b\\nc\xef\xbf\xbd\",host=\"x\"}"
" 1700000000.25\n"
"# HELP hls_swarm_wait_seconds waits\n"
"# TYPE hls_swarm_wait_seconds histogram\n"
"# UNIT hls_swarm_wait_seconds seconds\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"0.5\"} 2\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"1.0\"} 3\n"
"hls_swarm_wait_seconds_bucket{host=\"x\",le=\"+Inf\"} 4\n"
"hls_swarm_wait_seconds_sum{host=\"x\"} 9.5\n"
"hls_swarm_wait_seconds_count{host=\"x\"} 4\n"
"hls_swarm_wait_seconds_created{host=\"x\"} 1700000000.25\n"
"# EOF\n";

static void
render(struct sbuf *out, enum format f)
{
	struct labels common = { 0 }, own = { 0 };
	struct expo e = { .format = f, .out = out, .common = &common,
		.created_us = INT64_C(1700000000250000),
		.native_buckets = 160 };
	struct hist h;

	labels_add(&common, SLICE("host"), SLICE("x"));
	labels_add(&own, SLICE("kind"), SLICE("a\\\"b\nc\xff"));
	hist_init(&h, 1000000);
	hist_add(&h, 0);
	hist_add(&h, 500000);
	hist_add(&h, 1000000);
	hist_add(&h, 8000000);
	expo_family(&e, (struct family){ "tries_total", FAMILY_COUNTER,
	    UNIT_ONE, "it's \"so\" \\ so" });
	expo_number(&e, &own, 3);
	expo_family(&e, (struct family){ "nothing", FAMILY_GAUGE, UNIT_ONE,
	    "a family without series" });
	expo_family(&e, (struct family){ "wait_seconds", FAMILY_HISTOGRAM,
	    UNIT_SECONDS, "waits" });
	expo_histogram(&e, NULL, &(struct distribution){ &h, -64, 0, 64 });
	CHECK(expo_used(&e, SLICE("nothing")) && !expo_used(&e, SLICE("no")));
	expo_end(&e);
	hist_free(&h);
}

static void
lines(enum format f, const char *want)
{
	struct sbuf b = { 0 };
	size_t n = strlen(want);

	render(&b, f);
	CHECK(b.n == n && memcmp(b.p, want, n) == 0);
	if (b.n != n || memcmp(b.p, want, n) != 0)
		printf("%.*s", (int)b.n, b.p);
	sbuf_free(&b);
}

static void
failed(const char *what)
{
	check(0, __FILE__, 0, what);
}

/* A field of a message: a number, or bytes. */
struct wire {
	int field;
	uint64_t number;
	struct slice bytes;
};

static uint64_t
take_varint(struct slice *s)
{
	uint64_t v = 0;
	int shift = 0;

	while (s->n > 0) {
		unsigned char c = (unsigned char)*s->p;

		*s = slice_from(*s, 1);
		v |= (uint64_t)(c & 0x7f) << shift;
		shift += 7;
		if (c < 0x80)
			break;
	}
	return v;
}

static struct slice
take_bytes(struct slice *s, size_t n)
{
	struct slice b = { s->p, n };

	if (n > s->n) {
		failed("a length beyond the message");
		b.n = s->n;
	}
	*s = slice_from(*s, b.n);
	return b;
}

static int
take_field(struct slice *s, struct wire *w)
{
	uint64_t tag;

	if (s->n == 0)
		return 0;
	tag = take_varint(s);
	*w = (struct wire){ .field = (int)(tag >> 3) };
	switch (tag & 7) {
	case 0:
		w->number = take_varint(s);
		return 1;
	case 1:
		w->bytes = take_bytes(s, 8);
		if (w->bytes.n == 8)
			w->number = bytes_eight(w->bytes.p);
		return 1;
	case 2:
		w->bytes = take_bytes(s, (size_t)take_varint(s));
		return 1;
	}
	failed("a wire type that we do not write");
	return 0;
}

/* The nth field (from 0) of that number. */
static struct wire
find(struct slice message, int field, int nth)
{
	struct wire w;

	while (take_field(&message, &w))
		if (w.field == field && nth-- == 0)
			return w;
	failed("a field is missing");
	return (struct wire){ 0 };
}

static double
real(struct wire w)
{
	double v;

	memcpy(&v, &w.number, sizeof(v));
	return v;
}

static int64_t
zigzag(struct wire w)
{
	return (int64_t)(w.number >> 1) ^ -(int64_t)(w.number & 1);
}

static int
is(struct wire w, const char *want)
{
	return slice_eq(w.bytes, slice_str(want));
}

static void
counter(struct slice family)
{
	struct slice metric = find(family, 4, 0).bytes;
	struct slice value = find(metric, 3, 0).bytes;

	CHECK(is(find(family, 1, 0), "hls_swarm_tries_total"));
	CHECK(is(find(family, 2, 0), "it's \"so\" \\ so"));
	CHECK(find(family, 3, 0).number == 0);
	CHECK(is(find(find(metric, 1, 0).bytes, 1, 0), "kind"));
	CHECK(is(find(find(metric, 1, 0).bytes, 2, 0),
	    "a\\\"b\nc\xef\xbf\xbd"));
	CHECK(is(find(find(metric, 1, 1).bytes, 2, 0), "x"));
	CHECK(real(find(value, 1, 0)) == 3);
	CHECK(find(find(value, 3, 0).bytes, 1, 0).number == 1700000000);
	CHECK(find(find(value, 3, 0).bytes, 2, 0).number == 250000000);
}

/* 0, 0.5, 1 and 8 s: native buckets -64, 0 and 192, with a 1 in each. */
static void
histogram(struct slice family)
{
	static const int64_t offsets[] = { -64, 63, 191 };
	struct slice h = find(find(family, 4, 0).bytes, 7, 0).bytes;
	static const int64_t deltas[] = { 1, 0, 0 };
	int i;

	CHECK(find(family, 3, 0).number == 4);
	CHECK(find(h, 1, 0).number == 4);
	CHECK(real(find(h, 2, 0)) == 9.5);
	CHECK(find(find(h, 3, 0).bytes, 1, 0).number == 2);
	CHECK(real(find(find(h, 3, 0).bytes, 2, 0)) == 0.5);
	CHECK(find(find(h, 3, 1).bytes, 1, 0).number == 3);
	CHECK(zigzag(find(h, 5, 0)) == 6);
	CHECK(real(find(h, 6, 0)) > 0 && real(find(h, 6, 0)) < 1e-6);
	CHECK(find(h, 7, 0).number == 1);
	for (i = 0; i < 3; i++) {
		struct slice span = find(h, 12, i).bytes;

		CHECK(zigzag(find(span, 1, 0)) == offsets[i]);
		CHECK(find(span, 2, 0).number == 1);
		CHECK(zigzag(find(h, 13, i)) == deltas[i]);
	}
	CHECK(find(find(h, 15, 0).bytes, 1, 0).number == 1700000000);
}

static void
protobuf(void)
{
	struct sbuf b = { 0 };
	struct slice s;

	render(&b, FORMAT_PROTOBUF);
	s = sbuf_view(&b);
	counter(take_bytes(&s, (size_t)take_varint(&s)));
	histogram(take_bytes(&s, (size_t)take_varint(&s)));
	CHECK(s.n == 0);
	sbuf_free(&b);
}

static void
number(double v, const char *want, const char *bound)
{
	struct sbuf b = { 0 };

	number_put(&b, v);
	CHECK(slice_eq(sbuf_view(&b), slice_str(want)));
	b.n = 0;
	number_bound(&b, v);
	CHECK(slice_eq(sbuf_view(&b), slice_str(bound)));
	sbuf_free(&b);
}

static void
numbers(void)
{
	double v = 7;

	number(0, "0", "0.0");
	number(-3, "-3", "-3.0");
	number(0.1, "0.1", "0.1");
	number(0.1 + 0.2, "0.30000000000000004", "0.30000000000000004");
	number(1795351501.25, "1795351501.25", "1795351501.25");
	number(1e300, "1e+300", "1e+300");
	number(1 / 0.0, "+Inf", "+Inf");
	number(-1 / 0.0, "-Inf", "-Inf");
	number(0 / 0.0, "NaN", "NaN");
	CHECK(number_of(UNIT_SECONDS, 25000) == 0.025);
	CHECK(number_of(UNIT_BYTES, 25000) == 25000);
	CHECK(number_read(SLICE("-1.5e3"), &v) && v == -1500);
	CHECK(!number_read(SLICE("1e999"), &v) && !number_read(SLICE(""), &v) &&
	    !number_read(SLICE("0x10"), &v) && !number_read(SLICE("1 "), &v) &&
	    !number_read(SLICE("nan"), &v) && !number_read(SLICE("1e"), &v));
}

static void
labels(void)
{
	static const char names[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_abcdefg";
	struct labels l = { 0 };
	size_t i;

	labels_constant(&l, "type=\"key\",result=\"ok\"");
	CHECK(l.n == 2 && slice_eq(l.at[1].name, SLICE("result")) &&
	    slice_eq(l.at[1].value, SLICE("ok")));
	labels_add(&l, SLICE("type"), SLICE("other"));
	CHECK(l.n == 2 && slice_eq(l.at[0].value, SLICE("key")));
	for (i = 0; i < (size_t)2 * LABELS; i++)
		labels_add(&l, (struct slice){ &names[i], 4 }, SLICE(""));
	CHECK(l.n <= LABELS);
	CHECK(label_name(SLICE("_a9")) && !label_name(SLICE("9a")) &&
	    !label_name(SLICE("__a")) && !label_name(SLICE("a-b")) &&
	    !label_name(SLICE("")));
}

int
main(void)
{
	lines(FORMAT_TEXT, text);
	lines(FORMAT_OPENMETRICS, openmetrics);
	protobuf();
	numbers();
	labels();
	return check_result();
}
