/*
 * Parts of the swarm in blocks, in JSON and in the report: the figures of each
 * value of the dimensions that --by names, for the run as a whole. The busiest
 * PARTS_SHOWN are shown by themselves, the rest together as "other".
 */
#ifndef PART_PRINT_H
#define PART_PRINT_H

#include "figures/figures.h"
#include "sbuf.h"
#include "json/nest.h"

#define PARTS_SHOWN 16

/* Records `all GROUP by=DIMENSION:VALUE ...`. */
void part_records(const struct figures *f, struct sbuf *b);
/* The object `by`: by.addr["192.0.2.7"].segment.count. */
void part_json(const struct figures *f, struct nest *j);
/* A table of the report for each dimension. */
void part_rows(const struct figures *f, struct sbuf *b);
/* One of the steps of the load, where it has any. */
void part_phases(const struct figures *f, struct sbuf *b);

#endif
