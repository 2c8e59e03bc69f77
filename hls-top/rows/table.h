/*
 * The two tables of the overview: amounts by window, latencies by quantile. A
 * row that heads has the columns' names; the arg of others is their metric.
 */
#ifndef TABLE_H
#define TABLE_H

#include "layout.h"

/* METRICS: requests and connections that failed. */
void table_amount(const struct view *v, struct frame *f, const struct row *r);
void table_latency(const struct view *v, struct frame *f, const struct row *r);
/* Whether the run has measured the metric. */
int table_has(const struct view *v, int metric);

#endif
