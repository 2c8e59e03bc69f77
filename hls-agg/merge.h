/*
 * hls-agg --merge: the stat streams of many hosts, read side by side, as one.
 * Files are joined in the order of their blocks' stamps, whatever their order
 * or size; streams as their blocks come. This is the one mode of hls-agg that
 * looks at a clock: to see a stream fall silent.
 */
#ifndef MERGE_H
#define MERGE_H

#include <stddef.h>
#include <stdint.h>

#include "agg.h"
#include "merge/feed.h"
#include "merge/fleet.h"
#include "options.h"
#include "out.h"
#include "poller.h"

struct merge {
	struct agg *agg;
	const struct options *options;
	struct out *out;
	struct fleet fleet;
	struct feed *feed;	/* of each host, owned */
	struct poller *poller;
	size_t open;		/* streams not at their end */
	int64_t newest_us;	/* when the newest block came; 0 before any */
	int64_t event_us;	/* the same, or an end of a stream */
	int over;		/* a threshold has ended the run */
	int failed;		/* a stream was not read, or empty */
	int misfed;		/* one was of another kind */
};

/*
 * Reads the options' files to their end, with a block for each second of the
 * fleet. Returns whether one of them could not be read. The report is the
 * caller's; m has to outlive it.
 */
int merge_run(struct merge *m, struct agg *a, const struct options *o,
    struct out *out);
void merge_free(struct merge *m);

#endif
