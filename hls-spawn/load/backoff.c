/*
 * Exponential backoff.
 */
#include "backoff.h"
#include "chance.h"

int64_t
backoff_attempt(int64_t attempt, int64_t uptime_us)
{
	return uptime_us >= BACKOFF_RESET_US ? 1 : attempt + 1;
}

/* In doubles: longest × factor may be beyond 2^63. */
int64_t
backoff_delay_us(const struct backoff *b)
{
	struct chance c = { b->seed, CHANCE_BACKOFF, b->client, b->run };
	const struct backoff_rule *r = b->rule;
	double d = (double)r->first_us, factor = (double)r->factor_micro / 1e6;
	int64_t i, delay;

	if (b->attempt == 0)
		return 0;
	for (i = 1; i < b->attempt && d < (double)r->longest_us; i++)
		d *= factor;
	delay = d < (double)r->longest_us ? (int64_t)d : r->longest_us;
	return delay + chance_within(c, delay / 5);
}

int64_t
backoff_due_us(const struct backoff *b, int64_t started_us, int64_t ended_us)
{
	int64_t due = ended_us + backoff_delay_us(b);

	if (due < started_us + BACKOFF_BETWEEN_US)
		due = started_us + BACKOFF_BETWEEN_US;
	return due;
}
