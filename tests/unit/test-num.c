/* The strict parsers: what they take, and above all what they refuse. */
#include "check.h"
#include "num.h"

static void
test_int(void)
{
	static const char *const bad[] = {
		"", "-", "+1", " 1", "1 ", "1a", "0x1", "1.0", "-1",
		"101", "99999999999999999999",
	};
	uint64_t x;
	int64_t v = -7;
	size_t i;

	CHECK(num_int(SLICE("0"), 0, 100, &v) == 0 && v == 0);
	CHECK(num_int(SLICE("100"), 0, 100, &v) == 0 && v == 100);
	CHECK(num_int(SLICE("-5"), -5, 5, &v) == 0 && v == -5);
	CHECK(num_int(SLICE("9223372036854775807"), 0, INT64_MAX, &v) == 0 &&
	    v == INT64_MAX);
	CHECK(num_int(SLICE("9223372036854775808"), 0, INT64_MAX, &v) != 0);
	CHECK(num_hex(SLICE("1f"), &x) == 0 && x == 31);
	CHECK(num_hex(SLICE("fedcba9876543210"), &x) == 0 &&
	    x == UINT64_C(0xfedcba9876543210));
	CHECK(num_hex(SLICE("10000000000000000"), &x) != 0);
	CHECK(num_hex(SLICE(""), &x) != 0 && num_hex(SLICE("1F"), &x) != 0);
	CHECK(num_hex(SLICE("0x1"), &x) != 0 && num_hex(SLICE("g"), &x) != 0);
	v = -7;
	for (i = 0; i < COUNT(bad); i++)
		CHECK(num_int(slice_str(bad[i]), 0, 100, &v) != 0 && v == -7);
}

static void
test_micro(void)
{
	static const char *const bad[] = {
		"", ".", "1.", ".5", "-", "1.2.3", "1e3", "nan",
		"9223372036855",
	};
	int64_t v;
	size_t i;

	CHECK(num_micro(SLICE("1.5"), &v) == 0 && v == 1500000);
	CHECK(num_micro(SLICE("-0.000001"), &v) == 0 && v == -1);
	CHECK(num_micro(SLICE("0.0000019"), &v) == 0 && v == 1);
	CHECK(num_micro(SLICE("1795351500.123456"), &v) == 0 &&
	    v == INT64_C(1795351500123456));
	for (i = 0; i < COUNT(bad); i++)
		CHECK(num_micro(slice_str(bad[i]), &v) != 0);
}

/* Digits are read eight at a time: every byte at every place of them. */
static void
test_digits(void)
{
	static const char whole[] = "1795351500", parts[] = "0.123456";
	struct slice s = { NULL, 10 }, t = { NULL, 8 };
	char w[sizeof(whole)], p[sizeof(parts)];
	size_t at;
	int64_t v;
	int c;

	for (at = 0; at < s.n; at++)
		for (c = 0; c < 256; c++) {
			memcpy(w, whole, sizeof(w));
			w[at] = (char)c;
			s.p = w;
			CHECK((num_int(s, 0, INT64_MAX, &v) == 0) ==
			    (c >= '0' && c <= '9'));
		}
	for (at = 2; at < t.n; at++)
		for (c = 0; c < 256; c++) {
			memcpy(p, parts, sizeof(p));
			p[at] = (char)c;
			t.p = p;
			CHECK((num_micro(t, &v) == 0) ==
			    (c >= '0' && c <= '9'));
		}
	for (v = 1, at = 1; at < 19; at++, v = v * 10 + (int64_t)at % 10) {
		int64_t got;

		s = (struct slice){ "123456789012345678", at };
		CHECK(num_int(s, 0, INT64_MAX, &got) == 0 && got == v);
	}
}

static void
test_units(void)
{
	static const char *const bad[] = {
		"", "5", "ms", "-1s", "1d", "1 s", "1S", "s1",
	};
	int64_t v;
	size_t i;

	CHECK(num_duration(SLICE("250ms"), &v) == 0 && v == 250000);
	CHECK(num_duration(SLICE("1.5s"), &v) == 0 && v == 1500000);
	CHECK(num_duration(SLICE("5m"), &v) == 0 && v == 300000000);
	CHECK(num_duration(SLICE("1h"), &v) == 0 && v == INT64_C(3600000000));
	CHECK(num_duration(SLICE("7us"), &v) == 0 && v == 7);
	CHECK(num_duration(SLICE("0"), &v) == 0 && v == 0);
	for (i = 0; i < COUNT(bad); i++)
		CHECK(num_duration(slice_str(bad[i]), &v) != 0);
	CHECK(num_duration(SLICE("99999999999h"), &v) != 0);
	CHECK(num_size(SLICE("8M"), &v) == 0 && v == 8 << 20);
	CHECK(num_size(SLICE("1.5K"), &v) == 0 && v == 1536);
	CHECK(num_size(SLICE("12"), &v) == 0 && v == 12);
	CHECK(num_size(SLICE("8MB"), &v) != 0);
	CHECK(num_rate(SLICE("0.5"), &v) == 0 && v == 500000);
	CHECK(num_rate(SLICE("20/s"), &v) == 0 && v == 20000000);
	CHECK(num_rate(SLICE("20/m"), &v) != 0);
}

int
main(void)
{
	test_int();
	test_micro();
	test_digits();
	test_units();
	return check_result();
}
