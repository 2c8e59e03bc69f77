/*
 * A bucket goes where its middle is.
 */
#include <string.h>

#include "bins.h"
#include "hist.h"

static int
find(const struct block *b, const char *path, struct hist *h)
{
	struct slice rest, of, want = slice_str(path);
	size_t i = 0;

	while (block_each(b, "sketch", &i, &rest))
		if (field_get(rest, "of", &of) && slice_eq(of, want))
			return hist_parse(h, rest) == 0;
	return 0;
}

static void
add(struct bins *b, const struct bins_of *of, double v, int64_t count)
{
	int i = of->n - 1;

	while (i > 0 && v < of->bin[i].from)
		i--;
	b->n[i] += count;
	b->all += count;
	if (b->n[i] > b->most)
		b->most = b->n[i];
}

/* The middle of a bucket, as far as there are values in it. */
static double
middle(const struct hist *h, int index)
{
	int64_t v = hist_middle(h, index);

	v = v < h->min ? h->min : v > h->max ? h->max : v;
	return (double)v / (double)h->scale;
}

void
bins_fill(struct bins *b, const struct bins_of *of, const struct block *block)
{
	struct hist h;
	int i;

	*b = (struct bins){ 0 };
	hist_init(&h, 1000000);
	if (find(block, of->path, &h)) {
		add(b, of, 0, h.zero);
		for (i = h.lowest; i <= h.highest; i++)
			if (hist_count(&h, i) > 0)
				add(b, of, middle(&h, i), hist_count(&h, i));
	}
	hist_free(&h);
}
