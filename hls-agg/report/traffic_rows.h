/*
 * The report's rows on connections and requests, and its table of latencies.
 */
#ifndef TRAFFIC_ROWS_H
#define TRAFFIC_ROWS_H

#include "figures/figures.h"
#include "sbuf.h"

void traffic_rows(const struct figures *f, struct sbuf *b);
void traffic_inflight(const struct figures *f, struct sbuf *b);
void traffic_latency(const struct figures *f, struct sbuf *b);

/*
 * How many there were of what a distribution has the values of; 0 where that
 * is not counted. The log does not give all times of all.
 */
int64_t traffic_of(const struct figures *f, enum metric_id id);

#endif
