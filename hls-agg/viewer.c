/*
 * A viewer record has the totals of its session; what is new in them is booked
 * into the current second, so that the rebuffer ratio of any window is a sum
 * over a sum.
 *
 * The totals at a tick are provisional: when it turns out later that a segment
 * had come in time, rebuffered goes down again. Counters must not, so what was
 * booked too early is kept as `ahead` and the next seconds pay for it.
 */
#include "viewer.h"

/* The part of a change that can be booked now. */
static int64_t
due(int64_t *ahead, int64_t change)
{
	int64_t us = change - *ahead;

	*ahead = us < 0 ? -us : 0;
	return us < 0 ? 0 : us;
}

static void
book(struct agg *a, struct session *s, const struct record *r)
{
	int64_t played = agg_time_of(r, "played");
	int64_t rebuffered = agg_time_of(r, "rebuffered");

	if (played < 0 || rebuffered < 0)
		return;
	played -= s->played_us;
	s->played_us += played;
	played = due(&a->played_ahead, played);
	rebuffered -= s->rebuffered_us;
	s->rebuffered_us += rebuffered;
	rebuffered = due(&a->rebuffered_ahead, rebuffered);
	agg_count(a, M_REBUFFER_PLAYED, played);
	agg_count(a, M_REBUFFER_TIME, rebuffered);
	agg_count(a, M_REBUFFER_WATCHED, played + rebuffered);
}

static enum viewer_state
read_state(struct slice name)
{
	if (slice_eq(name, SLICE("startup")))
		return VIEWER_STARTUP;
	if (slice_eq(name, SLICE("playing")))
		return VIEWER_PLAYING;
	if (slice_eq(name, SLICE("rebuffering")))
		return VIEWER_REBUFFERING;
	return VIEWER_NONE;
}

void
viewer_state(struct agg *a, const struct record *r)
{
	struct session *s = session_find(&a->sessions, r->subject);
	struct slice state;

	if (s == NULL || !field_get(r->rest, "state", &state))
		return;
	a->viewed = 1;
	session_viewer(&a->sessions, s, read_state(state));
	book(a, s, r);
}

static void
sample(struct agg *a, enum metric_id id, int64_t us)
{
	if (us >= 0)
		tally_sample(&a->now, id, us);
}

void
viewer_startup(struct agg *a, const struct record *r)
{
	agg_count(a, M_STARTUP_COUNT, 1);
	sample(a, M_STARTUP_TIME, agg_time_of(r, "time"));
	sample(a, M_STARTUP_WALL, agg_time_of(r, "wall"));
}

void
viewer_startup_fail(struct agg *a, const struct record *r)
{
	(void)r;
	/* Its cause, a failed request or connection or an exit, is told. */
	agg_count(a, M_STARTUP_FAIL, 1);
}

/* A rebuffer that our own stop cut off counts, but has no length. */
void
viewer_rebuffer(struct agg *a, const struct record *r)
{
	struct session *s = session_find(&a->sessions, r->subject);
	struct slice open;

	agg_count(a, M_REBUFFER_COUNT, 1);
	if (!field_get(r->rest, "open", &open))
		sample(a, M_REBUFFER_DURATION, agg_time_of(r, "time"));
	if (s == NULL || s->rebuffered)
		return;
	s->rebuffered = 1;
	a->rebuffered++;
}

void
viewer_segment_fail(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HLS_SEGMENT_FAIL, 1);
}

void
viewer_segment_skip(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HLS_SEGMENT_SKIP, 1);
}

void
viewer_expired(struct agg *a, const struct record *r)
{
	int64_t n;

	if (field_int(r->rest, "count", &n) && n > 0 && n <= INT32_MAX)
		agg_count(a, M_HLS_EXPIRED, n);
}

void
viewer_playlist_fail(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HLS_PLAYLIST_FAIL, 1);
}
