/*
 * Exponential backoff in whole microseconds.
 */
#include "backoff.h"
#include "chance.h"

int64_t
backoff_attempt(int64_t attempt, int64_t uptime_us)
{
	return uptime_us >= BACKOFF_RESET_US ? 1 : attempt + 1;
}

int64_t
backoff_delay_us(const struct backoff *b)
{
	struct chance c = { b->seed, CHANCE_BACKOFF, b->client, b->run };
	int64_t i, d = BACKOFF_FIRST_US;

	for (i = 1; i < b->attempt && d < BACKOFF_LONGEST_US; i++)
		d = d * BACKOFF_FACTOR_TENTHS / 10;
	if (d > BACKOFF_LONGEST_US)
		d = BACKOFF_LONGEST_US;
	return d + chance_within(c, d / 5);
}

int64_t
backoff_due_us(const struct backoff *b, int64_t started_us, int64_t ended_us)
{
	int64_t due = ended_us + backoff_delay_us(b);

	if (due < started_us + BACKOFF_BETWEEN_US)
		due = started_us + BACKOFF_BETWEEN_US;
	return due;
}
