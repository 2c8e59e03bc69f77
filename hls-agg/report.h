/*
 * The report: what happened, for people. One sentence, then a row for each
 * thing that was measured; what was not measured has no row.
 */
#ifndef REPORT_H
#define REPORT_H

#include "agg.h"
#include "sbuf.h"

/*
 * Appends the report; every line ends with a newline, all is plain ASCII but
 * for the marks of thresholds under judge.utf8.
 */
void report_print(const struct agg *a, struct sbuf *b);

#endif
