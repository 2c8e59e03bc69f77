/*
 * Sliding windows over closed seconds: a ring of slots, and per window a
 * running sum that the newest slot enters and the expired ones leave.
 *
 * Window w at the tick of time T holds the ticks with a stamp > T - w, and
 * always the newest. A tick that came up to WINDOW_SLACK_US late or early
 * still counts as one second's: without that the 1s window would hold one
 * tick or two as the scheduler's mood has it.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include <stdint.h>

#include "plan.h"
#include "slot.h"
#include "tally.h"

#define WINDOW_SLACK_US 100000

struct window {
	char name[16];		/* the subject of its stat records */
	int64_t width_us;
	int shown;		/* else it is only kept, for a threshold */
	uint64_t first;		/* number of its oldest slot */
	struct tally sum;
};

struct windows {
	struct slot *slot;	/* owned */
	uint64_t slots;		/* how many the ring has */
	uint64_t n;		/* closed so far */
	struct window window[PLAN_WIDTHS];
	size_t count;		/* of these in use, the narrowest first */
	struct tally steady;	/* from the target reached to the stop */
	int64_t steady_ticks;	/* seconds in it; without any it has no value */
	int steady_shown;
	struct tally all;	/* the whole run */
};

/* The subjects of records beside the windows' own names. */
#define WINDOW_STEADY "steady"
#define WINDOW_ALL "all"

void windows_init(struct windows *ws, const struct plan *plan);
void windows_free(struct windows *ws);

/* The window of a width, or NULL. */
const struct window *windows_find(const struct windows *ws, int64_t width_us);

/* Closes a second at the time at_us, which never steps back. */
void windows_push(struct windows *ws, const struct tally *second,
    int64_t at_us);

/* The second that was closed last; there is one. */
const struct slot *windows_newest(const struct windows *ws);

/* The same second belongs to `steady` too. */
void windows_steady(struct windows *ws, const struct tally *second);

#endif
