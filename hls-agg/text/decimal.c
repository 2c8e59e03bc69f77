/*
 * By moving the point in the text: no digit is lost to a double.
 */
#include "decimal.h"
#include "num.h"

/* No figure has an exponent beyond this. */
#define EXPONENT_MAX 18

static size_t
count_digits(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/*
 * Takes digits and a fraction off *s, as one row of digits; *point is where
 * the point stood.
 */
static int
mantissa(struct slice *s, struct sbuf *digits, int64_t *point)
{
	size_t n = count_digits(*s);

	if (n == 0 || (n > 1 && s->p[0] == '0'))
		return -1;
	*point = (int64_t)n;
	sbuf_slice(digits, (struct slice){ s->p, n });
	*s = slice_from(*s, n);
	if (!slice_skip(s, SLICE(".")))
		return 0;
	n = count_digits(*s);
	sbuf_slice(digits, (struct slice){ s->p, n });
	*s = slice_from(*s, n);
	return n > 0 ? 0 : -1;
}

/* What is left of the number, into a power of ten. */
static int
exponent(struct slice s, int64_t *power)
{
	*power = 0;
	if (s.n == 0)
		return 0;
	if (!slice_skip(&s, SLICE("e")) && !slice_skip(&s, SLICE("E")))
		return -1;
	if (slice_skip(&s, SLICE("+")))
		return num_int(s, 0, EXPONENT_MAX, power);
	return num_int(s, -EXPONENT_MAX, EXPONENT_MAX, power);
}

/* The row of digits with its point moved to place `point`. */
static void
put_decimal(struct sbuf *b, struct slice digits, int64_t point)
{
	int64_t i = point < 1 ? point - 1 : 0, n = (int64_t)digits.n;

	for (; i < n || i < point; i++) {
		if (i == point)
			sbuf_char(b, '.');
		sbuf_char(b, i < 0 || i >= n ? '0' : digits.p[i]);
	}
}

int
decimal_plain(struct sbuf *b, struct slice s)
{
	struct sbuf digits = { 0 };
	int64_t point, power;
	int status;

	if (slice_skip(&s, SLICE("-")))
		sbuf_char(b, '-');
	status = mantissa(&s, &digits, &point);
	if (status == 0)
		status = exponent(s, &power);
	if (status == 0)
		put_decimal(b, sbuf_view(&digits), point + power);
	sbuf_free(&digits);
	return status;
}
