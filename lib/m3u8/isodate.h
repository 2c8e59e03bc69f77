/*
 * Dates with time, as EXT-X-PROGRAM-DATE-TIME has them.
 */
#ifndef ISODATE_H
#define ISODATE_H

#include <stdint.h>

#include "slice.h"

/*
 * ISO 8601: 2010-02-19T14:54:23.031+08:00, as microseconds of Unix time. The
 * zone is Z, +hh:mm, +hhmm or +hh; none is UTC. Of the fraction, six digits
 * count. A blank for the T is taken, and 60 for a leap second. 0, or -1.
 */
int isodate_us(struct slice s, int64_t *us);

/* Days since 1970 of a Gregorian date; months and days count from 1. */
int64_t isodate_days(int year, int month, int day);

#endif
