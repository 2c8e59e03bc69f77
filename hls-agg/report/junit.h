/*
 * The verdict as JUnit XML, which CI systems show: one test case for each
 * threshold.
 */
#ifndef JUNIT_H
#define JUNIT_H

#include "judge/judge.h"
#include "sbuf.h"

/*
 * Appends the document. A threshold that broke is a failure; in a run that is
 * inconclusive it is an error, and where none broke all are. A function of the
 * input alone: the times are the stream's.
 */
void junit_print(const struct judge *j, struct sbuf *b);

#endif
