/*
 * Runs of digits compare as numbers of any length, all else byte by byte.
 */
#include "natural.h"

static int
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static unsigned char
lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Takes the digits off *s; those that count, without leading zeros. */
static struct slice
take_number(struct slice *s)
{
	struct slice digits = *s;

	while (s->n > 0 && is_digit(*s->p))
		*s = slice_from(*s, 1);
	digits.n -= s->n;
	while (digits.n > 1 && *digits.p == '0')
		digits = slice_from(digits, 1);
	return digits;
}

static int
compare_numbers(struct slice *s, struct slice *t)
{
	struct slice x = take_number(s), y = take_number(t);

	if (x.n != y.n)
		return x.n < y.n ? -1 : 1;
	return memcmp(x.p, y.p, x.n);
}

/* Byte for byte, the shorter one first. */
static int
compare_bytes(struct slice s, struct slice t)
{
	size_t n = s.n < t.n ? s.n : t.n;
	int d = n > 0 ? memcmp(s.p, t.p, n) : 0;

	return d != 0 ? d : (s.n > t.n) - (s.n < t.n);
}

int
natural_compare(struct slice s, struct slice t)
{
	struct slice x = s, y = t;
	int d = 0;

	while (d == 0 && x.n > 0 && y.n > 0) {
		if (is_digit(*x.p) && is_digit(*y.p)) {
			d = compare_numbers(&x, &y);
			continue;
		}
		d = lower(*x.p) - lower(*y.p);
		x = slice_from(x, 1);
		y = slice_from(y, 1);
	}
	if (d == 0)
		d = (x.n > 0) - (y.n > 0);
	return d != 0 ? d : compare_bytes(s, t);
}
