/*
 * The command line.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "family/families.h"
#include "http/server.h"

struct options {
	const char *where[SERVER_LISTENERS];	/* to listen; listen.h */
	size_t nwhere;		/* 0: no server */
	int listen_optional;	/* what cannot be had is left out */
	struct export_settings set;
	int pass;
	int once;
	const char *output;	/* a file for the metrics, or NULL */
	const char *html;	/* a file for the page, or NULL */
	const char *against;	/* a stored stream beside it, or NULL */
	int64_t linger_us;	/* after the end of the input; 0: not given */
	int64_t linger_scrapes;	/* 0: not given */
};

/* Ends the program where they are wrong, and on a terminal as input. */
void options_read(struct options *o, int argc, char **argv);

#endif
