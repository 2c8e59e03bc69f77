/*
 * Deadlines of many owners: a binary heap, so that a turn of the loop costs
 * the same for one connection and for a thousand.
 */
#ifndef DEADLINE_H
#define DEADLINE_H

#include <stddef.h>
#include <stdint.h>

/* One owner's deadline; starts zeroed, which is "none". */
struct deadline {
	int64_t at_us;		/* clock_mono */
	size_t slot;		/* place in the heap from 1, or 0 */
	void *owner;
};

/* Starts zeroed. Keeps pointers to the deadlines that are set. */
struct deadlines {
	struct deadline **heap;
	size_t n, size;
};

/* Sets or moves a deadline; clears it. */
void deadline_set(struct deadlines *, struct deadline *, int64_t at_us);
void deadline_clear(struct deadlines *, struct deadline *);

/* The moment of the earliest one, or POLLER_NEVER. */
int64_t deadline_next(const struct deadlines *);

/* Takes the earliest one that is due at now_us; NULL when none is. */
struct deadline *deadline_due(struct deadlines *, int64_t now_us);

void deadlines_free(struct deadlines *);

#endif
