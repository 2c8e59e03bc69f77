/*
 * One frame of the screen, composed row by row into one buffer. Nothing is
 * ever wider than the screen, and only printable ASCII gets through: text that
 * comes from a server cannot move the cursor.
 */
#ifndef FRAME_H
#define FRAME_H

#include "sbuf.h"
#include "slice.h"

enum look {
	LOOK_PLAIN,
	LOOK_TITLE,		/* reverse, over the whole width */
	LOOK_HEAD,		/* bold */
	LOOK_BAD,		/* red, where colour is wanted, and bold */
};

struct frame {
	struct sbuf *out;	/* the caller's */
	int rows, cols;		/* of the screen */
	int colour;
	int row, col;		/* where the next byte goes, from 0 */
	enum look look;		/* of the row */
};

/* Starts a frame in out, which is emptied. */
void frame_begin(struct frame *f, struct sbuf *out);
/* Starts the next row; the first one is the screen's first. */
void frame_row(struct frame *f, enum look look);
/* What is behind the last row is erased. */
void frame_end(struct frame *f);

/* Appends to the row; what does not fit is cut off. */
void frame_slice(struct frame *f, struct slice s);
void frame_str(struct frame *f, const char *s);
/* Right-aligned, so that it ends at column end. */
void frame_right(struct frame *f, const char *s, int end);
/* Spaces up to a column. */
void frame_pad(struct frame *f, int col);

/*
 * A part of a list: appended with two spaces before it, or left out as a whole
 * where it does not fit.
 */
void frame_item(struct frame *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
