/*
 * The ramp.
 */
#include "chance.h"
#include "clock.h"
#include "schedule.h"

int64_t
schedule_due_us(const struct schedule *s, int64_t k)
{
	struct chance c = { s->seed, CHANCE_RAMP, k, 0 };
	int64_t whole, rest, due;

	if (k == 0)
		return 0;
	/* k * 10^12 / rate in two steps: k may be 100000, rate 1000. */
	whole = k * 1000000 / s->rate_micro;
	rest = k * 1000000 % s->rate_micro;
	due = whole * SECOND_US + rest * SECOND_US / s->rate_micro;
	due += chance_within(c, s->jitter_us / 2);
	return due > 0 ? due : 0;
}
