/*
 * The stamps of people's logs, and what time they tell.
 */
#include <stdlib.h>
#include <time.h>

#include "check.h"
#include "text/stamp.h"

/* The Unix time of a text that is a stamp as a whole, or -1. */
static int64_t
time_of(const char *text)
{
	struct calendar c = { .year = 0 };
	struct stamp st;

	if (!stamp_read(slice_str(text), &st) || st.n != strlen(text))
		return -1;
	return stamp_us(&c, &st);
}

#define NOV20 INT64_C(1795168800000000)	/* 2026-11-20T10:00:00Z */
#define NOV20_1972 INT64_C(91101600000000)
#define DAY INT64_C(86400000000)

static void
test_dates(void)
{
	static const char *const same[] = {
		"2026-11-20T10:00:00Z", "2026-11-20 10:00:00",
		"2026-11-20T10:00:00+00:00", "2026-11-20T11:00:00+0100",
		"2026-11-20T10:00:00.000000000Z", "2026-11-20 10:00:00 UTC",
		"2026-11-20T04:30:00-05:30", "2026-11-20 10:00:00 +0000",
		"2026-11-20T11:00:00+01", "2026/11/20 10:00:00",
		"2026-11-20_10:00:00", "2026.11.20 10:00:00",
		"20261120T100000Z", "20261120 100000.000",
		"20/Nov/2026:10:00:00 +0000", "20/Nov/2026 10:00:00",
		"20 Nov 2026 10:00:00", "20-Nov-2026 10:00:00",
		"20.11.2026 10:00:00", "20/11/2026 10:00:00",
		"11/20/2026, 10:00:00 AM", "11/20/2026 10:00:00",
		"Fri Nov 20 10:00:00 2026", "Fri Nov 20 10:00:00 UTC 2026",
		"Fri Nov 20 10:00:00 CET 2026", "Nov 20 2026 10:00:00",
		"Nov 20, 2026 10:00:00", "Fri, 20 Nov 2026 10:00:00 GMT",
		"Fri, 20 Nov 2026 11:00:00 +0100",
		"Fri 20 Nov 2026 10:00:00", "Fri 2026-11-20 10:00:00 UTC",
		"11/20/26 10:00:00", "20.11.26 10:00:00", "1795168800",
		"1795168800.0",
		"1795168800000", "1795168800000000", "1795168800000000000",
	};
	size_t i;

	for (i = 0; i < COUNT(same); i++)
		CHECK(time_of(same[i]) == NOV20);
	CHECK(time_of("2026-11-20T10:00:00.123456789Z") == NOV20 + 123456);
	CHECK(time_of("2026-11-20 10:00:00,123") == NOV20 + 123000);
	CHECK(time_of("1795168800.123456") == NOV20 + 123456);
	CHECK(time_of("1795168800123") == NOV20 + 123000);
	CHECK(time_of("11/20/2026 10:00:00 PM") == NOV20 + DAY / 2);
	CHECK(time_of("11/20/2026 12:00:00 AM") == NOV20 - 10 * DAY / 24);
}

static void
test_less(void)
{
	CHECK(time_of("Nov 20 10:00:00") == NOV20_1972);
	CHECK(time_of("Nov 20 10:00:00.5") == NOV20_1972 + 500000);
	CHECK(time_of("Fri Nov 20 10:00:00") == NOV20_1972);
	CHECK(time_of("Nov  2 10:00:00") == NOV20_1972 - 18 * DAY);
	CHECK(time_of("10:00:00") == DAY + 10 * DAY / 24);
	CHECK(time_of("10:00:00.123") == DAY + 10 * DAY / 24 + 123000);
	CHECK(time_of("0:00:00.036373170") == DAY + 36373);
	CHECK(time_of("12.345") == DAY + 12345000);
}

static void
test_none(void)
{
	static const char *const none[] = {
		"", "10:00", "25:00:00", "10:61:00", "2026-13-20 10:00:00",
		"2026-11-20", "5.1.9", "1.23", "179516880", "0123456789",
		"Nov 20", "Monday", "Jan", "Nov 40 10:00:00", "10:00:0",
		"2026-11-20T10:00:00Zulu", "13/13/2026 10:00:00",
		"restream", "12345678901", "2026-11.20 10:00:00",
	};
	size_t i;

	for (i = 0; i < COUNT(none); i++)
		CHECK(time_of(none[i]) == -1);
}

static int64_t
next(struct calendar *c, const char *text)
{
	struct stamp st;

	return stamp_read(slice_str(text), &st) ? stamp_us(c, &st) : -1;
}

static void
test_goes_on(void)
{
	struct calendar day = { .year = 0 }, year = day, run = day;
	int64_t us;

	us = next(&day, "23:59:59.900");
	CHECK(next(&day, "00:00:00.100") == us + 200000);
	us = next(&year, "Dec 31 23:59:59");
	CHECK(next(&year, "Jan  1 00:00:00") == us + 1000000);
	/* A clock set back is none. */
	CHECK(next(&year, "Dec 31 23:59:58") < us + 400 * DAY);
	us = next(&run, "100.000");
	CHECK(next(&run, "0.500") == us + 500000);
}

static void
test_zone(void)
{
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	CHECK(time_of("2026-11-20 11:00:00") == NOV20);
	CHECK(time_of("2026-07-20 12:00:00") ==
	    time_of("2026-07-20 10:00:00Z"));
	CHECK(time_of("2026-11-20 10:00:00Z") == NOV20);
}

int
main(void)
{
	setenv("TZ", "UTC", 1);
	tzset();
	test_dates();
	test_less();
	test_none();
	test_goes_on();
	test_zone();
	return check_result();
}
