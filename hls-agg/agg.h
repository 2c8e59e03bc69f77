/*
 * The whole state of an aggregation: what has been folded so far. A function
 * of the bytes read; there is no clock in here.
 */
#ifndef AGG_H
#define AGG_H

#include <stdint.h>

#include "breakdown.h"
#include "client.h"
#include "code.h"
#include "fault.h"
#include "gauge.h"
#include "generator.h"
#include "judge.h"
#include "origins.h"
#include "record.h"
#include "run.h"
#include "sbuf.h"
#include "session.h"
#include "tally.h"
#include "watch.h"
#include "window.h"

/* Where in the stream's time we are; see agg_close. */
struct moment {
	int64_t first_us;	/* stamp of the first record */
	int64_t tick_us;	/* stamp of the last tick, or first_us */
	int64_t last_us;	/* stamp of the last record */
	int64_t elapsed_us;	/* from the first record to the last tick */
};

struct fleet;

/* From M_VIEWERS_STARTUP on: states, then pace. */
#define VIEWER_GAUGES ((int)M_VIEWERS_DRIFTED - (int)M_VIEWERS_STARTUP + 1)

struct agg {
	struct tally now;	/* since the last tick */
	struct windows windows;
	struct breakdown parts;
	struct clients clients;
	struct watches watches;
	struct gauge gauge[METRICS];
	struct gauge held[METRICS];	/* as they were before the stop */
	struct codes codes;
	struct faults faults;
	struct origins origins;
	struct run run;
	struct judge judge;
	struct generator generator;
	struct sbuf end;	/* the end record's reason; empty without one */
	struct moment at;
	int64_t records;	/* understood so far */
	int64_t pending;	/* lines since the last tick */
	int64_t ticks;
	int64_t blocks;		/* printed so far */

	/* Of the record that is being folded: */
	struct session *who;	/* its session, or NULL */
	struct part *cell[DIMENSIONS];	/* parts it counts in */
	int ncells;

	int64_t inflight[T_TYPES];	/* requests of all sessions */
	int64_t viewers[VIEWER_STATES + 1];	/* sessions alive, by state */
	int histogram;		/* sketch to draw, or -1 */
	int64_t roster;		/* clients to list, -1 for all, 0 for none */
	int steady;		/* the target has been reached */
	int stopping;		/* the run has begun to stop */
	int viewed;		/* a viewer record has come */
	int vod;		/* the stream has an end */
	int measured;		/* a viewer has had figures of playing */
	int prefetch;		/* viewers were told to fetch ahead */
	int64_t target_us;	/* target duration asked for, or 0 */
	int64_t segment_us;	/* duration of a segment, as told last; or 0 */
	int64_t phase_target[PARTS + 1];	/* by number - 1 */
	uint16_t host, phase;	/* parts of what has no part of its own */
	int64_t parsed, garbled;	/* last totals of a parse record */
	int64_t peak[VIEWER_GAUGES];	/* at the last tick with most viewers */
	int compare_all;	/* not the main figures only: --all */
	const struct fleet *fleet;	/* of --merge, or NULL */
};

/* plan is not kept. */
void agg_init(struct agg *a, const struct plan *plan);
void agg_free(struct agg *a);

/* Counts n more in the current second, and in the parts in focus. */
static inline void
agg_count(struct agg *a, unsigned id, int64_t n)
{
	int i;

	tally_count(&a->now, id, n);
	for (i = 0; i < a->ncells; i++)
		tally_count(&a->cell[i]->tally, id, n);
}

/* One more value of a sketch, in the same places. */
static inline void
agg_sample(struct agg *a, enum metric_id id, int64_t v)
{
	int i, index = tally_index(id, v);

	tally_put(&a->now, id, index, v);
	for (i = 0; i < a->ncells; i++)
		tally_put(&a->cell[i]->tally, id, index, v);
}

/* The account of the client that a record is of, or NULL: see client.h. */
static inline struct account *
agg_account(const struct agg *a)
{
	return a->who == NULL ? NULL :
	    clients_account(&a->clients, a->who->client);
}

/*
 * What is counted from here on is this session's (NULL: nobody's), with all
 * the parts of the breakdown that it is in.
 */
void agg_focus(struct agg *a, const struct session *s);
/* And this value's, of a dimension that is counted. */
void agg_focus_on(struct agg *a, enum dimension d, struct slice value);

/*
 * A time in microseconds out of a record's value, or of its key; -1 where
 * there is none, or one that no run can have measured.
 */
int64_t agg_time(struct slice value);
int64_t agg_time_of(const struct record *r, const char *key);

/*
 * Closes the current second at the stamp of a tick. Time that steps back
 * counts as no time: the second then covers nothing and windows stand still.
 *
 * Seconds belong to the window `steady` from the tick on at which as many
 * clients had started as were asked for at most, up to the second in which the
 * stop begins: with the first process that we ended, or with `end`.
 */
void agg_close(struct agg *a, int64_t stamp_us);

/* Closes what came after the last tick, at the end of the input. */
void agg_finish(struct agg *a);

/* 1 if the run failed, or there was none, else 0; see verdict.h. */
int agg_code(const struct agg *a);

#endif
