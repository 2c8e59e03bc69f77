/*
 * The command line.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "screen/screen.h"

struct options {
	int batch;		/* no screen, whatever there is to draw on */
	int page;		/* one page at the end, not lines */
	int64_t every_us;	/* of the run, from line to line */
	int every_given;
	int replay;		/* the stream is paced */
	int64_t speed;		/* so, in millionths; 0: as fast as it comes */
	int window;		/* enum block_window, or -1: the usual one */
	int colour;		/* 0 auto, 1 always, 2 never */
	int ascii;
	const char *control;	/* a FIFO, or NULL */
};

/* Ends the program where they are wrong, and on a terminal as input. */
void options_read(struct options *o, int argc, char **argv);

/* With the environment: how a screen is to look, or a page. */
struct screen_look options_look(const struct options *o);

#endif
