/*
 * The rows of the report: a label, then parts with commas between them.
 */
#ifndef ROW_H
#define ROW_H

#include <stdint.h>

#include "figures/figures.h"
#include "sbuf.h"

/* A counter over the whole run. */
int64_t row_total(const struct figures *f, unsigned id);

/* Begins a row; every row ends with a newline that the caller writes. */
void row_label(struct sbuf *b, const char *name);

/* Before each part: *parts starts at 0. */
void row_join(struct sbuf *b, int *parts);

/* The part "N name", unless n is 0: nothing prints 0. */
void row_some(struct sbuf *b, int *parts, int64_t n, const char *name);

#endif
