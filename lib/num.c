/*
 * Strict number parsers, without libc's: no locale, no leading blanks, no
 * "12abc".
 */
#include <limits.h>

#include "num.h"
#include "wraps.h"

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* No number with so many digits is out of int64_t's range. */
#define DIGITS_SAFE 18

/*
 * Eight digits, the first in the lowest byte: their value, or -1. In a digit
 * the upper half is 3, and still is with 6 added. The bytes are joined to
 * pairs, these to fours and to eight, each by one multiplication:
 * https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/
 */
WRAPS static inline int64_t
eight_digits(uint64_t v)
{
	const uint64_t upper = UINT64_C(0xf0f0f0f0f0f0f0f0);
	const uint64_t pairs = UINT64_C(0x000000ff000000ff);

	if (((v & upper) | ((v + UINT64_C(0x0606060606060606)) & upper) >> 4) !=
	    UINT64_C(0x3333333333333333))
		return -1;
	v -= UINT64_C(0x3030303030303030);
	v = v * 10 + (v >> 8);
	v = (v & pairs) * (100 + (UINT64_C(1000000) << 32)) +
	    (v >> 16 & pairs) * (1 + (UINT64_C(10000) << 32));
	return (int64_t)(v >> 32);
}

/* Digits alone: their value, or -1. At most DIGITS_SAFE of them. */
static inline int64_t
read_digits(const char *p, size_t n)
{
	int64_t v = 0;
	size_t i = 0;

	if (n >= 8) {
		v = eight_digits(bytes_eight(p));
		if (v < 0)
			return -1;
		i = 8;
	}
	for (; i < n; i++) {
		int d = p[i] - '0';

		if (d < 0 || d > 9)
			return -1;
		v = v * 10 + d;
	}
	return v;
}

/* Of any length: -1 also for what is out of range. */
static int64_t
read_long(const char *p, size_t n)
{
	int64_t v = 0;
	size_t i;

	if (n <= DIGITS_SAFE)
		return read_digits(p, n);
	for (i = 0; i < n; i++) {
		int d = p[i] - '0';

		if (!is_digit(p[i]) || v > (INT64_MAX - d) / 10)
			return -1;
		v = v * 10 + d;
	}
	return v;
}

int
num_int(struct slice s, int64_t lo, int64_t hi, int64_t *v)
{
	int neg = lo < 0 && s.n > 0 && s.p[0] == '-';
	int64_t n;

	if (s.n == (size_t)neg)
		return -1;
	n = read_long(s.p + neg, s.n - (size_t)neg);
	if (n < 0)
		return -1;
	if (neg)
		n = -n;
	if (n < lo || n > hi)
		return -1;
	*v = n;
	return 0;
}

int
num_hex(struct slice s, uint64_t *v)
{
	static const struct slice digits = SLICE_INIT("0123456789abcdef");
	uint64_t n = 0;
	size_t i, d;

	if (s.n == 0 || s.n > 16)
		return -1;
	for (i = 0; i < s.n; i++) {
		d = slice_find(digits, s.p[i]);
		if (d == digits.n)
			return -1;
		n = n << 4 | d;
	}
	*v = n;
	return 0;
}

/* Digits behind the point, as millionths; -1 for what is no digit. */
static int64_t
fraction(struct slice s)
{
	int64_t n = 0, weight = 100000;
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return -1;
		n += weight * (s.p[i] - '0');
		weight /= 10;
	}
	return n;
}

/* Where the streams' own form has its point: six decimals, not too long. */
static int
is_exact(struct slice s)
{
	return s.n > 7 && s.n <= 12 + 7 && s.p[s.n - 7] == '.';
}

static inline int
read_exact(struct slice s, int64_t *v)
{
	int64_t whole = read_digits(s.p, s.n - 7);
	/* The last eight bytes, with zeros for what the six stand behind. */
	int64_t frac = eight_digits((bytes_eight(s.p + s.n - 8) &
	    ~UINT64_C(0xffff)) |
	    0x3030);

	if (whole < 0 || frac < 0)
		return -1;
	*v = whole * 1000000 + frac;
	return 0;
}

static int
read_decimal(struct slice s, int64_t *v)
{
	size_t dot = slice_find(s, '.');
	int64_t whole, frac = 0;

	if (num_int((struct slice){ s.p, dot }, 0,
	    INT64_MAX / 1000000 - 1, &whole) != 0)
		return -1;
	if (dot < s.n) {
		if (dot + 1 == s.n)
			return -1;
		frac = fraction(slice_from(s, dot + 1));
		if (frac < 0)
			return -1;
	}
	*v = whole * 1000000 + frac;
	return 0;
}

static int
read_negative(struct slice s, int64_t *v)
{
	int64_t n;

	s = slice_from(s, 1);
	if ((is_exact(s) ? read_exact(s, &n) : read_decimal(s, &n)) != 0)
		return -1;
	*v = -n;
	return 0;
}

int
num_micro(struct slice s, int64_t *v)
{
	if (s.n > 0 && s.p[0] == '-')
		return read_negative(s, v);
	return is_exact(s) ? read_exact(s, v) : read_decimal(s, v);
}

/* A number in millionths with one of the units behind it, times its factor. */
struct unit {
	const char *name;
	int64_t factor;
};

static int
with_unit(struct slice s, const struct unit *units, size_t n, int64_t *v)
{
	struct slice num = s, unit;
	int64_t micro;
	size_t i;

	while (num.n > 0 && !is_digit(num.p[num.n - 1]))
		num.n--;
	unit = slice_from(s, num.n);
	if (num.n == 0 || s.p[0] == '-' || num_micro(num, &micro) != 0)
		return -1;
	for (i = 0; i < n; i++) {
		if (!slice_eq(unit, slice_str(units[i].name)))
			continue;
		if (micro > INT64_MAX / units[i].factor)
			return -1;
		*v = micro * units[i].factor;
		return 0;
	}
	return -1;
}

int
num_duration(struct slice s, int64_t *us)
{
	static const struct unit units[] = {
		{ "ms", 1000 }, { "s", 1000000 }, { "m", 60000000 },
		{ "h", INT64_C(3600000000) }, { "us", 1 },
	};
	int64_t v;

	if (slice_eq(s, SLICE("0"))) {
		*us = 0;
		return 0;
	}
	if (with_unit(s, units, COUNT(units), &v) != 0)
		return -1;
	*us = v / 1000000;
	return 0;
}

int
num_size(struct slice s, int64_t *bytes)
{
	static const struct unit units[] = {
		{ "", 1 }, { "K", 1 << 10 }, { "M", 1 << 20 }, { "G", 1 << 30 },
	};
	int64_t v;

	if (with_unit(s, units, COUNT(units), &v) != 0)
		return -1;
	*bytes = v / 1000000;
	return 0;
}

int
num_rate(struct slice s, int64_t *micro)
{
	static const struct unit units[] = { { "", 1 }, { "/s", 1 } };

	return with_unit(s, units, COUNT(units), micro);
}
