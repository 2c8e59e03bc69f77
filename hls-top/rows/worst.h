/*
 * The viewers that fare worst, as hls-agg --per-client has them. Rows of a
 * panel, see panel.h.
 */
#ifndef WORST_H
#define WORST_H

#include "layout.h"

#define WORST_ROWS 16		/* the most that are shown */

/* The columns' names, or how the rows are to be had. */
void worst_head(const struct view *v, struct frame *f, const struct row *r);

/* One, arg is its number (from 0), and whether there is one. */
void worst_row(const struct view *v, struct frame *f, const struct row *r);
int worst_has(const struct view *v, int n);

#endif
