/*
 * The overview: what of a block is shown, in rows that have an order and a
 * weight. Where the screen is too low, the rows that matter least are left
 * out; where it is too narrow, the columns that matter least.
 */
#ifndef VIEW_H
#define VIEW_H

#include "block.h"
#include "frame.h"

struct view {
	const struct block *block;	/* whole, not NULL */
	enum block_window window;	/* of the latency table */
	int help;			/* the last row explains the keys */
	int stopping;			/* q was pressed */
};

/* Draws it into f, whose rows and cols are set, as one frame in out. */
void view_draw(const struct view *v, struct frame *f, struct sbuf *out);

#endif
