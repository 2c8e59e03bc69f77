/*
 * One frame of the screen, composed row by row. Nothing is ever wider than the
 * screen, and no control character gets through: text that comes from a server
 * cannot move the cursor. What the terminal shows already is not sent again.
 */
#ifndef FRAME_H
#define FRAME_H

#include "sbuf.h"
#include "slice.h"

enum look {
	LOOK_PLAIN,
	LOOK_TITLE,		/* reverse; as a row's, over the whole width */
	LOOK_HEAD,		/* bold */
	LOOK_DIM,
	LOOK_GOOD,		/* colours only where they are wanted; */
	LOOK_WARN,		/* whoever uses them says it in words too */
	LOOK_BAD,
};

struct frame {
	int rows, cols;		/* of the screen; set by frame_size */
	int colour;
	int utf8;		/* the terminal shows more than ASCII */
	int plain;		/* no looks: for text that is no screen */
	int row, col;		/* where the next character goes, from 0 */
	enum look look;		/* in force */
	enum look row_look;
	struct sbuf *now;	/* a line for each row, owned */
	struct sbuf *shown;	/* the same, as the terminal has it */
	int size;		/* of both */
	int fresh;		/* nothing is known of the terminal */
	int renewed;		/* all rows are sent, onto what is there */
};

/* Start from { 0 }, then set colour, utf8 and plain. */
void frame_free(struct frame *f);

/* The screen's size: a new one is drawn afresh. */
void frame_size(struct frame *f, int rows, int cols);
/* Somebody else has written on the terminal. */
void frame_forget(struct frame *f);

/* Somebody else may have: the next frame is sent whole, without a flicker. */
void frame_renew(struct frame *f);

/* Starts a frame, and puts its changes into out at its end. */
void frame_begin(struct frame *f);
void frame_end(struct frame *f, struct sbuf *out);
/*
 * Or, with plain set: puts the rows that were started into out as lines of
 * text, without blanks at their ends. No row is a change of another then.
 */
void frame_text(struct frame *f, struct sbuf *out);

/* Starts the next row; the first one is the screen's first. */
void frame_row(struct frame *f, enum look look);
/* What follows in this row looks so. */
void frame_look(struct frame *f, enum look look);

/* Columns that a text takes. */
int frame_width(const struct frame *f, struct slice s);

/* Appends to the row; what does not fit is cut off. */
void frame_slice(struct frame *f, struct slice s);
void frame_str(struct frame *f, const char *s);
/* Right-aligned, so that it ends at column end. */
void frame_right(struct frame *f, const char *s, int end);
/* Spaces up to a column. */
void frame_pad(struct frame *f, int col);

/*
 * A part of a list: appended with two spaces behind it, or left out as a whole
 * where it does not fit. At most 127 bytes.
 */
void frame_item(struct frame *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
