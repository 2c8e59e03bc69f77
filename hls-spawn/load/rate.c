/*
 * next_us runs ahead of the clock by as much as the starts were early.
 */
#include "rate.h"

void
rate_open(struct rate *p, struct rate_rule r, int64_t now_us)
{
	*p = (struct rate){ .period_ns = 1000000000000000 / r.rate_micro,
		.slack_us = r.slack_us, .next_us = now_us };
}

int64_t
rate_reserve(struct rate *p, int64_t due_us)
{
	int64_t at = due_us;

	if (p->next_us < due_us) {
		p->next_us = due_us;
		p->rest_ns = 0;
	} else if (p->next_us - p->slack_us > due_us) {
		at = p->next_us - p->slack_us;
	}
	p->rest_ns += p->period_ns;
	p->next_us += p->rest_ns / 1000;
	p->rest_ns %= 1000;
	return at;
}
