/*
 * The command line of hls-agg.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "plan.h"

struct options {
	int json;		/* one JSON object on stdout, no blocks */
	int blocks;		/* blocks on stdout */
	int quiet;		/* no report on stderr */
	const char *json_file;	/* the object into this file too, or NULL */
	struct plan plan;	/* the windows */
	unsigned by;		/* a bit for each enum dimension */
	int64_t roster;		/* clients to list, -1 for all */
	int histogram;		/* sketch to draw, or -1 */
	char **files;		/* operands, ended by NULL */
};

/* Ends the program with 2 on misuse, a terminal as input included. */
void options_read(struct options *o, int argc, char **argv);

#endif
