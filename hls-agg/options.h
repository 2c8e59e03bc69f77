/*
 * The command line of hls-agg.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdint.h>

#include "figures/plan.h"
#include "judge/rules.h"

struct options {
	int json;		/* one JSON object on stdout, no blocks */
	int blocks;		/* blocks on stdout */
	int quiet;		/* no report on stderr */
	const char *json_file;	/* the object into this file too, or NULL */
	const char *junit;	/* the verdict for CI into this file, or NULL */
	const char *csv;	/* the main figures as a table, or NULL */
	int64_t every_us;	/* what a line of it covers; 0: a tick */
	const char *report;	/* the report into this file too, or NULL */
	int print;		/* the thresholds, and nothing else */
	struct rules rules;	/* owned by who reads the options */
	struct plan plan;	/* the windows, those of rules included */
	unsigned by;		/* a bit for each enum dimension */
	int64_t roster;		/* clients to list, -1 for all */
	int histogram;		/* sketch to draw, or -1 */
	char *find;		/* a FIFO of hls-spawn --control, or NULL */
	int64_t find_us;	/* how long a step is held; 0: not said */
	const char *baseline;	/* a stored report to compare with, or NULL */
	int compare;		/* with another one, the only operand */
	int all;		/* compare all figures */
	int merge;		/* the operands are stat streams of hosts */
	int64_t wait_us;	/* for silent hosts, once no other is left */
	char **files;		/* operands, ended by NULL */
};

/*
 * Ends the program with 2 on misuse, a terminal as input included; with 0 after
 * --print-thresholds.
 */
void options_read(struct options *o, int argc, char **argv);

#endif
