/*
 * The two tables of the overview: amounts by window, latencies by quantile. The
 * arg of a row is its metric.
 */
#ifndef TABLE_H
#define TABLE_H

#include "layout.h"

void table_rate_head(const struct view *v, struct frame *f,
    const struct row *r);
void table_rate(const struct view *v, struct frame *f, const struct row *r);
/* Requests and connections. */
void table_failed(const struct view *v, struct frame *f, const struct row *r);
void table_latency_head(const struct view *v, struct frame *f,
    const struct row *r);
void table_latency(const struct view *v, struct frame *f, const struct row *r);
/* Whether the run has measured the metric. */
int table_has(const struct view *v, int metric);

#endif
