/*
 * The command line.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "castlist.h"
#include "rule.h"

struct options {
	const char *listen;	/* ADDR:PORT */
	const char *port_file;	/* or NULL */
	const char *media;	/* folder */
	const char *log;	/* file, "-" for standard output, or NULL */
	struct rules *rules;
	const char *awaited;	/* a User-Agent, or NULL */
	const char *cast;	/* folder, or NULL */
	struct publishing publishing;
	int64_t end_us;		/* of the live stream; or POLLER_NEVER */
	int64_t run_us;		/* of the program; or POLLER_NEVER */
	int64_t idle_us;
	int64_t rate_bytes;	/* of all connections together; 0: no limit */
};

/* Ends the program with 0 after --help, with 2 after a mistake. */
void options_read(struct options *, int argc, char **argv);

#endif
