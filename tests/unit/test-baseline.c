/*
 * The reader of stored reports: what it takes, what it refuses and where, and
 * the figures it gives back.
 */
#include "check.h"
#include "judge/baseline.h"

static int
has(const struct pairs *p, const char *path, const char *text)
{
	const struct pair *pair = pairs_find(p, path);

	return pair != NULL && strcmp(pair->text, text) == 0;
}

static void
test_values(void)
{
	struct pairs p = { 0 };
	struct unjson_error e;

	CHECK(unjson(&p, slice_str(" {\"b\": {\"c\": [1, {\"d\": \"x\"}, "
	    "[]]},\n"
	    "\"a\": true, \"n\": null, \"e\": {}, \"f\": -0.5}\n"), &e) == 0);
	CHECK(p.n == 5);
	CHECK(has(&p, "b.c.0", "1") && has(&p, "b.c.1.d", "x"));
	CHECK(has(&p, "a", "true") && has(&p, "n", "null"));
	CHECK(has(&p, "f", "-0.5") && pairs_find(&p, "f")->number);
	CHECK(pairs_find(&p, "f")->line == 2 && !pairs_find(&p, "a")->number);
	CHECK(pairs_find(&p, "b") == NULL && pairs_find(&p, "e") == NULL);
	pairs_free(&p);
}

static void
test_texts(void)
{
	struct pairs p = { 0 };
	struct unjson_error e;

	CHECK(unjson(&p, slice_str("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\", "
	    "\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\", \"\xc3\xa9\", "
	    "\"a\\u0000b\"]"), &e)
	    == 0);
	CHECK(has(&p, "0", "\"\\/\b\f\n\r\t"));
	CHECK(has(&p, "1", "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"));
	CHECK(has(&p, "2", "\xc3\xa9"));
	/* A text that ends with a NUL can hold none. */
	CHECK(has(&p, "3", "a\xef\xbf\xbd" "b"));
	pairs_free(&p);
}

/* Other tools write the same number in other ways. */
static void
test_numbers(void)
{
	static const struct {
		const char *from, *to;
	} forms[] = {
		{ "0", "0" }, { "-7", "-7" }, { "12.50", "12.50" },
		{ "1e-06", "0.000001" }, { "1.25E+2", "125" },
		{ "12.5e1", "125" }, { "12.5e0", "12.5" },
		{ "125e-2", "1.25" }, { "1e3", "1000" },
		{ "12e-2", "0.12" }, { "0.5e1", "05" },
	};
	struct unjson_error e;
	size_t i;

	for (i = 0; i < COUNT(forms); i++) {
		struct pairs p = { 0 };

		CHECK(unjson(&p, slice_str(forms[i].from), &e) == 0);
		CHECK(has(&p, "", forms[i].to));
		pairs_free(&p);
	}
}

static void
test_refused(void)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = {
		{ "", 1 }, { "{", 1 }, { "{\"a\" 1}", 1 }, { "{a: 1}", 1 },
		{ "{\"a\": 1,}", 1 }, { "{\"a\":\n1 \"b\": 2}", 2 },
		{ "[1,\n\n2", 3 }, { "[1]]", 1 }, { "\"a", 1 },
		{ "\"\\q\"", 1 }, { "\"\\u12\"", 1 }, { "\"\\u00g0\"", 1 },
		{ "\"\\ud800x\"", 1 }, { "\"\\udc00\"", 1 }, { "\"\n\"", 1 },
		{ "\"\\", 1 }, { "01", 1 }, { "1.", 1 }, { ".5", 1 },
		{ "-", 1 }, { "1e", 1 }, { "1e99", 1 }, { "1e+-5", 1 },
		{ "1.2.3", 1 }, { "tru", 1 }, { "nulls", 1 },
		{ "{\"a\": 1,\n\"a\": 2}", 2 },
		{ "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", 1 },
		{ "1795351500.000000 - block n=1", 1 },
	};
	size_t i;

	for (i = 0; i < COUNT(bad); i++) {
		struct unjson_error e = { NULL, 0 };
		struct pairs p = { 0 };

		CHECK(unjson(&p, slice_str(bad[i].text), &e) == -1);
		CHECK(e.why != NULL && e.line == bad[i].line);
		pairs_free(&p);
	}
}

static void
test_figures(void)
{
	struct baseline b;
	int64_t v = -1;

	CHECK(baseline_parse(&b, "test", slice_str("{\"run\": {\"host\": "
	    "\"vm\", \"elapsed\": 20.5}, \"segment\": {\"count\": 12,"
	    " \"rate\": 0.6,"
	    " \"ttfb\": {\"p95\": 0.0123}}, \"http\": {\"error\": {\"ratio\":"
	    " 1e-3}, \"code\": {\"503\": 4}}, \"x\": 1,"
	    " \"verdict\": {\"state\": \"none\"}}")) == 0);
	CHECK(baseline_find(&b, "segment.ttfb.p95", &v) && v == 12300);
	CHECK(baseline_find(&b, "segment.count", &v) && v == 12);
	CHECK(baseline_find(&b, "segment.rate", &v) && v == 600000);
	CHECK(baseline_find(&b, "http.error.ratio", &v) && v == 1000);
	CHECK(baseline_find(&b, "http.code.503", &v) && v == 4);
	CHECK(baseline_find(&b, "run.elapsed", &v) && v == 20500000);
	v = -1;
	CHECK(!baseline_find(&b, "segment.ttfb.p50", &v));
	CHECK(!baseline_find(&b, "run.host", &v));
	CHECK(!baseline_find(&b, "x", &v) && v == -1);
	CHECK(strcmp(baseline_text(&b, "run.host"), "vm") == 0);
	CHECK(strcmp(baseline_text(&b, "run.url"), "") == 0);
	baseline_free(&b);
	CHECK(!baseline_find(&b, "segment.count", &v));
}

int
main(void)
{
	test_values();
	test_texts();
	test_numbers();
	test_refused();
	test_figures();
	return check_result();
}
