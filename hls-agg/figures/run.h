/*
 * What the `swarm` record tells of the run: texts, for those who read the
 * figures.
 */
#ifndef RUN_H
#define RUN_H

#include "sbuf.h"
#include "slice.h"

enum run_text {
	RUN_URL, RUN_LABELS, RUN_VERSION, RUN_FFMPEG, RUN_HOST, RUN_CORES,
	RUN_VARIANT, RUN_KIND, RUN_AGENT, RUN_COMMAND, RUN_TEXTS
};

/* A text that is not the same on all hosts of a merge. */
#define RUN_MULTIPLE "multiple"

/* The key of each, in the swarm record, the stat record and JSON alike. */
extern const char *const run_keys[RUN_TEXTS];

/* Start from { 0 }; a text without a value is empty. */
struct run {
	struct sbuf text[RUN_TEXTS];	/* unescaped, owned */
	int64_t bandwidth;	/* bits per second of the variant; 0: unknown,
				 * or not the same on all hosts */
};

/* Takes what a swarm record, or a run record, tells; the first one counts. */
void run_read(struct run *r, struct slice rest);
void run_free(struct run *r);

#endif
