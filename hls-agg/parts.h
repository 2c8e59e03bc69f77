/*
 * The breakdown in blocks, in JSON and in the report: the figures of each
 * value of the dimensions that --by names, for the run as a whole. The busiest
 * PARTS_SHOWN are shown by themselves, the rest together as "other".
 */
#ifndef PARTS_H
#define PARTS_H

#include "agg.h"
#include "nest.h"
#include "sbuf.h"

#define PARTS_SHOWN 16

/* Records `all GROUP by=DIMENSION:VALUE ...`. */
void parts_records(const struct agg *a, struct sbuf *b);
/* The object `by`: by.addr["192.0.2.7"].segment.count. */
void parts_json(const struct agg *a, struct nest *j);
/* A row of the report's table, or with t NULL its header, of such a name. */
void parts_row(struct sbuf *b, const char *name, const struct tally *t,
    int width);
/* A table for each dimension. */
void parts_rows(const struct agg *a, struct sbuf *b);

#endif
