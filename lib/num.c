/*
 * Strict number parsers, without libc's: no locale, no leading blanks, no
 * "12abc".
 */
#include <limits.h>

#include "num.h"

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
num_int(struct slice s, int64_t lo, int64_t hi, int64_t *v)
{
	int neg = lo < 0 && s.n > 0 && s.p[0] == '-';
	int64_t n = 0;
	size_t i;

	if (s.n == (size_t)neg)
		return -1;
	for (i = (size_t)neg; i < s.n; i++) {
		int d = s.p[i] - '0';

		if (!is_digit(s.p[i]) || n > (INT64_MAX - d) / 10)
			return -1;
		n = n * 10 + d;
	}
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
	static const struct slice digits = { "0123456789abcdef", 16 };
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

int
num_micro(struct slice s, int64_t *v)
{
	int neg = s.n > 0 && s.p[0] == '-';
	size_t dot;
	int64_t whole, frac = 0;

	s = slice_from(s, (size_t)neg);
	dot = slice_find(s, '.');
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
	if (neg)
		*v = -*v;
	return 0;
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
		if (!slice_eq(unit, (struct slice){ units[i].name,
		    strlen(units[i].name) }))
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
