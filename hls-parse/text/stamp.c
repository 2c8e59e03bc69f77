/*
 * A minute's Unix time is asked of mktime(3) once.
 */
#include <time.h>

#include "clock.h"
#include "num.h"
#include "stamp.h"

#define DAY_US (24 * 3600 * SECOND_US)

/* n digits at s as a number, or -1. */
static int
digits(const char *s, int n)
{
	int v = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		v = v * 10 + (*s - '0');
	}
	return v;
}

/* "1795353079.043878 " or with more or fewer decimals */
static int
take_ts(struct slice *line, int64_t *us)
{
	struct slice rest = *line, word = slice_cut(&rest, ' ');
	size_t point = slice_find(word, '.');

	if (point < 9 || point > 11 || word.n - point < 2 ||
	    word.n - point > 10 || num_micro(word, us) != 0)
		return 0;
	/* "stamp | text" is in use, too. */
	slice_skip(&rest, SLICE("| "));
	*line = rest;
	return 1;
}

/* "13:25:38.054 ": microseconds of the day, or -1 */
static int64_t
day_time(const char *s)
{
	int h = digits(s, 2), m = digits(s + 3, 2), sec = digits(s + 6, 2);
	int ms = digits(s + 9, 3);

	if (h < 0 || m < 0 || sec < 0 || ms < 0 || s[2] != ':' ||
	    s[5] != ':' || s[8] != '.' || s[12] != ' ')
		return -1;
	return ((h * 60 + m) * 60 + sec) * SECOND_US + ms * 1000;
}

static int
read_minute(struct stamp *st, const char *s)
{
	struct tm tm = { .tm_isdst = -1 };
	time_t t;

	if (memcmp(st->minute, s, sizeof(st->minute)) == 0)
		return 0;
	tm.tm_year = digits(s, 4) - 1900;
	tm.tm_mon = digits(s + 5, 2) - 1;
	tm.tm_mday = digits(s + 8, 2);
	tm.tm_hour = digits(s + 11, 2);
	tm.tm_min = digits(s + 14, 2);
	if (tm.tm_year < 70 || tm.tm_mon < 0 || tm.tm_mday < 1 ||
	    tm.tm_hour < 0 || tm.tm_min < 0)
		return -1;
	t = mktime(&tm);
	if (t == (time_t)-1)
		return -1;
	memcpy(st->minute, s, sizeof(st->minute));
	st->minute_us = (int64_t)t * SECOND_US;
	return 0;
}

/* "2026-11-22 13:25:38.054 " */
static int
take_datetime(struct stamp *st, struct slice *line, int64_t *us)
{
	const char *s = line->p;
	int sec, ms;

	if (line->n < 24 || s[4] != '-' || s[7] != '-' || s[10] != ' ' ||
	    day_time(s + 11) < 0 || read_minute(st, s) != 0)
		return 0;
	sec = digits(s + 17, 2);
	ms = digits(s + 20, 3);
	*us = st->minute_us + sec * SECOND_US + ms * 1000;
	*line = slice_from(*line, 24);
	return 1;
}

/* "13:25:38.054 ": over midnight it goes on */
static int
take_time(struct stamp *st, struct slice *line, int64_t *us)
{
	int64_t t = line->n < 13 ? -1 : day_time(line->p);

	if (t < 0)
		return 0;
	/* From the second day on: no stamp is 0. */
	if (st->day_us == 0)
		st->day_us = DAY_US;
	if (st->day_us + t < st->last_us - DAY_US / 2)
		st->day_us += DAY_US;
	st->last_us = *us = st->day_us + t;
	*line = slice_from(*line, 13);
	return 1;
}

int
stamp_take(struct stamp *st, struct slice *line, int64_t *us)
{
	if (line->n == 0 || line->p[0] < '0' || line->p[0] > '9')
		return 0;
	return take_ts(line, us) || take_datetime(st, line, us) ||
	    take_time(st, line, us);
}
