/*
 * A minute's Unix time is asked of mktime(3) once.
 */
#include <time.h>

#include "clock.h"
#include "m3u8/isodate.h"
#include "stamp.h"

#define DAY_US (SECOND_US * 3600 * 24)
/* A leap year: it has every day that a stamp without a year may name. */
#define NO_YEAR 1972
/* Back by more than this is the next year, not a clock set back. */
#define YEAR_BACK_DAYS 180

static int64_t
date_us(int year, const struct stamp *st)
{
	return isodate_days(year, st->month, st->day) * DAY_US + st->us;
}

/* In the zone of TZ, with the rules that hold on that day. */
static int64_t
local_us(struct calendar *c, const struct stamp *st)
{
	int64_t minutes = st->us / (60 * SECOND_US);
	int is[5] = { st->year, st->month, st->day, (int)(minutes / 60),
		(int)(minutes % 60) };
	struct tm tm = { .tm_year = is[0] - 1900, .tm_mon = is[1] - 1,
		.tm_mday = is[2], .tm_hour = is[3], .tm_min = is[4],
		.tm_isdst = -1 };

	if (memcmp(is, c->minute, sizeof(is)) != 0) {
		c->minute_us = (int64_t)mktime(&tm) * SECOND_US;
		memcpy(c->minute, is, sizeof(is));
	}
	return c->minute_us + st->us % (60 * SECOND_US);
}

static int64_t
yearless_us(struct calendar *c, const struct stamp *st)
{
	int64_t us;

	if (c->year == 0)
		c->year = NO_YEAR;
	us = date_us(c->year, st) - st->zone_us;
	if (us < c->last_us - YEAR_BACK_DAYS * DAY_US)
		us = date_us(++c->year, st) - st->zone_us;
	return us;
}

/* From the second day on: no stamp is 0. */
static int64_t
dateless_us(struct calendar *c, const struct stamp *st)
{
	bool relative = st->form == STAMP_RELATIVE;

	if (c->base_us == 0)
		c->base_us = DAY_US;
	/* Over midnight, or what counts begins to count again. */
	if (relative && c->base_us + st->us < c->last_us - SECOND_US)
		c->base_us = c->last_us;
	else if (!relative && c->base_us + st->us < c->last_us - DAY_US / 2)
		c->base_us += DAY_US;
	return c->base_us + st->us;
}

int64_t
stamp_us(struct calendar *c, const struct stamp *st)
{
	int64_t us;

	if (st->form == STAMP_UNIX)
		us = st->us;
	else if (st->form == STAMP_DATE)
		us = st->zoned ? date_us(st->year, st) - st->zone_us :
		    local_us(c, st);
	else
		c->last_us = us = st->form == STAMP_DAY ?
		    yearless_us(c, st) : dateless_us(c, st);
	return us > 0 ? us : 1;
}

const char *
stamp_name(const struct stamp *st)
{
	switch (st->form) {
	case STAMP_UNIX:
		return "in Unix time";
	case STAMP_RELATIVE:
		return "in seconds since a start";
	case STAMP_TIME:
		return "of the day, without a date";
	case STAMP_DAY:
		return "without a year";
	default:
		break;
	}
	if (!st->zoned)
		return st->iso ? "ISO 8601 in local time" :
		    "date and time in local time";
	if (st->zone_us == 0)
		return st->iso ? "ISO 8601 in UTC" : "date and time in UTC";
	return st->iso ? "ISO 8601 with its zone" :
	    "date and time with their zone";
}
