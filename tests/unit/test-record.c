/* The codec: what it writes it reads, and it refuses what is no record. */
#include "check.h"
#include "record.h"

static void
test_read(void)
{
	static const char *const bad[] = {
		"", " ", "x", "1.000000", "1795351500 - tick a=1",
		"1795351500.12345 - tick a=1", "1795351500.0000000 - tick a=1",
		"-795351500.000000 - tick a=1", "1795351500.000000 - Tick a=1",
		"1795351500.000000  tick a=1", "1795351500.000000 -",
		"99999999999999.000000 - tick", ".000000 - tick",
		"1795351500.000000x - tick", "1795351500.000000- tick",
		"1795351500.000000 \x01 tick", "1795351500.000000 \xc3 tick",
		"1795351500.000000 - \ttick", "1795351500.000000 -  tick",
		"1795351500.000000 - tick\x7f a=1", "1795351500.000000",
	};
	struct record r;
	int64_t v;
	size_t i;

	CHECK(record_read(&r, SLICE("1795351500.000001 a:17.2 fetch n=5 t=1.5"))
	    == 0);
	CHECK(r.time_us == INT64_C(1795351500000001));
	CHECK(slice_eq(r.subject, SLICE("a:17.2")));
	CHECK(slice_eq(r.kind, SLICE("fetch")));
	CHECK(field_int(r.rest, "n", &v) && v == 5);
	CHECK(field_micro(r.rest, "t", &v) && v == 1500000);
	CHECK(!field_int(r.rest, "x", &v));
	CHECK(!field_int(r.rest, "t", &v));
	CHECK(record_read(&r, SLICE("1795351500.000000 1.0 log ")) == 0 &&
	    r.rest.n == 0);
	CHECK(record_read(&r, SLICE("1795351500.000000 1.0 log  [x] y")) == 0 &&
	    slice_eq(r.rest, SLICE(" [x] y")));
	CHECK(record_read(&r, SLICE("999999999999.999999 - a_1")) == 0 &&
	    r.time_us == INT64_C(999999999999999999) && r.rest.n == 0);
	for (i = 0; i < COUNT(bad); i++)
		CHECK(record_read(&r, slice_str(bad[i])) != 0);
}

/* Values of any length, words that are no fields, blanks too many. */
static void
test_fields(void)
{
	struct slice rest = SLICE("a=1 word  bb==x= c= "
	    "u=0123456789012345678901234567890 z=012345678901234567890123");
	static const struct { const char *key, *value; } want[] = {
		{ "a", "1" }, { "", "word" }, { "", "" }, { "bb", "=x=" },
		{ "c", "" }, { "u", "0123456789012345678901234567890" },
		{ "z", "012345678901234567890123" },
	};
	struct slice v;
	struct field f;
	size_t i;

	for (i = 0; i < COUNT(want); i++) {
		CHECK(field_next(&rest, &f));
		CHECK(slice_eq(f.key, slice_str(want[i].key)));
		CHECK(slice_eq(f.value, slice_str(want[i].value)));
	}
	CHECK(!field_next(&rest, &f));
	rest = SLICE("aa=0 a word=a= =b c=1=2 d= a=7 a=8 dd=9");
	CHECK(field_get(rest, "a", &v) && slice_eq(v, SLICE("7")));
	CHECK(field_get(rest, "word", &v) && slice_eq(v, SLICE("a=")));
	CHECK(field_get(rest, "c", &v) && slice_eq(v, SLICE("1=2")));
	CHECK(field_get(rest, "d", &v) && v.n == 0);
	CHECK(field_get(rest, "dd", &v) && slice_eq(v, SLICE("9")));
	CHECK(!field_get(rest, "b", &v) && !field_get(rest, "wor", &v));
	CHECK(!field_get(SLICE("a"), "a", &v));
	CHECK(!field_get(SLICE(""), "a", &v));
	rest = SLICE("a=");
	CHECK(field_get(rest, "a", &v) && v.n == 0);
	CHECK(field_next(&rest, &f) && f.key.n == 1 && f.value.n == 0);
	CHECK(!field_next(&rest, &f));
}

static void
test_valid(void)
{
	CHECK(record_valid(SLICE("")));
	CHECK(record_valid(SLICE("a=1 b.c_2=x%20y c=")));
	CHECK(!record_valid(SLICE("a")));
	CHECK(!record_valid(SLICE("A=1")));
	CHECK(!record_valid(SLICE("=1")));
	CHECK(!record_valid(SLICE("a=1  b=2")));
	CHECK(!record_valid(SLICE("a=\x1b[2J")));
	CHECK(!record_valid(SLICE("a=\"")));
	CHECK(!record_valid(SLICE("a=\xc3\xa9")));
}

static void
test_session(void)
{
	static const char *const bad[] = {
		"-", "", "1", "1.", ".1", "1.2.3", "a.1", "h:", ":1.2",
		"h h:1.2", "10s", "1.-2", "99999999999.0", "1.2x", "x1.2",
		"2147483648.0", "0.2147483648", "1.2 ", "1:2",
	};
	struct session_id id;
	size_t i;

	CHECK(session_read(SLICE("17.2"), &id) == 0 && id.client == 17 &&
	    id.run == 2 && id.host.n == 0);
	CHECK(session_read(SLICE("2147483647.0000000000123"), &id) == 0 &&
	    id.client == 2147483647 && id.run == 123);
	CHECK(session_read(SLICE("edge-1.x:3.0"), &id) == 0 && id.client == 3 &&
	    slice_eq(id.host, SLICE("edge-1.x")));
	for (i = 0; i < COUNT(bad); i++)
		CHECK(session_read(slice_str(bad[i]), &id) != 0);
}

/* Every byte comes back, and none that is special goes out as itself. */
static void
test_escape(void)
{
	struct sbuf text = { 0 }, b = { 0 }, back = { 0 };
	struct record r;
	struct slice v;
	int c;

	for (c = 0; c < 256; c++)
		sbuf_char(&text, (char)c);
	record_begin(&b, INT64_C(1795351500000000), SLICE("1.0"), "message");
	put_slice(&b, "text", sbuf_view(&text));
	put_int(&b, "n", -5);
	put_micro(&b, "t", -1);
	record_end(&b);
	CHECK(memchr(b.p, '\n', b.n) == b.p + b.n - 1);
	CHECK(record_read(&r, (struct slice){ b.p, b.n - 1 }) == 0);
	CHECK(record_valid(r.rest));
	CHECK(field_get(r.rest, "text", &v));
	unescape(&back, v);
	CHECK(slice_eq(sbuf_view(&back), sbuf_view(&text)));
	CHECK(field_get(r.rest, "t", &v) && slice_eq(v, SLICE("-0.000001")));
	back.n = 0;
	unescape(&back, SLICE("100%, 50%4 %zz%41%"));
	CHECK(slice_eq(sbuf_view(&back), SLICE("100%, 50%4 %zzA%")));
	sbuf_free(&text);
	sbuf_free(&b);
	sbuf_free(&back);
}

int
main(void)
{
	test_read();
	test_fields();
	test_valid();
	test_session();
	test_escape();
	return check_result();
}
