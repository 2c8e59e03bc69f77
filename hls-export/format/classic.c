/*
 * Each adds what lies between its bound and the one before.
 */
#include "classic.h"

int
classic_next(struct classic *c, double *bound)
{
	const struct distribution *d = c->of;
	int from = c->started ? c->index + 1 : d->h->lowest;
	int to = c->started ? c->index + d->step : d->low;

	if (to > d->high)
		return 0;
	if (!c->started)
		c->n = d->h->zero;
	c->started = 1;
	for (c->index = to; from <= to; from++)
		c->n += hist_count(d->h, from);
	*bound = hist_upper(to);
	return 1;
}
