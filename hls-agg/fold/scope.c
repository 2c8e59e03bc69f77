/*
 * Set once a record: this is in the way of every event.
 */
#include "scope.h"

void
scope_set(struct scope *in, struct fold *fold, struct session *who)
{
	struct figures *f = fold->figures;
	int d;

	in->fold = fold;
	in->figures = f;
	in->who = who;
	in->parts = 0;
	if (who == NULL)
		return;
	for (d = 0; d < DIMENSIONS; d++)
		if (who->part[d] > 0)
			in->part[in->parts++] = parts_at(&f->by[d],
			    who->part[d]);
	if (f->phase > 0)
		in->part[in->parts++] = parts_at(&f->by[BY_PHASE], f->phase);
}

void
scope_add(struct scope *in, enum dimension d, struct slice value)
{
	struct parts *ps = &in->figures->by[d];
	uint16_t number = parts_number(ps, value);

	if (number > 0 && in->parts < DIMENSIONS)
		in->part[in->parts++] = parts_at(ps, number);
}
