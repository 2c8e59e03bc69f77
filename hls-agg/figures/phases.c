/*
 * Those in the middle go; their figures are in the parts by phase.
 */
#include "phases.h"

static struct phase *
place(struct phases *ps, size_t i)
{
	return i < PHASES_KEPT ? &ps->first[i] : &ps->newest[i % PHASES_KEPT];
}

void
phases_add(struct phases *ps, const struct phase *p)
{
	struct phase *last;

	if (ps->count > 0) {
		last = place(ps, ps->count - 1);
		if (last->n == p->n) {
			if (p->target >= 0)
				last->target = p->target;
			return;
		}
	}
	*place(ps, ps->count++) = *p;
}

const struct phase *
phases_kept(const struct phases *ps, size_t i)
{
	if (i >= PHASES_KEPT && ps->count > 2 * PHASES_KEPT)
		i += ps->count - 2 * PHASES_KEPT;
	if (i >= ps->count)
		return NULL;
	return i < PHASES_KEPT ? &ps->first[i] : &ps->newest[i % PHASES_KEPT];
}

const struct phase *
phases_newest(const struct phases *ps)
{
	size_t most = 2 * PHASES_KEPT, n = ps->count < most ? ps->count : most;

	return n == 0 ? NULL : phases_kept(ps, n - 1);
}
