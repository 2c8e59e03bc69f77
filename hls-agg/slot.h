/*
 * A closed second: a tally kept sparse, only what is in use, so that 300 of
 * them are small. Its buckets can be added to a window and taken out again.
 */
#ifndef SLOT_H
#define SLOT_H

#include <stddef.h>
#include <stdint.h>

#include "tally.h"

/* count values in a bucket of a sketch; HIST_HIGH + 1 holds the clamped. */
struct slot_pair {
	uint16_t sketch;
	int16_t index;
	uint32_t count;
};

struct slot_sketch {
	int64_t n, sum, min, max;
};

/* Start from { 0 }; may be closed again and again. */
struct slot {
	int64_t at_us;		/* of the tick that closed it */
	int64_t span_us;	/* since the tick before */
	int64_t counter[TALLY_COUNTERS];
	struct slot_sketch sketch[SKETCHES];
	struct slot_pair *pair;	/* owned */
	size_t pairs, room;
};

/* Replaces what was in the slot. */
void slot_close(struct slot *s, const struct tally *t, int64_t at_us);
void slot_free(struct slot *s);

/*
 * The slot into a window's sum, and out of it. The sketches' min and max are
 * left to the caller: only all slots of a window together know them.
 */
void slot_add(const struct slot *s, struct tally *sum);
void slot_take(const struct slot *s, struct tally *sum);

#endif
