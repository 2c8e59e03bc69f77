/*
 * The report's first line: the run in one sentence.
 */
#ifndef SENTENCE_H
#define SENTENCE_H

#include "report.h"
#include "sbuf.h"

/* "10 viewers, 20s: none rebuffered, startup p95 0.31 s, no failed request" */
void sentence_print(const struct report *r, struct sbuf *b);

/* "nothing played (playlist 404)": see figures_nothing. */
void sentence_nothing(const struct figures *f, struct sbuf *b);

#endif
