/*
 * The limit on starts per second that first starts and restarts share: the
 * generic cell rate algorithm (ITU-T I.371, annex A). Pure.
 *
 * Who reserves a start only when it is made keeps the rest free for another
 * rate: rate_set holds for all that wait.
 */
#ifndef RATE_H
#define RATE_H

#include <stdint.h>

/* The bounds of a rate: 0.001 to 100000 starts per second. */
#define RATE_MIN_MICRO 1000
#define RATE_MAX_MICRO INT64_C(100000000000)

struct rate {
	int64_t period_ns;	/* between two starts */
	int64_t slack_us;	/* how far starts may bunch */
	int64_t next_us;	/* when the next one would be on time */
	int64_t rest_ns;	/* and its fraction of a microsecond */
};

struct rate_rule {
	int64_t rate_micro;	/* starts per second, in millionths; > 0 */
	int64_t slack_us;
};

/* What was due before now_us, but for the slack, is made up for at the rate. */
void rate_open(struct rate *p, struct rate_rule r, int64_t now_us);

/*
 * Another rule from now on: the next start may be a period of the new rate
 * behind the last one, less the slack, and need not wait longer than one from
 * now. What waits does not become late by that.
 */
void rate_set(struct rate *p, struct rate_rule r, int64_t now_us);

/* When a start that is due at due_us may be, were it the next one. */
int64_t rate_at(const struct rate *p, int64_t due_us);

/*
 * The same, and its place is taken. Calls come in the order of their due
 * times.
 */
int64_t rate_reserve(struct rate *p, int64_t due_us);

#endif
