/*
 * Values end where their cell ends: numbers that grow move nothing.
 */
#include "cell.h"
#include "stream/stretch.h"

#define GAP 2

int
cell_fit(int cols)
{
	int n = (cols + GAP) / CELL_WIDTH;

	return n > 0 ? n : 1;
}

void
cell_put(struct frame *f, const char *name, const char *value)
{
	int end = f->col + CELL_WIDTH - GAP;

	if (end > f->cols)
		end = f->cols;
	frame_str(f, name);
	frame_str(f, " ");
	frame_right(f, value, end);
	frame_pad(f, end + GAP);
}

static int
value(const struct block *b, enum block_window w, const struct cell *c,
    int64_t *n)
{
	if (block_stat(b, w, (struct metric_at){ c->id, c->stat }, n))
		return 1;
	*n = 0;
	return metric_is_counter(&metrics[c->id]) && metrics[c->id].a == 0 &&
	    stretch_has(b, w);
}

struct human
cell_text(const struct block *b, enum block_window w,
    const struct cell *c)
{
	int64_t n;

	if (!value(b, w, c, &n))
		return (struct human){ "-" };
	/* Figures of requests are never 0; a drift or a sum of times may be. */
	if (n == 0 && metrics[c->id].unit == UNIT_SECONDS)
		return (struct human){ "0 s" };
	return figure_unit(metrics[c->id].unit, n);
}

int
cell_known(const struct block *b, enum block_window w,
    const struct cell *c)
{
	int64_t n;

	return value(b, w, c, &n);
}
