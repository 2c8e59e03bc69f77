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
		r->draw(v, f, r->arg);
	frame_look(f, LOOK_PLAIN);
}

/* All rows as one layout. What is too much for it is left out. */
static void
stacked(const struct view *v, struct frame *f, const struct layout *panels,
    int n, int height)
{
	struct row rows[LAYOUT_ROWS];
	struct layout all = { rows, 0 };
	int shown[LAYOUT_ROWS], i, count;
	size_t k;

	for (i = 0; i < n; i++) {
		for (k = 0; k < panels[i].n && all.n < LAYOUT_ROWS; k++)
			rows[all.n++] = panels[i].rows[k];
		if (i + 1 < n && all.n < LAYOUT_ROWS)
			rows[all.n++] = (struct row){ 7, NULL, 0, NULL, 0 };
	}
	count = layout_choose(v, &all, height, shown);
	for (i = 0; i < count; i++) {
		frame_row(f, LOOK_PLAIN);
		draw_row(v, f, &rows[shown[i]]);
	}
}

static void
beside(const struct view *v, struct frame *f, const struct layout *panels,
    int n, int height)
{
	int shown[PANELS][LAYOUT_ROWS], count[PANELS], i, k, more = 1;
	int width = panel_width(f, n), cols = f->cols;

	for (i = 0; i < n; i++)
		count[i] = layout_choose(v, &panels[i], height, shown[i]);
	for (k = 0; k < height && more; k++) {
		more = 0;
		for (i = 0; i < n; i++)
			more |= k < count[i];
		if (!more)
			break;
		frame_row(f, LOOK_PLAIN);
		for (i = 0; i < n; i++) {
			if (k >= count[i])
				continue;
			frame_pad(f, i * (width + GAP));
			f->cols = i * (width + GAP) + width;
			draw_row(v, f, &panels[i].rows[shown[i][k]]);
			f->cols = cols;
		}
	}
}

void
panel_draw(const struct view *v, struct frame *f, const struct layout *panels,
    int n, int height)
{
	if (panel_wide(f))
		beside(v, f, panels, n, height);
	else
		stacked(v, f, panels, n, height);
}
