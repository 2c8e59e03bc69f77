/*
 * The limit on starts per second that first starts and restarts share: the
 * generic cell rate algorithm (ITU-T I.371, annex A), with a place reserved
 * for each start that asks. Pure.
 */
#ifndef PACE_H
#define PACE_H

#include <stdint.h>

struct pace {
	int64_t period_ns;	/* between two starts */
	int64_t slack_us;	/* how far starts may bunch */
	int64_t next_us;	/* when the next one would be on time */
	int64_t rest_ns;	/* and its fraction of a microsecond */
};

struct pace_rule {
	int64_t rate_micro;	/* starts per second, in millionths */
	int64_t slack_us;
};

/* What was due before now_us, but for the slack, is made up for at the rate. */
void pace_open(struct pace *p, struct pace_rule r, int64_t now_us);

/*
 * Reserves a start that is due at due_us, and returns when it may be. Calls
 * come in the order of their due times.
 */
int64_t pace_reserve(struct pace *p, int64_t due_us);

#endif
