/*
 * The origins in blocks, in the report and in JSON.
 */
#ifndef ORIGIN_PRINT_H
#define ORIGIN_PRINT_H

#include "agg.h"
#include "nest.h"
#include "sbuf.h"

/* Records "- origin name=..." and "WINDOW origin name=...". */
void origin_records(const struct agg *a, struct sbuf *b);

/* The table of the report, nothing where there is no origin. */
void origin_rows(const struct agg *a, struct sbuf *b);

/* The list "origin". */
void origin_json(const struct agg *a, struct nest *j);

#endif
