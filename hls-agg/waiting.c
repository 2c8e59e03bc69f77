#include "waiting.h"

void
waiting_startups(const struct agg *a, struct hist *h)
{
	const struct session *s;
	size_t i = 0;

	hist_merge(h, tally_sketch(&a->windows.all, M_STARTUP_TIME));
	hist_merge(h, tally_sketch(&a->windows.all, M_STARTUP_UNFINISHED));
	while (a->viewed && (s = session_each(a, &i)) != NULL)
		if (!s->started && a->at.tick_us >= s->start_us)
			hist_add(h, a->at.tick_us - s->start_us);
}
