/*
 * Two reports side by side: what changed, figure by figure.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "agg.h"
#include "baseline.h"
#include "options.h"
#include "sbuf.h"

/*
 * Appends the warnings, where the two runs are not alike, and an aligned
 * table: figure, old, new, change. The main figures, or all there are.
 */
void compare_print(const struct baseline *old, const struct baseline *new,
    int all, struct sbuf *b);

/* The same for the run just folded, as a section of its report. */
void compare_rows(const struct agg *a, struct sbuf *b);

/* Whether a file is a stored report and no stream: NAME.json, or a { first. */
int compare_is_report(const char *path);

/*
 * Compares the options' two files on standard output, and judges the new one
 * by the thresholds: the exit code, 1 with a message.
 */
int compare_files(const struct options *o);

#endif
