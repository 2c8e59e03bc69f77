/*
 * A panel's edges are set in the frame while one of its rows is drawn.
 */
#include "panel.h"

#define WIDE 100		/* columns from which panels are side by side */
#define GAP 2			/* columns between them */

int
panel_wide(const struct frame *f)
{
	return f->cols >= WIDE;
}

int
panel_width(const struct frame *f, int n)
{
	return panel_wide(f) ? f->cols / n - GAP : f->cols;
}

static void
draw_row(const struct view *v, struct frame *f, const struct row *r)
{
	if (r->draw != NULL)
		r->draw(v, f, r);
	frame_look(f, LOOK_PLAIN);
}

/* All rows as one layout. What is too much for it is left out. */
static void
stacked(const struct view *v, struct frame *f, const struct panels *p,
    int height)
{
	struct rows rows = { 0 };
	int shown[LAYOUT_ROWS], i, count;
	struct layout all;
	size_t k;

	for (i = 0; i < p->n; i++) {
		for (k = 0; k < p->at[i].n; k++)
			rows_add(&rows, p->at[i].rows[k]);
		if (i + 1 < p->n)
			rows_add(&rows, (struct row){ .weight = 7 });
	}
	all = (struct layout){ rows.row, rows.n };
	count = layout_choose(v, &all, height, shown);
	for (i = 0; i < count; i++) {
		frame_row(f, LOOK_PLAIN);
		draw_row(v, f, &rows.row[shown[i]]);
	}
}

static void
beside(const struct view *v, struct frame *f, const struct panels *p,
    int height)
{
	int shown[PANELS][LAYOUT_ROWS], count[PANELS], i, k, rows = 0;
	int width = panel_width(f, p->n), cols = f->cols;

	for (i = 0; i < p->n; i++) {
		count[i] = layout_choose(v, &p->at[i], height, shown[i]);
		if (count[i] > rows)
			rows = count[i];
	}
	for (k = 0; k < rows; k++) {
		frame_row(f, LOOK_PLAIN);
		for (i = 0; i < p->n; i++) {
			if (k >= count[i])
				continue;
			frame_pad(f, i * (width + GAP));
			f->cols = i * (width + GAP) + width;
			draw_row(v, f, &p->at[i].rows[shown[i][k]]);
			f->cols = cols;
		}
	}
}

void
panel_draw(const struct view *v, struct frame *f, const struct panels *p,
    int height)
{
	if (panel_wide(f))
		beside(v, f, p, height);
	else
		stacked(v, f, p, height);
}
