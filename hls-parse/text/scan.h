/*
 * The parts of a stamp, read from left to right. What is read moves on behind
 * a part that is there, and stays where it is not.
 */
#ifndef SCAN_H
#define SCAN_H

#include "stamp.h"

/* What is being read. */
struct scan {
	struct slice s;		/* what is left */
	size_t whole;		/* the length of all of it */
};

static inline size_t
scan_done(const struct scan *c)
{
	return c->whole - c->s.n;
}

static inline int
scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline int
scan_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* How many digits s begins with. */
static inline size_t
scan_digits(struct slice s)
{
	size_t n = 0;

	while (n < s.n && scan_is_digit(s.p[n]))
		n++;
	return n;
}

/* Takes one of these bytes off: 1, or 0. */
static inline int
scan_skip(struct scan *c, struct slice any)
{
	if (c->s.n == 0 || slice_find(any, c->s.p[0]) == any.n)
		return 0;
	c->s = slice_from(c->s, 1);
	return 1;
}

static inline void
scan_blanks(struct scan *c)
{
	while (scan_skip(c, SLICE(" ")))
		;
}

/* Takes a number of lo to hi and of at most most digits off, or -1. */
int scan_number(struct scan *, size_t most, int lo, int hi);

/* "Nov": 11, or -1 */
int scan_month(struct scan *);

/* "Fri " and "Fri, " stand before a date. */
void scan_weekday(struct scan *);

/* Digits behind a point or a comma, of which six count. */
void scan_fraction(struct scan *, struct stamp *);

/* "13:25:38.054", also of a clock of twelve hours: 1, or 0. */
int scan_time(struct scan *, struct stamp *);

/* "+0100", "-05:30", "Z", " UTC", " GMT": none is no fault. */
void scan_zone(struct scan *, struct stamp *);

#endif
