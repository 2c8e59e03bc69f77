/*
 * The two tables of the overview: amounts by window, latencies by quantile.
 */
#ifndef TABLE_H
#define TABLE_H

#include "term/frame.h"
#include "view.h"

void table_rate_head(const struct view *v, struct frame *f, int arg);
void table_rate(const struct view *v, struct frame *f, int metric);
/* Requests and connections. */
void table_failed(const struct view *v, struct frame *f, int arg);
void table_latency_head(const struct view *v, struct frame *f, int arg);
void table_latency(const struct view *v, struct frame *f, int metric);
/* Whether the run has measured the metric. */
int table_has(const struct view *v, int metric);

#endif
