/*
 * Two reports side by side: what changed, figure by figure.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "report.h"
#include "sbuf.h"

/*
 * For the run just folded, as a section of its report: the warnings, where the
 * two runs are not alike, and an aligned table: figure, old, new, change. The
 * main figures, or all there are.
 */
void compare_rows(const struct report *r, struct sbuf *b);

/* Whether a file is a stored report and no stream: NAME.json, or a { first. */
int compare_is_report(const char *path);

/*
 * Compares two files on standard output, the main figures or all, and judges
 * the new one by the thresholds: the exit code, 1 with a message.
 */
int compare_files(const char *old, const char *new, const struct rules *rules,
    int all);

#endif
