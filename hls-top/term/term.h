/*
 * The terminal: its modes, its alternate screen, and frames on their way to
 * it. It is opened anew as /dev/tty, so that a terminal that is slow or
 * stopped never blocks the stream: a frame waits, the pipeline does not.
 */
#ifndef TERM_H
#define TERM_H

#include <termios.h>

#include "sbuf.h"

struct term {
	int fd;			/* for keys and frames, non-blocking; or -1 */
	int shown;		/* our screen is there, and our modes */
	int doubtful;		/* shown, unless somebody has meddled */
	int gone;		/* hung up: nothing is drawn any more */
	struct termios modes;	/* as they were */
	struct sbuf out;	/* the frame on its way */
	size_t sent;
};

/*
 * Opens the controlling terminal if frames can be drawn on it: standard output
 * is a terminal that is able (TERM), and we are in its foreground. Returns 0,
 * or -1: lines are to be printed instead. Changes nothing on the terminal.
 */
int term_open(struct term *t);
void term_close(struct term *t);

/* Whether keys and modes are ours: a read from the background would stop us. */
int term_foreground(const struct term *t);

/*
 * The alternate screen, no cursor, keys unechoed byte by byte; and everything
 * as it was before. While our screen is there the end of the program restores
 * it too, a crash included (rescue.h). Both are quiet when there is nothing to
 * do.
 */
void term_enter(struct term *t);
void term_leave(struct term *t);
/* We were stopped: the next term_enter takes the terminal once more. */
void term_doubt(struct term *t);

/* The screen's size; 80x24 where nobody knows it. */
void term_size(const struct term *t, int *rows, int *cols);

/* The columns that the environment asks for, where there is no screen. */
int term_columns(int otherwise);

/* Whether the last frame is still on its way; its buffer is not to be used. */
int term_busy(const struct term *t);
/*
 * Sends the frame in t->out from its start, as one write where the terminal
 * takes it whole; later term_push sends what is left.
 */
void term_send(struct term *t);
void term_push(struct term *t);

#endif
