/*
 * Values as decimal text.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include "metric.h"
#include "sbuf.h"
#include "slice.h"

/* The shortest decimal that reads back as the same double; NaN, +Inf, -Inf. */
void number_put(struct sbuf *b, double v);

/*
 * The same for a bucket's bound or a quantile, which is part of a series' name:
 * with a decimal point, as OpenMetrics wants it and Prometheus 2 writes it
 * after reading protobuf, so that a series has one name in all formats.
 */
void number_bound(struct sbuf *b, double v);

/* A figure in the integers of metric_read, as a number in its unit. */
double number_of(enum metric_unit unit, int64_t v);

/* A finite decimal number, "-1.5e3", of at most 63 bytes: 1 and *v, or 0. */
int number_read(struct slice text, double *v);

#endif
