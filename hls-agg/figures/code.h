/*
 * The HTTP status codes of 400 and more that the run has seen. Each owns a
 * counter of the tallies behind those of the catalogue: http.code.503.
 */
#ifndef CODE_H
#define CODE_H

#include <stdint.h>

#include "tally.h"

struct codes {
	int n;
	int status[TALLY_CODES];	/* in the order they came */
	int sorted[TALLY_CODES];	/* indices of status, by status */
};

/*
 * The counter of a status, for tally_count; TALLY_COUNTERS, which is none, when
 * all are in use (such a request is in http.error.count alone).
 */
unsigned code_counter(struct codes *c, int64_t status);

/* The counter of a status that was seen, or TALLY_COUNTERS. */
unsigned code_find(const struct codes *c, int64_t status);

/* The status that stands at place i (from 0) by value, and its counter. */
int code_status(const struct codes *c, int i);
unsigned code_sorted(const struct codes *c, int i);

#endif
