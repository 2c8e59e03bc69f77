/*
 * What flows through: lines in, events out. How events are written, see
 * hls-event(5).
 */
#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "clock.h"
#include "out.h"
#include "record.h"

/* Start from { 0 } but for out.fd; flow_free at the end. */
struct flow {
	struct out out;
	bool timeless;		/* the input has no stamps: no durations */
	int64_t lines;		/* read */
	int64_t garbled;	/* of those: no valid record */
	int64_t crowded;	/* of clients there was no room for */
	struct sbuf scratch, escaped;	/* room for a text on its way */
};

/* A clock that steps is no duration. */
#define DURATION_MAX_US (24 * 3600 * SECOND_US)

/* A duration, left out where the input has no stamps, or they step. */
static inline void
put_duration(const struct flow *flow, struct sbuf *b, const char *key,
    int64_t us)
{
	if (!flow->timeless && us >= 0 && us < DURATION_MAX_US)
		put_micro(b, key, us);
}

/*
 * A text with the secrets of its URLs taken out, and values of --values (lines
 * as redact.h has them): it is flow->scratch.
 */
struct slice flow_redact(struct flow *, struct slice text,
    struct slice values);

/* All but out, which main.c finishes. */
void flow_free(struct flow *);

#endif
