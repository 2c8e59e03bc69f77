/*
 * The page's data as one JSON object; the *.js draw it. Its members:
 *
 *	format, version, live, end, start, elapsed, blocks, lost
 *	summary, verdict, capacity, thresholds
 *	findings, faults, unmeasured, worst, parts
 *	run, phases
 *	step, time, series, limits, origins	see courses.h
 *	distributions, figures, report
 *	against: the same of another run, with its name
 *
 * start is Unix time; all other times are seconds since then. What is not
 * known is left out, or null in a series.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "block.h"
#include "gather.h"
#include "sbuf.h"

/* A run, as far as it has been read; block is its newest, not NULL. */
struct run {
	const char *name;
	const struct gather *gather;
	const struct block *block;
	int live;		/* more is to come */
};

/* Appends the object; old, the run to be compared with, may be NULL. */
void document_put(struct sbuf *b, const struct run *now,
    const struct run *old);

#endif
