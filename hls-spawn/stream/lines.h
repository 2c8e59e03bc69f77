/*
 * The bytes of a pipe, as they come, made into lines of text. \n, \r and \r\n
 * each end a line; a \r\n does so even when a read(2) falls between its two
 * bytes. Pure: no descriptor, no clock.
 */
#ifndef LINES_H
#define LINES_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* Longer text is cut here, and what was dropped is counted. */
#define LINES_TEXT_MAX 8000

/* Start from { 0 }; lines_free at the end. */
struct lines {
	struct sbuf part;	/* a line whose end has not come yet */
	int64_t part_us;	/* stamp of its first byte */
	int64_t part_cut;	/* bytes of it that were dropped */
	int open;		/* there is such a line */
	int given;		/* it has been handed out and goes next time */
	int after_cr;		/* a \n that comes first ended already */
	struct slice input;	/* not yet looked at */
	int64_t input_us;
};

/* A line without its end; text is good until the next call. */
struct text {
	struct slice text;
	int64_t stamp_us;	/* of the read(2) that gave its first byte */
	int64_t cut_bytes;	/* what was dropped behind LINES_TEXT_MAX */
};

/* What a read(2) gave, and its stamp. Kept by reference until used up. */
void lines_feed(struct lines *l, struct slice bytes, int64_t stamp_us);

/* So many bytes behind what was fed could not be read. */
void lines_cut(struct lines *l, int64_t bytes);

/* The next whole line: 1, or 0 when the bytes are used up. */
int lines_next(struct lines *l, struct text *t);

/* At end-of-file, the line that nothing ended: 1, or 0 if there is none. */
int lines_last(struct lines *l, struct text *t);

void lines_free(struct lines *l);

#endif
