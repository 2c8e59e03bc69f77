/*
 * A view as panels: beside each other where the screen is wide enough, else one
 * under the other with an empty row between them. Beside each other each panel
 * leaves out rows of its own; under each other the rows of all are weighed
 * together.
 */
#ifndef PANEL_H
#define PANEL_H

#include "layout.h"

#define PANELS 3		/* the most of a view */

struct panels {
	struct layout at[PANELS];	/* from left to right */
	int n;
};

/* Whether there is room for panels beside each other. */
int panel_wide(const struct frame *f);

/* The columns that one of n panels has. */
int panel_width(const struct frame *f, int n);

/*
 * Draws them. Their rows do not start rows of the screen: they go on at f->col,
 * and f->cols is where their panel ends.
 */
void panel_draw(const struct view *v, struct frame *f, const struct panels *p,
    int height);

#endif
