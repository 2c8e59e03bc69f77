/*
 * A list with two ends.
 */
#include <stddef.h>

#include "row.h"

void
row_join(struct row *r, struct place *p, void *owner)
{
	row_quit(p);
	*p = (struct place){ .before = r->last, .row = r, .owner = owner };
	if (r->last != NULL)
		r->last->next = p;
	else
		r->first = p;
	r->last = p;
	r->n++;
}

void
row_quit(struct place *p)
{
	struct row *r = p->row;

	if (r == NULL)
		return;
	if (p->before != NULL)
		p->before->next = p->next;
	else
		r->first = p->next;
	if (p->next != NULL)
		p->next->before = p->before;
	else
		r->last = p->before;
	r->n--;
	*p = (struct place){ 0 };
}

void *
row_first(const struct row *r)
{
	return r->first != NULL ? r->first->owner : NULL;
}
