/*
 * The origins in blocks, in the report and in JSON.
 */
#ifndef ORIGIN_PRINT_H
#define ORIGIN_PRINT_H

#include "report.h"
#include "sbuf.h"
#include "json/nest.h"

/* Records "- origin name=..." and "WINDOW origin name=...". */
void origin_records(const struct report *r, struct sbuf *b);

/* The table of the report, nothing where there is no origin. */
void origin_rows(const struct report *r, struct sbuf *b);

/* The list "origin". */
void origin_json(const struct report *r, struct nest *j);

#endif
