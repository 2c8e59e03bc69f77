/*
 * A view as rows that have an order and a weight: where the screen is too low,
 * the rows that matter least are left out.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stddef.h>

#include "view.h"

#define LAYOUT_ROWS 120		/* the most of a view */

struct row {
	int weight;		/* 0 stays longest */
	/* NULL is an empty row, which ends a table. */
	void (*draw)(const struct view *v, struct frame *f,
	    const struct row *r);
	const char *label;	/* for draw: at the row's left; NULL: none */
	int arg;		/* what tells it from others that it draws */
	/* Whether there is anything to show; NULL: always. */
	int (*has)(const struct view *v, int arg);
	int heads;		/* goes with the rows to the next empty one */
};

/* Rows that are made one by one. Start from { 0 }. */
struct rows {
	struct row row[LAYOUT_ROWS];
	size_t n;
};

/* One more, if there is room for it. */
void rows_add(struct rows *r, struct row row);

struct layout {
	const struct row *rows;
	size_t n;
};

/*
 * Those of its rows that fit into so many rows of the screen, as indices from
 * top to bottom; returns how many.
 */
int layout_choose(const struct view *v, const struct layout *l, int height,
    int shown[LAYOUT_ROWS]);

/* Draws those of its rows that fit into so many rows of the screen. */
void layout_draw(const struct view *v, struct frame *f,
    const struct layout *l, int height);

#endif
