/*
 * One bare log: its lines, cleaned and stamped.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include "ending.h"
#include "line.h"
#include "sbuf.h"
#include "text/stamp.h"

struct source {
	const char *name;
	struct line in;
	struct slice rest;	/* of the line read: behind a CR */
	struct sbuf clean;	/* the same without colours */
	struct stamp stamp;
	int stamped;		/* it has had a stamp */
	int at_end;
	struct sbuf held;	/* what stood in front of the first stamp */
	size_t held_read;
	int64_t time_us;	/* of the text below; 0 without any stamp */
	struct slice text;

	/* Its process, as far as the log tells. */
	int64_t client, run;
	int started, banner;
	int64_t lines;		/* of this process */
	int64_t start_us;
	struct ending ending;
};

/* Starts on a descriptor, which it closes at its end. */
void source_open(struct source *, int fd, const char *name, struct out *out);

/*
 * The next line, in time_us and text: 1, or 0 at the end. What stands in front
 * of the first stamp of a log gets that stamp.
 */
int source_next(struct source *);

/* 0, or -1 with errno if reading failed. */
int source_close(struct source *);

#endif
