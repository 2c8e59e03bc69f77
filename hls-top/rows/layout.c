/*
 * Which rows go, until the rest fit. A heading never stands without a row under
 * it, nor a row without its heading.
 */
#include "layout.h"

struct choice {
	const struct layout *layout;
	char shown[LAYOUT_ROWS];
	int n;			/* shown */
};

static void
hide(struct choice *c, size_t i)
{
	c->n -= c->shown[i];
	c->shown[i] = 0;
}

/* The row that goes first: the last of the greatest weight. */
static size_t
least(const struct choice *c)
{
	const struct row *rows = c->layout->rows;
	size_t i, k = 0;
	int found = 0;

	for (i = 0; i < c->layout->n; i++) {
		if (!c->shown[i] || (found && rows[i].weight < rows[k].weight))
			continue;
		k = i;
		found = 1;
	}
	return k;
}

/* The end of the table that a heading begins. */
static size_t
table_end(const struct layout *l, size_t i)
{
	for (i++; i < l->n && l->rows[i].draw != NULL && !l->rows[i].heads;
	    i++)
		;
	return i;
}

static void
leave_out(struct choice *c, size_t i)
{
	size_t end = c->layout->rows[i].heads ? table_end(c->layout, i) :
	    i + 1;

	for (; i < end; i++)
		hide(c, i);
}

/* Whether any of these rows is shown that is not empty. */
static int
any(const struct choice *c, size_t i, size_t end)
{
	for (; i < end; i++)
		if (c->shown[i] && c->layout->rows[i].draw != NULL)
			return 1;
	return 0;
}

/* Headings of nothing go, and empty rows above or below nothing. */
static void
tidy(struct choice *c)
{
	const struct layout *l = c->layout;
	int above = 0;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (c->shown[i] && l->rows[i].heads &&
		    !any(c, i + 1, table_end(l, i)))
			hide(c, i);
	for (i = 0; i < l->n; i++) {
		if (!c->shown[i])
			continue;
		if (l->rows[i].draw == NULL && (!above || !any(c, i + 1, l->n)))
			hide(c, i);
		else
			above = l->rows[i].draw != NULL;
	}
}

static void
choose(struct choice *c, const struct view *v, int height)
{
	const struct row *rows = c->layout->rows;
	size_t i;

	for (i = 0; i < c->layout->n; i++) {
		c->shown[i] = rows[i].has == NULL ||
		    rows[i].has(v, rows[i].arg);
		c->n += c->shown[i];
	}
	tidy(c);
	while (c->n > height) {
		leave_out(c, least(c));
		tidy(c);
	}
}

void
rows_add(struct rows *r, struct row row)
{
	if (r->n < LAYOUT_ROWS)
		r->row[r->n++] = row;
}

int
layout_choose(const struct view *v, const struct layout *l, int height,
    int shown[LAYOUT_ROWS])
{
	struct choice c = { .layout = l };
	size_t i;
	int n = 0;

	choose(&c, v, height);
	for (i = 0; i < l->n; i++)
		if (c.shown[i])
			shown[n++] = (int)i;
	return n;
}

void
layout_draw(const struct view *v, struct frame *f, const struct layout *l,
    int height)
{
	int shown[LAYOUT_ROWS], n = layout_choose(v, l, height, shown), i;

	for (i = 0; i < n; i++) {
		const struct row *r = &l->rows[shown[i]];

		if (r->draw == NULL)
			frame_row(f, LOOK_PLAIN);
		else
			r->draw(v, f, r);
	}
}
