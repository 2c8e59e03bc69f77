/*
 * Clients, the run and its pipeline: the kinds swarm, start, exit, lost,
 * tick, parse and end.
 */
#ifndef PROCESS_H
#define PROCESS_H

#include "agg.h"
#include "record.h"

void process_swarm(struct agg *a, const struct record *r);
void process_start(struct agg *a, const struct record *r);
void process_exit(struct agg *a, const struct record *r);
void process_lost(struct agg *a, const struct record *r);
void process_tick(struct agg *a, const struct record *r);
void process_parse(struct agg *a, const struct record *r);
void process_end(struct agg *a, const struct record *r);

#endif
