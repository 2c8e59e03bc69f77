/*
 * The report's rows on connections and requests, and its table of latencies.
 */
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include "agg.h"
#include "sbuf.h"

void traffic_rows(const struct agg *a, struct sbuf *b);
void traffic_inflight(const struct agg *a, struct sbuf *b);
void traffic_latency(const struct agg *a, struct sbuf *b);

#endif
