/*
 * A terminal for tests, and a strict one: it knows the escape sequences that
 * hls-top is known to send (the lists at the heads of hls-top/term/frame.c and
 * hls-top/term/term.c) and counts everything else as foreign. It keeps what the
 * screen shows, and whether it was left as it was found.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define TERMINAL_SEQUENCE 16	/* bytes of the longest one, and more */

struct terminal {
	int rows, cols;
	int alternate;		/* which screen is shown */
	uint32_t *cells[2];	/* code points of both, 0 where nothing is */
	int row, col;		/* of the cursor */
	int main_row;		/* where it comes back to */
	int hidden;		/* the cursor is not shown */
	int looks;		/* bold, dim, reverse or a colour is on */
	long entered, left;	/* the alternate screen, so many times */
	long torn;		/* sequences broken off by another one */
	long foreign;		/* whatever should not have come */
	char why[120];		/* the first of it */
	char part[TERMINAL_SEQUENCE];	/* of a sequence or a character */
	size_t npart;
	int64_t bytes;
};

/* Needs a locale that knows UTF-8: setlocale is the caller's. */
void terminal_open(struct terminal *t, int rows, int cols);
void terminal_free(struct terminal *t);

/* Another size; both screens are empty then. */
void terminal_size(struct terminal *t, int rows, int cols);

void terminal_feed(struct terminal *t, const char *p, size_t n);

/* Whether some row of the screen holds this text. */
int terminal_shows(const struct terminal *t, const char *text);
/* The row as UTF-8, without the spaces at its end; size is 4 * cols + 1. */
void terminal_row(const struct terminal *t, int row, char *s, size_t size);
void terminal_print(const struct terminal *t, FILE *to);

#endif
