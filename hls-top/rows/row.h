/*
 * The rows that are no table, one function each: see struct row. Each starts
 * its own row of the screen, with its label.
 */
#ifndef ROW_H
#define ROW_H

#include "layout.h"

/* Where labels end and values begin. */
#define ROW_LABEL 14
/* The width of a table's column. */
#define ROW_COLUMN 8

void row_ramp(const struct view *v, struct frame *f, const struct row *r);
void row_clients(const struct view *v, struct frame *f, const struct row *r);
void row_viewers(const struct view *v, struct frame *f, const struct row *r);
void row_startup(const struct view *v, struct frame *f, const struct row *r);
void row_errors(const struct view *v, struct frame *f, const struct row *r);
void row_fault(const struct view *v, struct frame *f, const struct row *r);
int row_has_fault(const struct view *v, int n);
void row_generator(const struct view *v, struct frame *f, const struct row *r);
void row_quality(const struct view *v, struct frame *f, const struct row *r);
int row_has_quality(const struct view *v, int arg);
/* Its arg is an enum history_series. */
void row_spark(const struct view *v, struct frame *f, const struct row *r);
/* Not on a page without a screen. */
int row_has_spark(const struct view *v, int arg);

/* Starts a row with its label; NULL is an empty one. */
void row_begin(struct frame *f, enum look look, const char *label);

/*
 * Which of a table's columns fit into so many columns of the screen, as bits.
 * ranks has n of them, those first that are worth their width most.
 */
unsigned row_columns(int width, const int *ranks, size_t n);

#endif
