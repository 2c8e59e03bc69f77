/*
 * What dates and times are made of.
 */
#include "clock.h"
#include "scan.h"

int
scan_number(struct scan *c, size_t most, int lo, int hi)
{
	size_t n = scan_digits(c->s), i;
	int v = 0;

	if (n == 0 || n > most)
		return -1;
	for (i = 0; i < n; i++)
		v = v * 10 + (c->s.p[i] - '0');
	if (v < lo || v > hi)
		return -1;
	c->s = slice_from(c->s, n);
	return v;
}

/* "Nov": 11, or -1 */
int
scan_month(struct scan *c)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	size_t i;

	for (i = 0; i < 12; i++)
		if (slice_skip(&c->s, (struct slice){ &names[3 * i], 3 }))
			return (int)i + 1;
	return -1;
}

/* "Fri " and "Fri, " stand before a date. */
void
scan_weekday(struct scan *c)
{
	static const char names[] = "MonTueWedThuFriSatSun";
	size_t i;

	for (i = 0; i < 7; i++) {
		if (!slice_skip(&c->s, (struct slice){ &names[3 * i], 3 }))
			continue;
		scan_skip(c, SLICE(","));
		scan_blanks(c);
		return;
	}
}

/* Digits behind a point or a comma, of which six count. */
void
scan_fraction(struct scan *c, struct stamp *st)
{
	int64_t weight = SECOND_US / 10;

	if (c->s.n < 2 || (c->s.p[0] != '.' && c->s.p[0] != ',') ||
	    !scan_is_digit(c->s.p[1]))
		return;
	c->s = slice_from(c->s, 1);
	st->fraction = scan_done(c);
	for (; c->s.n > 0 && scan_is_digit(c->s.p[0]); weight /= 10) {
		st->us += weight * (c->s.p[0] - '0');
		st->decimals++;
		c->s = slice_from(c->s, 1);
	}
}

/* "AM", "PM" behind hours of a clock that has twelve */
static void
take_half(struct scan *c, struct stamp *st)
{
	struct slice s = c->s;
	bool pm;

	slice_skip(&s, SLICE(" "));
	pm = slice_begins(s, SLICE("pm"));
	if ((!pm && !slice_begins(s, SLICE("am"))) ||
	    (s.n > 2 && scan_is_letter(s.p[2])) ||
	    st->us >= SECOND_US * 3600 * 13)
		return;
	c->s = slice_from(s, 2);
	if (st->us >= SECOND_US * 3600 * 12)
		st->us -= SECOND_US * 3600 * 12;
	if (pm)
		st->us += SECOND_US * 3600 * 12;
}

/* "+0100", "-05:30", "Z", " UTC", " GMT" */
void
scan_zone(struct scan *c, struct stamp *st)
{
	struct scan at = *c;
	bool apart = scan_skip(&at, SLICE(" "));
	int sign, h, m = 0;
	size_t n;

	if ((!apart && slice_skip(&at.s, SLICE("Z"))) ||
	    slice_skip(&at.s, SLICE("UTC")) ||
	    slice_skip(&at.s, SLICE("GMT"))) {
		if (at.s.n > 0 && scan_is_letter(at.s.p[0]))
			return;
		st->zoned = true;
		c->s = at.s;
		return;
	}
	sign = at.s.n > 0 && at.s.p[0] == '-' ? -1 : 1;
	if (!scan_skip(&at, SLICE("+-")))
		return;
	n = scan_digits(at.s);
	if (n != 2 && n != 4)
		return;
	h = scan_number(&at, 4, 0, n == 4 ? 2359 : 23);
	if (h >= 0 && n == 4) {
		m = h % 100;
		h /= 100;
	} else if (h >= 0 && scan_skip(&at, SLICE(":"))) {
		m = scan_digits(at.s) == 2 ? scan_number(&at, 2, 0, 59) : -1;
	} else if (apart) {
		return;
	}
	if (h < 0 || m < 0 || m > 59)
		return;
	st->zoned = true;
	st->zone_us = SECOND_US * 60 * sign * (h * 60 + m);
	c->s = at.s;
}

/* "13:25:38.054", with what may follow it: 1 or 0 */
int
scan_time(struct scan *c, struct stamp *st)
{
	int h = scan_number(c, 2, 0, 23), m, sec;

	if (h < 0 || !scan_skip(c, SLICE(":")) || scan_digits(c->s) != 2 ||
	    (m = scan_number(c, 2, 0, 59)) < 0 || !scan_skip(c, SLICE(":")) ||
	    scan_digits(c->s) != 2 || (sec = scan_number(c, 2, 0, 60)) < 0)
		return 0;
	st->us = ((h * 60 + m) * 60 + sec) * SECOND_US;
	scan_fraction(c, st);
	take_half(c, st);
	return 1;
}
