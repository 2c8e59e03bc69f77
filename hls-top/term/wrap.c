/*
 * Bytes stand for columns: what is wrapped is ASCII.
 */
#include "wrap.h"

/* Takes as many words off *s as fit, without the space that ends them. */
static struct slice
cut_line(struct slice *s, size_t width)
{
	size_t i, end = 0;
	struct slice line;

	if (s->n <= width) {
		line = *s;
		*s = slice_from(*s, s->n);
		return line;
	}
	for (i = 0; i <= width; i++)
		if (s->p[i] == ' ')
			end = i;
	line = (struct slice){ s->p, end > 0 ? end : width };
	*s = slice_from(*s, end > 0 ? end + 1 : width);
	return line;
}

struct slice
wrap_line(struct slice s, int width, int k)
{
	struct slice line = SLICE("");

	if (width < 1)
		return line;
	for (; k >= 0; k--)
		line = cut_line(&s, (size_t)width);
	return line;
}
