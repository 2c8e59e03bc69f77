/*
 * The whole state of an aggregation: what has been folded so far. A function
 * of the bytes read; there is no clock in here.
 */
#ifndef AGG_H
#define AGG_H

#include <stdint.h>

#include "code.h"
#include "fault.h"
#include "gauge.h"
#include "record.h"
#include "run.h"
#include "sbuf.h"
#include "session.h"
#include "tally.h"
#include "window.h"

/* Where in the stream's time we are; see agg_close. */
struct moment {
	int64_t first_us;	/* stamp of the first record */
	int64_t tick_us;	/* stamp of the last tick, or first_us */
	int64_t last_us;	/* stamp of the last record */
	int64_t elapsed_us;	/* from the first record to the last tick */
};

struct agg {
	struct tally now;	/* since the last tick */
	struct windows windows;
	struct sessions sessions;
	struct gauge gauge[METRICS];
	struct codes codes;
	struct faults faults;
	struct run run;
	struct sbuf end;	/* the end record's reason; empty without one */
	struct moment at;
	int64_t records;	/* understood so far */
	int64_t pending;	/* of these since the last tick */
	int64_t ticks;
	int64_t blocks;		/* printed so far */
	int64_t bad;		/* lines that are no record */
	int viewed;		/* a viewer record has come */
	int64_t rebuffered;	/* sessions that rebuffered */
	int64_t parsed, garbled;	/* last totals of a parse record */
	/* Seconds booked too early, to be made up for; see viewer.c. */
	int64_t played_ahead, rebuffered_ahead;
	int64_t peak[VIEWER_STATES];	/* at the last tick with most viewers */
};

void agg_init(struct agg *a);
void agg_free(struct agg *a);

/* Counts n more in the current second. */
static inline void
agg_count(struct agg *a, unsigned id, int64_t n)
{
	tally_count(&a->now, id, n);
}

/*
 * A time in microseconds out of a record's value, or of its key; -1 where
 * there is none, or one that no run can have measured.
 */
int64_t agg_time(struct slice value);
int64_t agg_time_of(const struct record *r, const char *key);

/*
 * Closes the current second at the stamp of a tick. Time that steps back
 * counts as no time: the second then covers nothing and windows stand still.
 */
void agg_close(struct agg *a, int64_t stamp_us);

/* Closes what came after the last tick, at the end of the input. */
void agg_finish(struct agg *a);

/* The exit code as things stand: 1 if the run failed, else 0. */
int agg_code(const struct agg *a);

#endif
