/*
 * Neighbours with the same limits are one.
 */
#include <string.h>

#include "spans.h"

const char *const span_limits[LIMITS + 1] = {
	"idle", "late", "blocked", "lost", NULL,
};

/* The one behind the smallest gap. */
static size_t
nearest(const struct spans *s)
{
	size_t i, best = 1;

	for (i = 2; i < s->n; i++)
		if (s->span[i].from_us - s->span[i - 1].to_us <
		    s->span[best].from_us - s->span[best - 1].to_us)
			best = i;
	return best;
}

void
spans_add(struct spans *s, const struct span *fresh)
{
	struct span *last = s->n > 0 ? &s->span[s->n - 1] : NULL;
	size_t i;

	if (fresh->limits == 0)
		return;
	if (last != NULL && last->to_us >= fresh->from_us &&
	    last->limits == fresh->limits) {
		last->to_us = fresh->to_us;
		return;
	}
	s->span[s->n++] = *fresh;
	if (s->n <= SPANS)
		return;
	i = nearest(s);
	s->span[i - 1].to_us = s->span[i].to_us;
	s->span[i - 1].limits |= s->span[i].limits;
	memmove(&s->span[i], &s->span[i + 1],
	    (--s->n - i) * sizeof(*s->span));
}
