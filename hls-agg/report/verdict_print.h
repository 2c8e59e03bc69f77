/*
 * How the verdict is told: in the stream, in the report and in JSON.
 */
#ifndef VERDICT_PRINT_H
#define VERDICT_PRINT_H

#include "judge/verdict.h"
#include "report.h"
#include "json/nest.h"

/* A figure for people, with three digits. */
void verdict_figure(struct sbuf *b, enum metric_unit unit, int64_t v);

/* The records threshold, verdict and evidence of a block. */
void verdict_records(const struct judge *j, struct sbuf *b);

/* The rows of the report. */
void verdict_rows(const struct report *r, struct sbuf *b);

/* .thresholds and .verdict; ends inside .verdict. */
void verdict_json(const struct judge *j, struct nest *n);

#endif
