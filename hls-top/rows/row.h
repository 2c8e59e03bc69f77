/*
 * The rows of the overview, one function each. Each starts its own row. arg is
 * the metric or the number that tells apart the rows that share a function.
 */
#ifndef ROW_H
#define ROW_H

#include "term/frame.h"
#include "view.h"

/* Where labels end and values begin. */
#define ROW_LABEL 14
/* The width of a table's column. */
#define ROW_COLUMN 8

void row_ramp(const struct view *v, struct frame *f, int arg);
void row_clients(const struct view *v, struct frame *f, int arg);
void row_viewers(const struct view *v, struct frame *f, int arg);
void row_startup(const struct view *v, struct frame *f, int arg);
void row_errors(const struct view *v, struct frame *f, int arg);
void row_fault(const struct view *v, struct frame *f, int arg);
void row_generator(const struct view *v, struct frame *f, int arg);
void row_quality(const struct view *v, struct frame *f, int arg);
int row_has_quality(const struct view *v, int arg);
/* arg is an enum history_series. */
void row_spark(const struct view *v, struct frame *f, int arg);
/* Not on a page without a screen. */
int row_has_spark(const struct view *v, int arg);

/* Starts a row with its label. */
void row_begin(struct frame *f, enum look look, const char *label);

/* The nth fault's fields (from 0): 1, or 0 where there are not so many. */
int row_find_fault(const struct block *b, int n, struct slice *rest);

#endif
