/*
 * What was read, for --stats.
 */
#ifndef STATS_H
#define STATS_H

#include <stdint.h>

#include "flow.h"
#include "slice.h"

struct stats {
	int64_t known;		/* log lines that a rule took */
	int64_t messages;	/* those that became a message */
	int64_t log, progress;
	struct {
		char kind[16];
		int64_t n;
	} other[24];		/* records of hls-spawn's own, by kind */
};

/* Counts a record that is not of FFmpeg's text. */
void stats_record(struct stats *, struct slice kind);

/* Prints all on standard error; seconds is how long it took. */
void stats_print(const struct stats *, const struct flow *, double seconds);

#endif
