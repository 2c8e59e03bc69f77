/*
 * The two clocks. The offset between them is fixed at first use, so stamps
 * keep their distances when the wall clock is set.
 */
#include <time.h>

#include "clock.h"

static int64_t
read_clock(clockid_t id)
{
	struct timespec ts;

	clock_gettime(id, &ts);
	return (int64_t)ts.tv_sec * SECOND_US + ts.tv_nsec / 1000;
}

int64_t
clock_mono(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t
clock_stamp_of(int64_t mono_us)
{
	static int64_t offset_us;

	if (offset_us == 0)
		offset_us = read_clock(CLOCK_REALTIME) - clock_mono();
	return mono_us + offset_us;
}

int64_t
clock_stamp(void)
{
	return clock_stamp_of(clock_mono());
}

int
clock_left_ms(int64_t until_us)
{
	int64_t left;

	if (until_us == INT64_MAX)
		return -1;
	left = (until_us - clock_mono() + 999) / 1000;
	return left < 0 ? 0 : left > 3600000 ? 3600000 : (int)left;
}
