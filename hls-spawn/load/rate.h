/*
 * The limit on starts per second that first starts and restarts share: the
 * generic cell rate algorithm (ITU-T I.371, annex A), with a place reserved
 * for each start that asks. Pure.
 */
#ifndef RATE_H
#define RATE_H

#include <stdint.h>

struct rate {
	int64_t period_ns;	/* between two starts */
	int64_t slack_us;	/* how far starts may bunch */
	int64_t next_us;	/* when the next one would be on time */
	int64_t rest_ns;	/* and its fraction of a microsecond */
};

struct rate_rule {
	int64_t rate_micro;	/* starts per second, in millionths */
	int64_t slack_us;
};

/* What was due before now_us, but for the slack, is made up for at the rate. */
void rate_open(struct rate *p, struct rate_rule r, int64_t now_us);

/*
 * Reserves a start that is due at due_us, and returns when it may be. Calls
 * come in the order of their due times.
 */
int64_t rate_reserve(struct rate *p, int64_t due_us);

#endif
