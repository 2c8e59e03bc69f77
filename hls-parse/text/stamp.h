/*
 * The stamps of bare FFmpeg logs: what ts '%.s' of moreutils put in front of a
 * line, FFmpeg's own +datetime (in the local time zone, TZ), or its +time.
 */
#ifndef STAMP_H
#define STAMP_H

#include <stdint.h>

#include "slice.h"

/* Keeps what is dear to find out from line to line. Start from { 0 }. */
struct stamp {
	char minute[17];	/* "2026-11-22 13:25:" */
	int64_t minute_us;
	int64_t day_us;		/* added to +time, which has no date */
	int64_t last_us;
};

/*
 * Takes the stamp off a line: 1 and *us, in Unix microseconds (for +time since
 * some midnight), or 0.
 */
int stamp_take(struct stamp *st, struct slice *line, int64_t *us);

#endif
