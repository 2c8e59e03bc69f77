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

/* Figures of the run side by side; arg is one of these. */
void row_items(const struct view *v, struct frame *f, const struct row *r);
enum {
	ITEMS_CLIENTS, ITEMS_VIEWERS, ITEMS_QUALITY, ITEMS_STARTUP,
	ITEMS_GENERATOR, ROW_ITEMS
};
int row_has_quality(const struct view *v, int arg);

void row_ramp(const struct view *v, struct frame *f, const struct row *r);
void row_errors(const struct view *v, struct frame *f, const struct row *r);
void row_fault(const struct view *v, struct frame *f, const struct row *r);
int row_has_fault(const struct view *v, int n);
/* Its arg is an enum history_series. */
void row_spark(const struct view *v, struct frame *f, const struct row *r);
/* Not on a page without a screen. */
int row_has_spark(const struct view *v, int arg);

/*
 * The next status code, and how often, in the fields of an http record: 1, or 0
 * at the end.
 */
int row_next_code(struct slice *rest, struct slice *code, int64_t *count);

/* Starts a row with its label; NULL is an empty one. */
void row_begin(struct frame *f, enum look look, const char *label);

/*
 * Which of a table's columns fit into so many columns of the screen, as bits.
 * ranks has n of them, those first that are worth their width most.
 */
unsigned row_columns(int width, const int *ranks, size_t n);

#endif
