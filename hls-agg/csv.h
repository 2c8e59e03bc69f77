/*
 * The main figures as a table of comma-separated values (RFC 4180), for
 * spreadsheets and gnuplot: a line for each stretch of the run, and a first one
 * with the paths of the figures. See hls-agg(1), Table.
 */
#ifndef CSV_H
#define CSV_H

#include <stdint.h>

#include "figures/figures.h"
#include "file/store.h"
#include "out.h"

struct csv {
	struct out out;		/* fd -1: none is asked for, or it is closed */
	struct store file;	/* its path is the caller's */
	int64_t whole;		/* bytes of whole lines in the file */
	int64_t every_us;	/* 0: a line for each tick */
	int64_t stretch;	/* number of the present one, by elapsed time */
	uint64_t ticks;		/* taken so far */
	int pending;		/* a tick has been taken since the last line */
	struct tally sum;	/* since the last line; owned */
	struct gauge gauge[METRICS];	/* the same */
};

/*
 * Begins the file, with the first line: 0, or -1 with a message. Start from
 * { .out.fd = -1 }.
 */
int csv_open(struct csv *c, const char *path, int64_t every_us);

/*
 * Takes the second that was closed last, unless it has been taken, and writes
 * the line that ends with it; to be called for each. A write that fails is told
 * once, and was the last.
 */
void csv_take(struct csv *c, const struct figures *f);

/* The last, shorter stretch. 0, or -1 if not all could be written. */
int csv_finish(struct csv *c, const struct figures *f);
void csv_free(struct csv *c);

#endif
