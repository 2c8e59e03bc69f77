/*
 * When the origin's exporters are asked. Exporter k of n is due at k / n of an
 * interval after the beginning, and from then on once each interval. One that
 * is still at it misses its turn: there are never two for one exporter.
 */
#ifndef SCRAPES_H
#define SCRAPES_H

#include <sys/types.h>

#include <stddef.h>
#include <stdint.h>

#include "scrape.h"

/* A scrape may take as long as the interval, but within these bounds. */
#define SCRAPES_LIMIT_LEAST_US INT64_C(1000000)
#define SCRAPES_LIMIT_MOST_US INT64_C(10000000)

struct scrapes {
	struct scraping all;
	struct scrape *list;	/* one for each exporter, owned */
	size_t n;
	int stopped;		/* no more are begun */
};

/* The first one is due at once. Without exporters nothing ever happens. */
void scrapes_open(struct scrapes *x, const struct curls *with, int64_t now_us);
void scrapes_free(struct scrapes *x);

/* When something is to be done; INT64_MAX: nothing. */
int64_t scrapes_due_us(const struct scrapes *x);

/* Does it: ends what takes too long, begins one scrape at most. */
void scrapes_turn(struct scrapes *x, int64_t now_us);

/* A child has been reaped: whether it was one of them. */
int scrapes_reaped(struct scrapes *x, pid_t pid, int status);

/* Our own reader takes nothing, so neither do we: no exporter is to blame. */
void scrapes_held(struct scrapes *x);

/*
 * No more of them, and an end to those that run: TERM, half a second, KILL, or
 * that at once.
 */
void scrapes_stop(struct scrapes *x, int at_once);

#endif
