/*
 * The calendar by arithmetic: timegm(3) is not POSIX, mktime(3) asks for the
 * machine's zone.
 */
#include "clock.h"
#include "isodate.h"

/* Takes n digits off that are a number from lo to hi. */
static int
take(struct slice *s, size_t n, int lo, int hi)
{
	int v = 0;
	size_t i;

	if (s->n < n)
		return -1;
	for (i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return -1;
		v = v * 10 + (s->p[i] - '0');
	}
	*s = slice_from(*s, n);
	return v >= lo && v <= hi ? v : -1;
}

static int
month_days(int y, int m)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	int leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);

	return m == 2 ? 28 + leap : days[m - 1];
}

/*
 * Years begin in March, which puts the leap day last: 153 days are five months
 * from then on.
 */
int64_t
isodate_days(int y, int m, int d)
{
	int64_t year = y - (m < 3) + 400, month = (m + 9) % 12;

	return 365 * year + year / 4 - year / 100 + year / 400 +
	    (153 * month + 2) / 5 + d - 1 - 146097 - 719468;
}

static int
take_day(struct slice *s, int64_t *day)
{
	int y, m, d;

	if ((y = take(s, 4, 0, 9999)) < 0 || !slice_skip(s, SLICE("-")) ||
	    (m = take(s, 2, 1, 12)) < 0 || !slice_skip(s, SLICE("-")) ||
	    (d = take(s, 2, 1, month_days(y, m))) < 0)
		return -1;
	*day = isodate_days(y, m, d);
	return 0;
}

/* Digits behind a point or comma, which may be missing. */
static int
take_fraction(struct slice *s, int64_t *us)
{
	int64_t weight = SECOND_US / 10;
	int d;

	if (!slice_skip(s, SLICE(".")) && !slice_skip(s, SLICE(",")))
		return 0;
	if (s->n == 0 || *s->p < '0' || *s->p > '9')
		return -1;
	for (; (d = take(s, 1, 0, 9)) >= 0; weight /= 10)
		*us += weight * d;
	return 0;
}

static int
take_time(struct slice *s, int64_t *us)
{
	int h, m, sec;

	if ((h = take(s, 2, 0, 23)) < 0 || !slice_skip(s, SLICE(":")) ||
	    (m = take(s, 2, 0, 59)) < 0 || !slice_skip(s, SLICE(":")) ||
	    (sec = take(s, 2, 0, 60)) < 0)
		return -1;
	*us = ((h * 60 + m) * 60 + sec) * SECOND_US;
	return take_fraction(s, us);
}

/* All that is left must be the zone. */
static int
read_zone(struct slice s, int64_t *us)
{
	int sign = slice_skip(&s, SLICE("+")) ? 1 : -1, h, m = 0;

	*us = 0;
	if (sign < 0 && (s.n == 0 || slice_eq(s, SLICE("Z")) ||
	    slice_eq(s, SLICE("z"))))
		return 0;
	if (sign < 0 && !slice_skip(&s, SLICE("-")))
		return -1;
	if ((h = take(&s, 2, 0, 23)) < 0)
		return -1;
	if (s.n > 0) {
		slice_skip(&s, SLICE(":"));
		m = take(&s, 2, 0, 59);
	}
	if (m < 0 || s.n > 0)
		return -1;
	*us = SECOND_US * 60 * sign * (h * 60 + m);
	return 0;
}

int
isodate_us(struct slice s, int64_t *us)
{
	int64_t day, time, zone;

	if (take_day(&s, &day) != 0 || (!slice_skip(&s, SLICE("T")) &&
	    !slice_skip(&s, SLICE("t")) && !slice_skip(&s, SLICE(" "))) ||
	    take_time(&s, &time) != 0 || read_zone(s, &zone) != 0)
		return -1;
	*us = day * 86400 * SECOND_US + time - zone;
	return 0;
}
