/*
 * Reading is by hand, from left to right; nothing is copied.
 */
#include "clock.h"
#include "scan.h"

/* Unix time of these digits is from 2001 to 2286. */
#define UNIX_DIGITS 10

/* What parts a date and its time. */
static int
between(struct scan *c)
{
	if (scan_skip(c, SLICE("T:_")))
		return 1;
	scan_skip(c, SLICE(","));
	if (!scan_skip(c, SLICE(" ")))
		return 0;
	scan_blanks(c);
	return 1;
}

static int
take_clock(struct scan *c, struct stamp *st)
{
	if (!between(c) || !scan_time(c, st))
		return 0;
	scan_zone(c, st);
	st->form = STAMP_DATE;
	return 1;
}

/* "2026-11-22", "2026/11/22", "2026.11.22" */
static int
take_ymd(struct scan *c, struct stamp *st)
{
	char part = c->s.n > 4 ? c->s.p[4] : '\0';

	st->year = scan_number(c, 4, 1970, 9999);
	if (st->year < 0 || !scan_skip(c, SLICE("-/.")) ||
	    (st->month = scan_number(c, 2, 1, 12)) < 0 ||
	    c->s.n == 0 || c->s.p[0] != part)
		return 0;
	st->iso = part == '-';
	c->s = slice_from(c->s, 1);
	return (st->day = scan_number(c, 2, 1, 31)) > 0 && take_clock(c, st);
}

/* "20261122T132538Z" */
static int
take_compact(struct scan *c, struct stamp *st)
{
	int day = scan_number(c, 8, 19700101, 99991231), t;

	if (day < 0 || !scan_skip(c, SLICE("T -_")) || scan_digits(c->s) != 6 ||
	    (t = scan_number(c, 6, 0, 235960)) < 0)
		return 0;
	st->year = day / 10000;
	st->month = day / 100 % 100;
	st->day = day % 100;
	if (st->month < 1 || st->month > 12 || st->day < 1 || st->day > 31 ||
	    t / 100 % 100 > 59 || t % 100 > 60)
		return 0;
	st->us = ((t / 10000 * 60 + t / 100 % 100) * 60 + t % 100) * SECOND_US;
	scan_fraction(c, st);
	scan_zone(c, st);
	st->iso = true;
	st->form = STAMP_DATE;
	return 1;
}

/* "2026", "26" */
static int
take_any_year(struct scan *c)
{
	int year;

	if (scan_digits(c->s) == 4)
		return scan_number(c, 4, 1970, 9999);
	year = scan_digits(c->s) == 2 ? scan_number(c, 2, 0, 99) : -1;
	return year < 0 ? -1 : 2000 + year;
}

/* "22/Nov/2026:13:25:38 +0100", "22 Nov 2026 13:25:38", "22.11.2026 ..." */
static int
take_dmy(struct scan *c, struct stamp *st)
{
	int d = scan_number(c, 2, 1, 31), m;
	char part = c->s.n > 0 ? c->s.p[0] : '\0';

	if (d < 0 || !scan_skip(c, SLICE("/ -.")))
		return 0;
	m = scan_month(c);
	if (m < 0 && part != ' ')
		m = scan_number(c, 2, 1, 31);
	if (m < 0 || c->s.n == 0 || c->s.p[0] != part)
		return 0;
	c->s = slice_from(c->s, 1);
	if ((st->year = take_any_year(c)) < 0)
		return 0;
	/* With slashes either may be the month: what cannot be is not. */
	st->day = m > 12 ? m : d;
	st->month = m > 12 ? d : m;
	return st->month <= 12 && take_clock(c, st);
}

/* " 2026", " CET 2026": of a zone that is only named, TZ is believed. */
static void
take_year(struct scan *c, struct stamp *st)
{
	struct slice rest = c->s, zone;
	struct scan at;

	slice_skip(&rest, SLICE(" "));
	zone = rest;
	while (rest.n > 0 && rest.p[0] >= 'A' && rest.p[0] <= 'Z')
		rest = slice_from(rest, 1);
	zone.n -= rest.n;
	if (zone.n > 0 && (zone.n < 3 || !slice_skip(&rest, SLICE(" "))))
		return;
	at = (struct scan){ rest, c->whole };
	if (scan_digits(rest) != 4 ||
	    (st->year = scan_number(&at, 4, 1970, 9999)) < 0)
		return;
	*c = at;
	st->form = STAMP_DATE;
}

/* "Nov 22 13:25:38", "Nov 22 13:25:38 CET 2026", "Nov 22 2026 13:25:38" */
static int
take_mdy(struct scan *c, struct stamp *st)
{
	struct scan at;

	scan_weekday(c);
	if (scan_digits(c->s) == 4)
		return take_ymd(c, st);
	st->month = scan_month(c);
	if (st->month < 0 || !scan_skip(c, SLICE(" ")))
		return c->s.n > 0 && st->month < 0 && take_dmy(c, st);
	scan_blanks(c);
	if ((st->day = scan_number(c, 2, 1, 31)) < 0)
		return 0;
	at = *c;
	scan_skip(&at, SLICE(","));
	if (scan_skip(&at, SLICE(" ")) && scan_digits(at.s) == 4 &&
	    (st->year = scan_number(&at, 4, 1970, 9999)) > 0) {
		*c = at;
		return take_clock(c, st);
	}
	st->year = 0;
	if (!take_clock(c, st))
		return 0;
	st->form = STAMP_DAY;
	take_year(c, st);
	return 1;
}

/* n digits, or more, of which the first are seconds since 1970 */
static int
take_unix(struct scan *c, struct stamp *st, size_t n)
{
	int64_t v = 0, weight = SECOND_US;
	size_t i;

	for (i = 0; i < UNIX_DIGITS; i++)
		v = v * 10 + (c->s.p[i] - '0');
	st->us = v * SECOND_US;
	if (v < 1000000000)
		return 0;
	if (n > UNIX_DIGITS)
		st->fraction = UNIX_DIGITS;
	for (; i < n; i++)
		st->us += (weight /= 10) * (c->s.p[i] - '0');
	st->decimals = (int)(n - UNIX_DIGITS);
	c->s = slice_from(c->s, n);
	if (n == UNIX_DIGITS)
		scan_fraction(c, st);
	st->form = STAMP_UNIX;
	return 1;
}

/* "12.345": three decimals or more, or it is some other number */
static int
take_relative(struct scan *c, struct stamp *st, size_t n)
{
	size_t i;

	if (scan_digits(slice_from(c->s, n + 1)) < 3)
		return 0;
	for (i = 0; i < n; i++)
		st->us = st->us * 10 + (c->s.p[i] - '0');
	st->us *= SECOND_US;
	c->s = slice_from(c->s, n);
	scan_fraction(c, st);
	st->form = STAMP_RELATIVE;
	return 1;
}

/* What begins with n digits. */
static int
take_number(struct scan *c, struct stamp *st, size_t n)
{
	char next = n < c->s.n ? c->s.p[n] : '\0';

	if (n <= 2 && next == ':') {
		st->form = STAMP_TIME;
		return scan_time(c, st);
	}
	if (n == 4 && (next == '-' || next == '/' || next == '.'))
		return take_ymd(c, st);
	if (n == 8)
		return take_compact(c, st);
	if (n == UNIX_DIGITS || n == 13 || n == 16 || n == 19)
		return take_unix(c, st, n);
	if (n < UNIX_DIGITS && next == '.' && n + 4 <= c->s.n) {
		struct scan at = *c;

		if (n > 2 || !take_dmy(&at, st)) {
			*st = (struct stamp){ .form = STAMP_NONE };
			return take_relative(c, st, n);
		}
		*c = at;
		return 1;
	}
	return n <= 2 && take_dmy(c, st);
}

int
stamp_read(struct slice s, struct stamp *st)
{
	struct scan c = { s, s.n };
	int found;

	*st = (struct stamp){ .form = STAMP_NONE };
	if (s.n < 5)
		return 0;
	if (scan_is_digit(s.p[0]))
		found = take_number(&c, st, scan_digits(s));
	else
		found = scan_is_letter(s.p[0]) && take_mdy(&c, st);
	/* What goes on is something else. */
	if (!found || (c.s.n > 0 && (scan_is_digit(c.s.p[0]) ||
	    scan_is_letter(c.s.p[0]))))
		return 0;
	st->n = scan_done(&c);
	return 1;
}
