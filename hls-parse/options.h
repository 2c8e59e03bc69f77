/*
 * The command line of hls-parse.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "event/only.h"
#include "origin/custom.h"

struct options {
	int plain;		/* bare FFmpeg logs */
	int64_t id;		/* the first one's client */
	int id_given;
	int scrub;		/* raw to raw, without secrets */
	int stats;		/* on stderr at the end */
	int64_t target_us;	/* target duration, 0: to be learnt */
	struct only only;
	struct customs customs;	/* metrics of the origin's exporters */
	char **files;		/* operands, ended by NULL */
};

/* Ends the program with 2 on misuse, a terminal as input included. */
void options_read(struct options *o, int argc, char **argv);

#endif
