/*
 * The figures of a run: what was counted, in windows and in parts of the
 * swarm, and how things stand. Filled by the events of one pipeline (fold/) or
 * by the blocks of many hosts (merge/); judged and printed by the rest. A
 * function of the bytes read; there is no clock in here.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdint.h>

#include "code.h"
#include "fault.h"
#include "gauge.h"
#include "origins.h"
#include "parts.h"
#include "phases.h"
#include "run.h"
#include "sbuf.h"
#include "sources.h"
#include "tally.h"
#include "vocabulary.h"
#include "window.h"

/* A time of more than this was not measured in any run (115 days). */
#define FIGURES_TIME_MAX_US INT64_C(10000000000000)

/* Where in the stream's time we are; see figures_close. */
struct moment {
	int64_t first_us;	/* stamp of the first record */
	int64_t tick_us;	/* stamp of the last tick, or first_us */
	int64_t last_us;	/* stamp of the last record */
	int64_t elapsed_us;	/* from the first record to the last tick */
};

/* States, then pace. */
#define VIEWER_GAUGES (M_VIEWERS_END - M_VIEWERS_FIRST)
/* Those of viewers that have not ended. */
_Static_assert(VIEWER_ENDED == M_STATES_END - M_STATES_FIRST, "in order");

struct figures {
	struct tally now;	/* since the last tick */
	struct windows windows;
	struct parts by[DIMENSIONS];
	struct gauge gauge[METRICS];
	struct gauge held[METRICS];	/* as they were before the stop */
	struct codes codes;
	struct faults faults;
	struct origins origins;
	struct run run;
	struct sources sources;
	struct sbuf end;	/* the end record's reason; empty without one */
	struct sbuf ended;	/* of several runs the worst one's so far */
	int64_t open;		/* runs that began and have no end */
	int64_t asked, made;	/* starts of the runs before the newest */
	int64_t others;		/* that go on when one stops */
	struct moment at;
	int64_t records;	/* understood so far */
	int64_t pending;	/* lines since the last tick */
	int64_t ticks;
	int steady;		/* the target has been reached */
	int stopping;		/* the run has begun to stop */
	int viewed;		/* a viewer record has come */
	int timed, untimed;	/* processes with stamps, without: there are */
	int target_known;	/* the target duration of the stream is */
	struct hist waiting;	/* ages of startups that are not over, by the
				 * last tick */
	int64_t over;		/* sums of a second that left the range */
	int64_t crowded;	/* records of clients there was no room for */
	int64_t no_descriptor;	/* messages that none was left */
	uint16_t phase;		/* part of what comes now; 0 before any */
	int64_t phase_target[PARTS + 1];	/* by number - 1 */
	struct phases phases;
	int64_t hold_us;	/* of each step under --step; else 0 */
	int shaped;		/* the load has a shape of its own: --load */
	int controlled;		/* and somebody may change it: --control */
	int64_t peak[VIEWER_GAUGES];	/* at the last tick with most viewers */
};

/* plan is not kept. */
void figures_init(struct figures *f, const struct plan *plan);
void figures_free(struct figures *f);

/*
 * Closes the current second at the stamp of a tick. Time that steps back
 * counts as no time: the second then covers nothing and windows stand still.
 * What the whole run could not take any more without leaving the range is not
 * counted, in any window, and f->over counts that.
 *
 * Seconds belong to the window `steady` from the tick on at which as many
 * clients had started as were asked for at most, up to the second in which the
 * stop begins: with the first process that we ended, or with `end`.
 */
void figures_close(struct figures *f, int64_t stamp_us);

/* Then the gauges are set, and then this ends the tick. */
void figures_settle(struct figures *f);

/* Whether it is known how long the run took. */
int figures_timed(const struct figures *f);

/* Whether logs were all there was, and none tells of HLS. */
int figures_mute(const struct figures *f);

/*
 * Whether nothing came of the run so far: processes were started, and no viewer
 * began to play, or no request was answered as it should be; or none was, since
 * the stream is not one that can be played.
 */
int figures_nothing(const struct figures *f);
int figures_unplayable(const struct figures *f);

/* Whether somebody ended the run before *asked_us, which it was to take. */
int figures_short(const struct figures *f, int64_t *asked_us);

/*
 * 1 if the run failed, there was none, or nothing was understood of it, else 0;
 * see verdict.h.
 */
int figures_code(const struct figures *f);

#endif
