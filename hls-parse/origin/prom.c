/*
 * The format's few rules. What a metric means is not known here.
 */
#include <float.h>
#include <math.h>

#include "num.h"
#include "prom.h"

/* Beyond these a double is infinite or 0 whatever the digits are. */
#define EXPONENT_MAX 400
/* Digits that fit into the mantissa; what comes behind them cannot matter. */
#define DIGITS_MAX 19

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int
is_named(struct slice s, int colon)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_letter(s.p[i]) && !(i > 0 && is_digit(s.p[i])) &&
		    !(colon && s.p[i] == ':'))
			return 0;
	return s.n > 0;
}

int
prom_is_name(struct slice s)
{
	return is_named(s, 1);
}

int
prom_is_label(struct slice s)
{
	return is_named(s, 0);
}

/* Numbers */

static double
power(int exponent)
{
	double p = 1, base = 10;

	for (; exponent > 0; exponent /= 2) {
		if (exponent % 2)
			p *= base;
		base *= base;
	}
	return p;
}

/* Exact where both are, which is whenever a counter is below 2^53. */
static double
scale(uint64_t mantissa, int exponent)
{
	double v = (double)mantissa;

	if (exponent < -EXPONENT_MAX || mantissa == 0)
		return 0;
	/* In two steps where 10^n itself is no double. */
	if (exponent < -DBL_MAX_10_EXP)
		return v / power(DBL_MAX_10_EXP) /
		    power(-exponent - DBL_MAX_10_EXP);
	if (exponent < 0)
		return v / power(-exponent);
	return exponent > EXPONENT_MAX ? INFINITY : v * power(exponent);
}

/* Digits with at most one point, off *s; the point's place in *exponent. */
static int
cut_digits(struct slice *s, uint64_t *mantissa, int *exponent)
{
	int digits = 0, taken = 0, point = 0;
	size_t i;

	for (i = 0; i < s->n; i++) {
		if (s->p[i] == '.' && !point) {
			point = 1;
			continue;
		}
		if (!is_digit(s->p[i]))
			break;
		digits = 1;
		if (taken < DIGITS_MAX) {
			*mantissa = *mantissa * 10 + (uint64_t)(s->p[i] - '0');
			taken += *mantissa > 0;
			*exponent -= point;
		} else {
			*exponent += !point;
		}
	}
	*s = slice_from(*s, i);
	return digits ? 0 : -1;
}

/* "e+09", off the end; 0 or -1. */
static int
cut_exponent(struct slice s, int *exponent)
{
	int64_t e;
	int minus;

	if (s.n == 0)
		return 0;
	if (s.p[0] != 'e' && s.p[0] != 'E')
		return -1;
	s = slice_from(s, 1);
	minus = s.n > 0 && s.p[0] == '-';
	if (minus || (s.n > 0 && s.p[0] == '+'))
		s = slice_from(s, 1);
	if (num_int(s, 0, INT32_MAX / 2, &e) != 0)
		return -1;
	*exponent += (int)(minus ? -e : e);
	return 0;
}

static int
read_decimal(struct slice s, double *v)
{
	uint64_t mantissa = 0;
	int exponent = 0;

	if (cut_digits(&s, &mantissa, &exponent) != 0 ||
	    cut_exponent(s, &exponent) != 0)
		return -1;
	*v = scale(mantissa, exponent);
	return 0;
}

/*
 * A number as Go writes it: 0, -1.5, 1.2e+09, NaN, +Inf. 0, or -1 and *v is
 * left as it is.
 */
static int
read_number(struct slice s, double *v)
{
	int minus = s.n > 0 && s.p[0] == '-';

	if (slice_eq(s, SLICE("NaN"))) {
		*v = NAN;
		return 0;
	}
	if (minus || (s.n > 0 && s.p[0] == '+'))
		s = slice_from(s, 1);
	if (slice_eq(s, SLICE("Inf")))
		*v = INFINITY;
	else if (read_decimal(s, v) != 0)
		return -1;
	if (minus)
		*v = -*v;
	return 0;
}

/* Lines */

static void
skip_blanks(struct slice *s)
{
	while (s->n > 0 && (s->p[0] == ' ' || s->p[0] == '\t'))
		*s = slice_from(*s, 1);
}

/* Length up to the quote that ends it, or s.n. */
static size_t
quoted(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] != '"'; i++)
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
	return i;
}

int
prom_label_next(struct slice *labels, struct slice *key, struct slice *value)
{
	struct slice s = *labels;
	size_t n;

	skip_blanks(&s);
	if (s.n == 0)
		return 0;
	n = slice_find(s, '=');
	*key = (struct slice){ s.p, n };
	if (n == s.n || !prom_is_label(*key))
		return -1;
	s = slice_from(s, n + 1);
	if (s.n == 0 || s.p[0] != '"')
		return -1;
	s = slice_from(s, 1);
	n = quoted(s);
	if (n == s.n)
		return -1;
	*value = (struct slice){ s.p, n };
	s = slice_from(s, n + 1);
	skip_blanks(&s);
	if (s.n > 0 && s.p[0] != ',')
		return -1;
	*labels = slice_from(s, s.n > 0);
	return 1;
}

int
prom_labels_check(struct slice labels)
{
	struct slice key, value;
	int r;

	while ((r = prom_label_next(&labels, &key, &value)) > 0)
		;
	return r;
}

int
prom_label_is(struct slice labels, struct slice key, struct slice value)
{
	struct slice k, v;

	while (prom_label_next(&labels, &k, &v) > 0)
		if (slice_eq(k, key) && slice_eq(v, value))
			return 1;
	return 0;
}

/* Takes "{...}" off *s: the brace that ends it stands in no quotes. */
static int
cut_labels(struct slice *s, struct slice *labels)
{
	size_t i;

	for (i = 1; i < s->n && s->p[i] != '}'; i++)
		if (s->p[i] == '"')
			i += 1 + quoted(slice_from(*s, i + 1));
	if (i >= s->n)
		return -1;
	*labels = (struct slice){ s->p + 1, i - 1 };
	*s = slice_from(*s, i + 1);
	return prom_labels_check(*labels);
}

/* What stands behind the number: nothing, or a time in milliseconds. */
static int
is_timestamp(struct slice s)
{
	int64_t ms;

	skip_blanks(&s);
	while (s.n > 0 && s.p[s.n - 1] == ' ')
		s.n--;
	return s.n == 0 || num_int(s, INT64_MIN + 1, INT64_MAX, &ms) == 0;
}

int
prom_read(struct prom_sample *p, struct slice line)
{
	struct slice number;
	size_t n = 0;

	while (n < line.n && (is_letter(line.p[n]) || is_digit(line.p[n]) ||
	    line.p[n] == ':'))
		n++;
	p->name = (struct slice){ line.p, n };
	if (!prom_is_name(p->name))
		return -1;
	line = slice_from(line, n);
	p->labels = (struct slice){ line.p, 0 };
	skip_blanks(&line);
	if (line.n > 0 && line.p[0] == '{' &&
	    cut_labels(&line, &p->labels) != 0)
		return -1;
	skip_blanks(&line);
	number = slice_cut(&line, ' ');
	return is_timestamp(line) ? read_number(number, &p->value) : -1;
}
