/*
 * Whether a program is fed with what it reads. Nothing is held back for that:
 * it is decided when the evidence is there, also late and from the middle of a
 * stream. Once a line of its own stream was seen it is the right one for good,
 * whatever else stands in it.
 */
#ifndef LOOK_H
#define LOOK_H

#include <stdint.h>

#include "slice.h"
#include "stage.h"

/* So many lines of a log decide, where no record was seen. */
#define STAGE_LINES 3

/* Start from { .reads = ... }. */
struct stage_look {
	enum stage reads;	/* STAGE_FFMPEG to STAGE_STATS */
	enum stage is;		/* what it is instead; STAGE_NONE: not known */
	int own;		/* a line of its own was seen; may be set */
	int any;		/* and these: so it is not empty */
	enum stage first;	/* of the first line that tells anything */
	int64_t lines;		/* looked at */
	int64_t records;	/* of any of our streams */
	int64_t seen[STAGES];
	char rest[256];		/* of stage_bytes: the line that has begun */
	size_t rest_n;
};

/*
 * Looks at a line: look->is. It is enough to hand over the lines that the
 * program could not use, if own is set when it could.
 */
enum stage stage_line(struct stage_look *look, struct slice line);

/*
 * Looks ahead at the first bytes of all, as many as one read gave, which are
 * to be read line by line too: look->is, which stays STAGE_NONE where they do
 * not tell.
 */
enum stage stage_ahead(struct stage_look *look, struct slice bytes);

/* For who has bytes, not lines: hand over all as they come. look->is. */
enum stage stage_bytes(struct stage_look *look, struct slice bytes);

/*
 * At the end of the input: look->is, which is now STAGE_EMPTY, or a text with
 * no line of the program's own. STAGE_NONE: the program may go on.
 */
enum stage stage_end(struct stage_look *look);

/*
 * The same where standard input ended without a block of figures: what it was
 * instead, if that can be told, as a message on stderr.
 */
void stage_blockless(struct stage_look *look, const char *program);

#endif
