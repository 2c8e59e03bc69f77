/*
 * A figure by its path, in a window: what a threshold looks at.
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include <stdint.h>

#include "figures/tally.h"
#include "metric.h"
#include "sbuf.h"
#include "slice.h"

struct baseline;
struct figures;

enum lookup_window {
	LOOKUP_AUTO,		/* steady, or all: see lookup_is_whole */
	LOOKUP_STEADY,
	LOOKUP_ALL,
	LOOKUP_SLIDING,		/* of width_us */
};

struct lookup {
	char path[64];
	unsigned id;		/* METRICS: the counter of an HTTP status */
	int stat;		/* place in sketch_stats, -1 for no sketch */
	int status;
	enum lookup_window window;
	int64_t width_us;
	int dimension;		/* the part of the swarm it is of, else -1 */
	struct slice part;	/* a view */
};

/*
 * Finds the figure: 0, or -1 with what is wrong appended to *why, the nearest
 * path that there is included. The window and the part stay as they are.
 */
int lookup_path(struct lookup *l, struct slice path, struct sbuf *why);

/* "steady", "all" or a width: 0, or -1. */
int lookup_over(struct lookup *l, struct slice word);

enum metric_unit lookup_unit(const struct lookup *l);

/*
 * Whether it is of the whole run where no window is named: startup.*, for
 * viewers start while the ramp goes up, and steady begins when it ends; and
 * parts of the swarm and rebuffer.share, kept for the whole run alone.
 * Everything else is then of steady, or all where there never was a steady.
 */
int lookup_is_whole(const struct lookup *l);

/* Whether it is a state of the swarm, which no window changes. */
int lookup_is_gauge(const struct lookup *l);

/* Name of the window as things stand, "-" for a gauge. */
const char *lookup_window(const struct figures *f, const struct lookup *l);

/*
 * The value in the integer form of the unit: 1 and *v, or 0 where nothing was
 * measured. A counter without events is 0, and so is a status never seen; a
 * part of the swarm that never came has no value at all. A
 * gauge is what it was last before the run began to stop: at the very end all
 * clients are gone, which nobody asks for. run.* and capacity.* go on to the
 * end.
 */
int lookup_value(const struct figures *f, const struct lookup *l, int64_t *v);

/*
 * Whether it tells how viewers fared, but none has ever played: then there is
 * nothing to tell. Of a group, a host or a rendition it is by its own viewers.
 */
int lookup_is_unplayed(const struct figures *f, const struct lookup *l);

/* Whether in such a run v stands for nothing: it is of nothing that was. */
int lookup_is_vacant(const struct figures *f, const struct lookup *l,
    int64_t v);

/* Whether it tells how viewers fared. */
int lookup_is_fare(const struct lookup *l);

/* A key of `startup` in a tally up to now, with those that still wait. */
int lookup_started(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v);

/* The same in a tally of its own; no gauge has a value there. */
int lookup_in(const struct figures *f, const struct lookup *l,
    const struct tally *t, int64_t *v);

/*
 * What a stored report has of the same figure, of steady where it has that and
 * no window is named; in the metric's integer form: 1 and *v, or 0.
 */
int lookup_baseline(const struct baseline *b, const struct lookup *l,
    int64_t *v);

#endif
