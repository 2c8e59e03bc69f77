/*
 * When clients are due: an absolute schedule, so that a late start never makes
 * the next one later. Pure.
 */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include <stdint.h>

struct schedule {
	int64_t rate_micro;	/* starts per second, in millionths */
	int64_t jitter_us;	/* the whole width, around the due time */
	uint64_t seed;
};

/*
 * Microseconds from the first start to start k (from 0): k / rate, moved by up
 * to half the jitter either way, never before the first. Start 0 is not moved.
 */
int64_t schedule_due_us(const struct schedule *s, int64_t k);

#endif
