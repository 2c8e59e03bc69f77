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

#include "slot.h"
#include "tally.h"

#define WINDOWS 5
#define WINDOW_SLACK_US 100000

/*
 * Slots kept: the longest window at one tick a second, with room. Where ticks
 * come faster the oldest leave early; the time covered stays true.
 */
#define WINDOW_SLOTS 512

struct window {
	const char *name;	/* the subject of its stat records */
	int64_t width_us;
	uint64_t first;		/* number of its oldest slot */
	struct tally sum;
};

struct windows {
	struct slot *slot;	/* WINDOW_SLOTS of them, owned */
	uint64_t n;		/* slots closed so far */
	struct window window[WINDOWS];
	struct tally all;	/* the whole run */
};

/* The subject of the run's own records, beside the windows' names. */
#define WINDOW_ALL "all"

void windows_init(struct windows *ws);
void windows_free(struct windows *ws);

/* Closes a second at the time at_us, which never steps back. */
void windows_push(struct windows *ws, const struct tally *second,
    int64_t at_us);

#endif
