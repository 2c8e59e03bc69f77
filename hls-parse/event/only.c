/*
 * Works on finished lines, so that nothing that writes them has to know.
 */
#include "only.h"

int
only_check(struct slice list)
{
	size_t i;

	if (list.n == 0)
		return -1;
	while (list.n > 0) {
		size_t n = slice_find(list, ',');

		for (i = 0; i < n; i++)
			if ((list.p[i] < 'a' || list.p[i] > 'z') &&
			    (list.p[i] < '0' || list.p[i] > '9') &&
			    list.p[i] != '_')
				return -1;
		if (n == 0 || n + 1 == list.n)
			return -1;
		slice_cut(&list, ',');
	}
	return 0;
}

static int
is_chosen(const struct only *o, struct slice line)
{
	struct slice kind;

	slice_cut(&line, ' ');
	slice_cut(&line, ' ');
	kind = slice_cut(&line, ' ');
	if (o->without.n > 0 && slice_eq(kind, o->without))
		return 0;
	return o->list.n == 0 || slice_lists(o->list, ',', kind);
}

void
only_filter(const struct only *o, struct sbuf *b, size_t from)
{
	struct slice rest;
	size_t kept = from;

	rest = slice_from(sbuf_view(b), from);
	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		if (!is_chosen(o, line))
			continue;
		memmove(b->p + kept, line.p, line.n + 1);
		kept += line.n + 1;
	}
	b->n = kept;
}
