/*
 * What ffmpeg says of itself and ffprobe of the streams, before the run.
 * Problems are told on stderr, in words and without the URLs' secrets.
 */
#ifndef ASK_H
#define ASK_H

#include "child/capture.h"
#include "preflight.h"

struct asking {
	struct preflight *p;	/* path and plans set; takes answers */
	const struct options *o;
	struct capture capture;	/* group and signals are set */
	int late;		/* the last one asked was given up */
};

/* Version, options, and whether it can play this at all. */
enum end_reason ask_ffmpeg(struct asking *l);

/*
 * What each channel is. Without an answer its probe stays as it is, and why
 * stands in the plan; under --probe-failure fail those behind it are not asked.
 */
enum end_reason ask_ffprobe(struct asking *l);

#endif
