/*
 * Columns are chosen in the order of their worth; what room is left goes to
 * those that can use it.
 */
#include "fit.h"

#define GAP 2			/* between two columns */

/* Up to most; no character is narrower than a quarter of its bytes. */
static int
width_of(const struct frame *f, struct slice s, int most)
{
	int width = s.n <= 4 * (size_t)most ? frame_width(f, s) : most;

	return width < most ? width : most;
}

/* The widest text of a column so far. A text is never wider than its bytes. */
static void
grow(struct roster *r, enum column c, const struct frame *f)
{
	const struct column_info *col = &columns[c];
	size_t i;

	if (r->width[c] < col->width)
		r->width[c] = col->width;
	for (i = 0; i < r->n && r->width[c] < col->most; i++) {
		struct slice s = r->client[i].value[c];
		int width;

		if (s.n <= (size_t)r->width[c])
			continue;
		width = width_of(f, s, col->most);
		if (width > r->width[c])
			r->width[c] = width;
	}
}

/* 1 if there was room for it. */
static int
take(struct fit *fit, const struct roster *r, enum column c, int *room)
{
	int width = columns[c].flexible ? columns[c].width : r->width[c];

	if (fit->shown[c] || *room < width + GAP)
		return 0;
	fit->shown[c] = 1;
	fit->width[c] = width;
	*room -= width + GAP;
	return 1;
}

static void
deal(struct fit *fit, const struct roster *r, int room)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++) {
		enum column c = column_ranks[i];
		int more = r->width[c] - fit->width[c];

		if (!fit->shown[c])
			continue;
		if (more > room)
			more = room;
		fit->width[c] += more;
		room -= more;
	}
}

void
fit_columns(struct fit *fit, struct roster *r, const struct frame *f,
    struct list *l)
{
	int at = 0, room = f->cols + GAP;
	enum column c;
	size_t i;

	*fit = (struct fit){ 0 };
	for (c = COL_ID; c < COLUMNS; c++)
		grow(r, c, f);
	take(fit, r, COL_ID, &room);
	take(fit, r, (enum column)l->sort, &room);
	for (i = 0; i < COLUMNS; i++)
		take(fit, r, column_ranks[i], &room);
	deal(fit, r, room);
	l->looked = 0;
	for (c = COL_ID; c < COLUMNS; c++) {
		if (!fit->shown[c])
			continue;
		l->looked |= 1u << c;
		fit->start[c] = at;
		at += fit->width[c] + GAP;
	}
}
