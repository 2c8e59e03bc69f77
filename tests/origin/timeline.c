/*
 * The live edge as a function of time.
 */
#include "media.h"
#include "timeline.h"

struct span
timeline_span(const struct timeline *t, int64_t now_us)
{
	struct span s = { .ended = now_us >= t->end_us };

	if (s.ended)
		now_us = t->end_us;
	s.first = (now_us - t->start_us) / SEGMENT_US;
	s.last = s.first + t->window - 1;
	return s;
}

int
timeline_has(const struct timeline *t, int64_t sequence, int64_t now_us)
{
	struct span s = timeline_span(t, now_us);

	return sequence >= 0 && sequence >= s.first - TIMELINE_GRACE &&
	    sequence <= s.last;
}
