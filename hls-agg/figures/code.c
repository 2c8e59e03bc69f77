/*
 * Few codes, so a list; sorted, because output must not tell who came first.
 */
#include "code.h"

static void
insert(struct codes *c, int status)
{
	int i;

	for (i = c->n; i > 0 && c->status[c->sorted[i - 1]] > status; i--)
		c->sorted[i] = c->sorted[i - 1];
	c->sorted[i] = c->n;
	c->status[c->n++] = status;
}

unsigned
code_find(const struct codes *c, int64_t status)
{
	int i;

	for (i = 0; i < c->n; i++)
		if (c->status[i] == status)
			return METRICS + (unsigned)i;
	return TALLY_COUNTERS;
}

unsigned
code_counter(struct codes *c, int64_t status)
{
	unsigned known = code_find(c, status);

	if (known < TALLY_COUNTERS)
		return known;
	if (c->n == TALLY_CODES || status > 999)
		return TALLY_COUNTERS;
	insert(c, (int)status);
	return METRICS + (unsigned)c->n - 1;
}

int
code_status(const struct codes *c, int i)
{
	return c->status[c->sorted[i]];
}

unsigned
code_sorted(const struct codes *c, int i)
{
	return METRICS + (unsigned)c->sorted[i];
}
