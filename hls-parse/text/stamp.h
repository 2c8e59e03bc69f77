/*
 * The stamps that people's tools put in front of a log's lines: what ts(1),
 * docker, journald, syslog, web servers, loggers of any language, date(1) and
 * FFmpeg itself write. A stamp is read by its form, then turned into Unix time
 * by a calendar, which holds what the stamps of a file do not say.
 */
#ifndef STAMP_H
#define STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"

enum stamp_form {
	STAMP_NONE,
	STAMP_RELATIVE,		/* "12.345678": seconds since something */
	STAMP_TIME,		/* "13:25:38.054", of a day unknown */
	STAMP_DAY,		/* "Nov 22 13:25:38", of a year unknown */
	STAMP_UNIX,		/* "1795353938.054", or without the point in
				 * milli-, micro- or nanoseconds */
	STAMP_DATE,		/* date and time, ISO 8601 and others */
};

struct stamp {
	enum stamp_form form;
	size_t n;		/* bytes it takes */
	size_t fraction;	/* offset of the seconds' decimals ... */
	int decimals;		/* ... and how many of them there are */
	int year, month, day;	/* of STAMP_DATE; STAMP_DAY has no year */
	int64_t us;		/* of the day, or as the form has it */
	bool iso;		/* as ISO 8601 has it */
	bool zoned;		/* it tells its zone, */
	int64_t zone_us;	/* which is so far east of UTC */
};

/* The stamp that s begins with: 1, or 0 if it begins with none. */
int stamp_read(struct slice s, struct stamp *st);

/*
 * Keeps what is dear to find out from line to line, and what goes on over
 * midnight, over the new year, and where something starts to count again.
 * Start from { 0 }.
 */
struct calendar {
	int minute[5];		/* year, month, day, hour, minute */
	int64_t minute_us;
	int64_t base_us;	/* added to what has no date */
	int64_t last_us;
	int year;
};

/*
 * In Unix microseconds, from 1 on: without a zone in the local one (TZ),
 * without a year from 1972 on, in UTC, without a date or relative from 1970 on.
 */
int64_t stamp_us(struct calendar *, const struct stamp *);

/* "ISO 8601 in UTC" and the like, for people. */
const char *stamp_name(const struct stamp *);

#endif
