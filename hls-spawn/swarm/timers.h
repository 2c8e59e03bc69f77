/*
 * Deadlines of many owners, the earliest at hand: a binary heap. A timer lives
 * in its owner; start from { 0 }.
 */
#ifndef TIMERS_H
#define TIMERS_H

#include <stddef.h>
#include <stdint.h>

struct timer {
	int64_t due_us;		/* of clock_mono */
	size_t place;		/* in the heap, from 1; 0: not set */
	void *owner;
};

struct timers {
	struct timer **heap;	/* [1..n] */
	size_t n, size;
};

/* Sets or moves a timer. */
void timers_set(struct timers *h, struct timer *t, int64_t due_us);
void timers_cancel(struct timers *h, struct timer *t);

/* The earliest deadline, INT64_MAX when none is set. */
int64_t timers_next_us(const struct timers *h);

/* Takes out the earliest timer that is due by now; NULL if none is. */
struct timer *timers_pop(struct timers *h, int64_t now_us);

void timers_free(struct timers *h);

#endif
