/*
 * How long a client that ended waits for its next start. Pure.
 */
#ifndef BACKOFF_H
#define BACKOFF_H

#include <stdint.h>

/* Up so long, and the next failure counts as the first again. */
#define BACKOFF_RESET_US INT64_C(30000000)
/* At least so much between two starts of one client. */
#define BACKOFF_BETWEEN_US INT64_C(1000000)

/* Delays grow from the first by the factor to the longest. */
struct backoff_rule {
	int64_t first_us, longest_us;
	int64_t factor_micro;	/* millionths, at least 1 */
};

struct backoff {
	const struct backoff_rule *rule;
	uint64_t seed;
	int64_t client;
	int64_t run;		/* of the process that ended */
	int64_t attempt;	/* failures in a row, with this one; 0: none */
};

/* The failures in a row when one more comes after uptime_us. */
int64_t backoff_attempt(int64_t attempt, int64_t uptime_us);

/* min(longest, first × factor^(attempt - 1)), ±20 % drawn from the seed. */
int64_t backoff_delay_us(const struct backoff *b);

/* When to start again: ended_us + delay, but BACKOFF_BETWEEN_US after start. */
int64_t backoff_due_us(const struct backoff *b, int64_t started_us,
    int64_t ended_us);

#endif
