/*
 * A closed second: a tally packed into some bytes for each figure in use and
 * one or two for each bucket, so that hundreds of seconds are small. It can
 * be added to a window's sum and taken out of it again.
 */
#ifndef SLOT_H
#define SLOT_H

#include <stddef.h>
#include <stdint.h>

#include "tally.h"

/* Start from { 0 }; may be closed again and again. */
struct slot {
	int64_t at_us;		/* of the tick that closed it */
	int64_t span_us;	/* since the tick before */
	unsigned char *packed;	/* owned; what is in it is told in slot.c */
	size_t n, room;		/* bytes */
	size_t totals, buckets;	/* where these begin */
};

/* Replaces what was in the slot. */
void slot_close(struct slot *s, const struct tally *t, int64_t at_us);
void slot_free(struct slot *s);

/* One counter of it. */
int64_t slot_counter(const struct slot *s, unsigned id);

/* The slot into a window's sum. */
void slot_add(const struct slot *s, struct tally *sum);

/*
 * The slot out of a window's sum. Where the min or max of a sketch goes with
 * it, both are lost until all slots that are left have told theirs with
 * slot_widen; slot_lost says whether any is.
 */
void slot_take(const struct slot *s, struct tally *sum);
int slot_lost(const struct tally *sum);
void slot_widen(const struct slot *s, struct tally *sum);

#endif
