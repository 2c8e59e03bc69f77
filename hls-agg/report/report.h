/*
 * The report: what happened, for people. One sentence, then a row for each
 * thing that was measured; what was not measured has no row.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdint.h>

#include "figures/figures.h"
#include "fold/fold.h"
#include "judge/judge.h"
#include "sbuf.h"

/* What reports, blocks and JSON are printed from, and how. */
struct report {
	const struct figures *figures;
	const struct judge *judge;
	const struct fold *fold;	/* has the clients one by one */
	int histogram;		/* sketch to draw, or -1 */
	int64_t roster;		/* clients to list, -1 for all, 0 for none */
	int compare_all;	/* not the main figures only: --all */
	int untold;		/* the input was none: nothing for people */
	int utf8;		/* marks of the report, not in the streams */
	int64_t blocks;		/* printed so far */
};

/*
 * Appends the report; every line ends with a newline, all is plain ASCII but
 * for the marks of thresholds under utf8.
 */
void report_print(const struct report *r, struct sbuf *b);

#endif
