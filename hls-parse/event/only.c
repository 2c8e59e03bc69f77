/*
 * Works on finished lines, so that nothing that writes them has to know.
 */
#include "only.h"
#include "record.h"

int
only_check(struct slice list)
{
	while (slice_find(list, ',') < list.n)
		if (!record_is_kind(slice_cut(&list, ',')))
			return -1;
	return record_is_kind(list) ? 0 : -1;
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
