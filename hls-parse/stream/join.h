/*
 * Lines that a terminal or a mail program has wrapped: what FFmpeg's texts
 * always end in tells where one goes on in the next line.
 */
#ifndef JOIN_H
#define JOIN_H

#include <stdbool.h>

#include "sbuf.h"

struct join {
	struct sbuf text;	/* what was put together */
	size_t width;		/* of lines broken in mid-word, when known */
};

/*
 * Whether a text of FFmpeg's, of a line of so many bytes, is not all of it: the
 * next line goes on, unless that begins as one of FFmpeg's does.
 */
bool join_lacks(struct join *, struct slice text, size_t line_bytes);

/* Puts the rest behind it, with the blank that wrapping by words takes. */
void join_add(struct join *, struct slice rest, size_t line_bytes);

#endif
