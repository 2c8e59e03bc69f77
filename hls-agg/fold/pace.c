/*
 * Media comes from the viewer records, moments from the segments' ends.
 */
#include "clock.h"
#include "pace.h"

static int64_t
apart(const struct scope *in)
{
	int64_t three = 3 * watch_target(in->fold, in->who->playlist);
	int64_t ten = 10 * SECOND_US;

	return three > ten ? three : ten;
}

static void
measure_speed(struct scope *in, int64_t end_us)
{
	struct session *s = in->who;
	int64_t us = end_us - s->anchor_us;
	int64_t media = s->media_us - s->anchor_media_us;

	if (us < apart(in) || media < 0)
		return;
	s->speed = (int64_t)((double)media * 1e6 / (double)us + 0.5);
	scope_sample(in, M_VIEWERS_SPEED, s->speed);
	s->anchor_us = end_us;
	s->anchor_media_us = s->media_us;
}

static void
measure_drift(struct scope *in, int64_t end_us)
{
	struct session *s = in->who;
	int64_t lead = s->media_us - (end_us - s->origin_us);

	if (lead > s->best_lead_us)
		s->best_lead_us = lead;
	s->drift_us = s->best_lead_us - lead;
	scope_sample(in, M_VIEWERS_DRIFT, s->drift_us);
}

void
pace_media(struct scope *in, int64_t media_us)
{
	struct session *s = in->who;
	int64_t end_us = s->segment_end_us;

	if (media_us <= s->media_us || end_us == 0)
		return;
	s->media_us = media_us;
	if (s->origin_us == 0) {
		s->origin_us = s->anchor_us = end_us;
		s->anchor_media_us = s->best_lead_us = media_us;
		return;
	}
	if (end_us <= s->origin_us)
		return;
	measure_speed(in, end_us);
	measure_drift(in, end_us);
}
