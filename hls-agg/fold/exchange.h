/*
 * The fields of one HTTP exchange, out of a record request, fetch, fetch_fail,
 * void or abort. See hls-event(5).
 */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdint.h>

#include "metric.h"
#include "slice.h"

/* The fields of a transaction; -1 for a number that is not there. */
struct exchange {
	enum transaction_type type;
	int64_t n;
	int64_t status;
	int64_t ttfb_us, time_us;
	int64_t connect_us, tls_us;	/* what its connection took, else 0 */
	int64_t bytes;
	int64_t redirects;
	int64_t interval_us, late_us;	/* of a reload, when requested */
	int64_t age_us;
	int reused;		/* on a kept-alive connection */
	int bounded;		/* time_us is only an upper bound */
	int empty;		/* a segment without media */
	struct slice reason, cache, url, range;
};

/* Reads them all. The texts are views into rest, still escaped. */
void exchange_read(struct exchange *t, struct slice rest);
/* Those of a record request alone: n, type, url, how it was reloaded. */
void exchange_asked(struct exchange *t, struct slice rest);

/* Without the times that were measured by stamps. */
void exchange_timeless(struct exchange *t);

#endif
