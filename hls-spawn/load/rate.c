/*
 * next_us runs ahead of the clock by as much as the starts were early.
 */
#include "rate.h"

static int64_t
period_ns(int64_t rate_micro)
{
	return 1000000000000000 / rate_micro;
}

void
rate_open(struct rate *p, struct rate_rule r, int64_t now_us)
{
	*p = (struct rate){ .period_ns = period_ns(r.rate_micro),
		.slack_us = r.slack_us, .next_us = now_us };
}

void
rate_set(struct rate *p, struct rate_rule r, int64_t now_us)
{
	int64_t ns = period_ns(r.rate_micro);

	/* The next one is a new period behind the last one, not an old one. */
	p->next_us += (ns - p->period_ns) / 1000;
	/* Nobody waits for what bunched under a slower one. */
	if (p->next_us > now_us + ns / 1000 + r.slack_us)
		p->next_us = now_us + ns / 1000 + r.slack_us;
	p->period_ns = ns;
	p->slack_us = r.slack_us;
	p->rest_ns = 0;
}

int64_t
rate_at(const struct rate *p, int64_t due_us)
{
	int64_t at = p->next_us - p->slack_us;

	return at > due_us ? at : due_us;
}

int64_t
rate_reserve(struct rate *p, int64_t due_us)
{
	int64_t at = rate_at(p, due_us);

	if (p->next_us < due_us) {
		p->next_us = due_us;
		p->rest_ns = 0;
	}
	p->rest_ns += p->period_ns;
	p->next_us += p->rest_ns / 1000;
	p->rest_ns %= 1000;
	return at;
}
