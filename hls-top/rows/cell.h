/*
 * A figure with its name, as wide as any other, so that figures stand in
 * columns.
 */
#ifndef CELL_H
#define CELL_H

#include "stream/figure.h"
#include "term/frame.h"

#define CELL_WIDTH 26		/* two columns behind it included */

struct cell {
	const char *name;	/* 16 columns at most */
	enum metric_id id;
	enum metric_stat stat;	/* of a sketch */
};

/* The cells that stand side by side in so many columns, at least 1. */
int cell_fit(int cols);

/* A name, and a value at the right edge; goes on behind both. */
void cell_put(struct frame *f, const char *name, const char *value);

/*
 * The figure in a window. A counter of a record that the stream does not have
 * yet is 0 where the window is there: nothing has happened.
 */
struct human cell_text(const struct block *b, enum block_window w,
    const struct cell *c);

/* Whether there is a figure. */
int cell_known(const struct block *b, enum block_window w,
    const struct cell *c);

#endif
