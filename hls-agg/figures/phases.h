/*
 * The phases of the load, as they began: for a run of any length the first and
 * the newest.
 */
#ifndef PHASES_H
#define PHASES_H

#include <stddef.h>
#include <stdint.h>

/* So many of the first, and of the newest. */
#define PHASES_KEPT ((size_t)32)

struct phase {
	int64_t n;		/* its number, as it was told */
	int64_t at_us;		/* stamp */
	int64_t target;		/* clients asked for; -1 if nobody told */
};

/* Start from { 0 }. */
struct phases {
	struct phase first[PHASES_KEPT];
	struct phase newest[PHASES_KEPT];	/* a ring */
	size_t count;		/* all that came */
};

/* The number of the newest once more is only another target of it. */
void phases_add(struct phases *ps, const struct phase *p);

/* The i-th of those that are kept, from 0, in their order; NULL behind them. */
const struct phase *phases_kept(const struct phases *ps, size_t i);

/* NULL before the first. */
const struct phase *phases_newest(const struct phases *ps);

#endif
