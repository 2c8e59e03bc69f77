/*
 * The second's record: how the swarm stands, and how well the generator keeps
 * up. Each key is described in hls-raw(5).
 */
#ifndef TICK_H
#define TICK_H

#include <stdint.h>

#include "machine/platform.h"

struct swarm;

struct tick {
	int64_t due_us;		/* of clock_mono, on an absolute schedule */
	int64_t late_n;		/* what was over 100 ms late, this second */
	int64_t late_max_us;	/* the latest of all, this second */
	int64_t at_us;		/* of the last tick */
	int64_t own_us;		/* our processor time then */
	struct platform_time machine;
};

/* The first tick is due one second after start_us. */
void tick_open(struct tick *t, int64_t start_us);

/* Something has been done so much later than it was due. */
void tick_late(struct tick *t, int64_t late_us);

/* Writes the record and sets the next one's time. */
void tick_write(struct swarm *s, int64_t now_us);

/* The one before the end record, which always finds room. */
void tick_write_last(struct swarm *s, int64_t now_us);

#endif
