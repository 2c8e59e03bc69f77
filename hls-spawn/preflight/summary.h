/*
 * The run in one line of words, for the moment before it begins:
 *
 *	live, target duration 2 s, highest of 3 (2.30 Mbit/s);
 *	200 clients need 460 Mbit/s, 3.52 GiB, ramp 40.0 s; a start takes
 *	58 ms of processor time: 34 a second at most
 *
 * What is not known is left out.
 */
#ifndef SUMMARY_H
#define SUMMARY_H

#include <stdint.h>

#include "sbuf.h"

struct summary {
	const char *kind;	/* "live", "event" or "VOD"; NULL: unknown */
	int64_t target_duration_us;	/* 0: unknown */
	const char *variant;	/* "highest"; NULL: no word of variants */
	int mixed;		/* clients play several of them */
	int variants;		/* of the stream; 0: unknown */
	int64_t bitrate;	/* of a client, or their mean, bits per second;
				 * 0: unknown */
	int64_t clients;
	int64_t client_bytes;	/* memory of one; 0: unknown */
	int64_t ramp_us;	/* until all have been started; 0: no ramp */
	int64_t start_us;	/* processor time of a start; 0: unknown */
	int64_t cores_micro;	/* cores to be had; -1: unknown */
};

/* In the place of what b holds. */
void summary_text(struct sbuf *b, const struct summary *s);

#endif
