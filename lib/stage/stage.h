/*
 * What a program may be fed with, each stage of the pipeline and what is none,
 * and the sentence that answers it: what it is, and what reads it.
 */
#ifndef STAGE_H
#define STAGE_H

#include "sbuf.h"
#include "slice.h"

enum stage {
	STAGE_NONE,		/* nothing can be said */
	STAGE_RECORD,		/* a record that several streams have */

	/* The pipeline, from its beginning. */
	STAGE_FFMPEG,		/* FFmpeg's log, hls-parse --plain */
	STAGE_RAW,		/* hls-raw(5) */
	STAGE_EVENTS,		/* hls-event(5) */
	STAGE_STATS,		/* hls-stat(5) */

	/* What no program of it reads from its input. */
	STAGE_REPORT,		/* of hls-agg --json */
	STAGE_METRICS,		/* Prometheus text, OpenMetrics */
	STAGE_PLAYLIST,
	STAGE_VLC, STAGE_GSTREAMER,	/* their logs */
	STAGE_GZIP, STAGE_BZIP2, STAGE_XZ, STAGE_ZSTD, STAGE_LZ4, STAGE_ZIP,
	STAGE_UTF16,
	STAGE_TS, STAGE_MP4,
	STAGE_BINARY,
	STAGE_TEXT,		/* any other */
	STAGE_EMPTY,
	STAGES
};

/* What is fed, and to whom. */
struct stage_fed {
	enum stage found, reads;	/* reads: what it should have been */
	const char *program;	/* as it is called: "hls-agg --merge -" */
	const char *file;	/* or NULL: standard input */
};

/* "this is a raw stream", "these are events"; NULL where there is no word. */
const char *stage_what(enum stage s);

/*
 * Appends the sentence, without the program's name and without a newline:
 * "run.raw: this is a raw stream: hls-parse run.raw | hls-agg".
 */
void stage_sentence(struct sbuf *b, const struct stage_fed *fed);

/* The same as a message on stderr. */
void stage_say(const struct stage_fed *fed);

#endif
