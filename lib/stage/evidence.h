/*
 * What a line, or the first bytes of all, give away of the stream they are of.
 */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "slice.h"
#include "stage.h"

/*
 * What this line alone tells, without its newline: one of the streams,
 * STAGE_RECORD for a record that does not tell which, STAGE_REPORT to
 * STAGE_GSTREAMER, STAGE_BINARY, STAGE_TEXT for any other text, STAGE_NONE for
 * an empty line and a comment. Only the beginning of a long line is looked at.
 */
enum stage stage_of(struct slice line);

/* The first n bytes of a longer line, without what is left of a word. */
struct slice stage_cut(struct slice line, size_t n);

/*
 * What begins a file: STAGE_GZIP to STAGE_MP4, a playlist, or STAGE_NONE, also
 * where there are too few bytes to tell.
 */
enum stage stage_magic(struct slice bytes);

#endif
