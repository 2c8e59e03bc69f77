/*
 * Two stages: staying, and sending what is under way.
 */
#include "stay.h"

void
stay_begin(struct stay *s, int64_t linger_us, int64_t scrapes, int64_t now_us)
{
	*s = (struct stay){ .scrapes = scrapes ? scrapes : INT64_MAX,
		.until_us = now_us + linger_us };
	if (linger_us == 0 && scrapes > 0)
		s->until_us = POLLER_NEVER;
}

int
stay_over(struct stay *s, const struct server *v, int64_t now_us)
{
	if (!s->leaving) {
		if (now_us < s->until_us && v->site->scrapes < s->scrapes)
			return 0;
		s->leaving = 1;
		s->until_us = now_us + STAY_DRAIN_US;
	}
	return now_us >= s->until_us || !server_busy(v);
}
