/*
 * One line of FFmpeg's log, taken apart:
 *
 *	[datetime SP] *( "[" context " @ 0x" hex "] " ) [ "[" level "] " ] text
 *
 * On Windows the hex has no 0x.
 *
 * Contexts change their names from version to version: only their address
 * counts, and only until it is freed.
 */
#ifndef LOGLINE_H
#define LOGLINE_H

#include <stdint.h>

#include "slice.h"

enum level {
	LEVEL_NONE,		/* no tag: a continuation, or no +level */
	LEVEL_TRACE,
	LEVEL_DEBUG,
	LEVEL_VERBOSE,
	LEVEL_INFO,
	LEVEL_WARNING,
	LEVEL_ERROR,
	LEVEL_FATAL,
	LEVEL_PANIC,
};

struct logline {
	uint64_t context;	/* address of the last context, or 0 */
	struct slice name;	/* its name */
	enum level level;
	struct slice text;
};

/*
 * The length of a date and time, or of a time alone, in front of a log record:
 * "2026-11-22 13:25:38.054 " of -loglevel +datetime, "13:25:38.054 ".
 */
static inline size_t
logline_date(struct slice text)
{
	if (text.n < 24 || text.p[0] < '0' || text.p[0] > '9')
		return 0;
	if (text.p[4] == '-' && text.p[10] == ' ' && text.p[13] == ':' &&
	    text.p[23] == ' ')
		return 24;
	return text.p[2] == ':' && text.p[8] == '.' && text.p[12] == ' ' ?
	    13 : 0;
}

/* Fills *l from s, the text of a log record without its date. */
void logline_read(struct logline *l, struct slice s);

/* "warning" and so on; "" for LEVEL_NONE. */
const char *level_name(enum level level);

#endif
