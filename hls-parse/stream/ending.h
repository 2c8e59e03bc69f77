/*
 * How a process ended, by its own last words. Codes are FFmpeg's: 1 for all
 * errors up to 6.0; from 6.1 on the low byte of the AVERROR that it names
 * (libavutil/error.h, fftools/ffmpeg.c).
 */
#ifndef ENDING_H
#define ENDING_H

#include <stdbool.h>
#include <stdint.h>

#include "slice.h"
#include "vocabulary.h"

struct ending {
	int64_t code;		/* its exit code, -1: the log does not tell */
	bool itself;		/* it says so */
	bool signalled;		/* it says that a signal ended it */
	bool informed;		/* it shows whether an input is open: info */
	bool asked;		/* lines of connections */
	bool other;		/* lines of more than that */
	bool opened;		/* it had begun to write its output */
	bool done;		/* all of that is written */
	enum { ERA_UNKNOWN, ERA_OLD, ERA_NEW } era;	/* from 6.1 on */
	bool linux_errno;	/* its texts of errno are those of Linux */
};

/* Of a process that has said nothing yet. */
void ending_begin(struct ending *);

/* A line of its log, without the stamp of whoever kept the log. */
void ending_note(struct ending *, struct slice line);

/*
 * EXIT_ITSELF where its words say so; EXIT_SHUTDOWN where a signal ended it,
 * or the log just stops, as one that was followed no further.
 */
enum exit_reason ending_reason(const struct ending *);

#endif
