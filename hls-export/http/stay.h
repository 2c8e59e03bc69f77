/*
 * How long the last block stays up behind the end of the input.
 */
#ifndef STAY_H
#define STAY_H

#include <stdint.h>

#include "server.h"

/* In the end, for answers under way and for those who follow the stream. */
#define STAY_DRAIN_US INT64_C(2000000)

struct stay {
	int64_t scrapes;	/* so many are enough */
	int64_t until_us;	/* of clock_mono, or POLLER_NEVER */
	int leaving;		/* only what is under way is still sent */
};

/*
 * The input has ended. Stays for linger_us or until there were so many scrapes
 * of /metrics, whichever is first; 0 is no limit, and both 0 not at all.
 */
void stay_begin(struct stay *s, int64_t linger_us, int64_t scrapes,
    int64_t now_us);

/* 1: it is over; 0: to be called again, at s->until_us at the latest. */
int stay_over(struct stay *s, const struct server *v, int64_t now_us);

#endif
