#include "scope.h"

struct scope
scope_of(struct fold *fold, struct session *who)
{
	struct scope in = { .fold = fold, .figures = fold->figures,
		.who = who };
	struct parts *by = fold->figures->by;
	int d;

	if (who == NULL)
		return in;
	for (d = 0; d < DIMENSIONS; d++)
		if (who->part[d] > 0)
			in.part[in.parts++] = parts_at(&by[d], who->part[d]);
	if (fold->figures->phase > 0)
		in.part[in.parts++] = parts_at(&by[BY_PHASE],
		    fold->figures->phase);
	return in;
}

void
scope_add(struct scope *in, enum dimension d, struct slice value)
{
	struct parts *ps = &in->figures->by[d];
	uint16_t number = parts_number(ps, value);

	if (number > 0 && in->parts < DIMENSIONS)
		in->part[in->parts++] = parts_at(ps, number);
}
