/*
 * A viewer record has the totals of its session; what is new in them is booked
 * into the current second, so that the rebuffer ratio of any window is a sum
 * over a sum.
 *
 * The totals at a tick are provisional: when it turns out later that a segment
 * had come in time, rebuffered goes down again. Counters must not, so what was
 * booked too early is kept as `ahead` and the next seconds pay for it.
 */
#include "pace.h"
#include "qoe.h"
#include "retry.h"
#include "viewer.h"

/* The part of a change that can be booked now. */
static int64_t
due(int64_t *ahead, int64_t change)
{
	int64_t us = change - *ahead;

	*ahead = us < 0 ? -us : 0;
	return us < 0 ? 0 : us;
}

/* What is new since the session's record before. */
static void
book_into(struct tally *t, struct ahead *ahead, const struct ahead *change)
{
	int64_t played = due(&ahead->played_us, change->played_us);
	int64_t rebuffered = due(&ahead->rebuffered_us,
	    change->rebuffered_us);

	tally_count(t, M_REBUFFER_PLAYED, played);
	tally_count(t, M_REBUFFER_TIME, rebuffered);
	tally_count(t, M_REBUFFER_WATCHED, played + rebuffered);
}

/* The fields of a viewer record; -1 where there is none. */
struct standing {
	struct slice state;
	int64_t played_us, rebuffered_us, buffer_us;
};

static void
read_standing(struct standing *n, struct slice rest)
{
	struct field f;

	*n = (struct standing){ { NULL, 0 }, -1, -1, -1 };
	while (field_next(&rest, &f)) {
		if (slice_eq(f.key, SLICE("state")))
			n->state = f.value;
		else if (slice_eq(f.key, SLICE("played")))
			n->played_us = agg_time(f.value);
		else if (slice_eq(f.key, SLICE("rebuffered")))
			n->rebuffered_us = agg_time(f.value);
		else if (slice_eq(f.key, SLICE("buffer")))
			n->buffer_us = agg_time(f.value);
	}
}

static void
book(struct agg *a, struct session *s, const struct standing *n)
{
	struct ahead change;
	int i;

	if (n->played_us < 0 || n->rebuffered_us < 0)
		return;
	s->measured = 1;
	if (n->buffer_us >= 0)
		pace_media(a, s, n->played_us + n->buffer_us);
	change = (struct ahead){ n->played_us - s->played_us,
		n->rebuffered_us - s->rebuffered_us };
	s->played_us = n->played_us;
	s->rebuffered_us = n->rebuffered_us;
	book_into(&a->now, &a->ahead, &change);
	for (i = 0; i < a->ncells; i++)
		book_into(&a->cell[i]->tally, &a->cell[i]->ahead, &change);
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
	struct standing n;

	read_standing(&n, r->rest);
	if (a->who == NULL || n.state.n == 0)
		return;
	a->viewed = 1;
	session_viewer(a, a->who, read_state(n.state));
	book(a, a->who, &n);
}

static void
sample(struct agg *a, enum metric_id id, int64_t us)
{
	if (us >= 0)
		agg_sample(a, id, us);
}

void
viewer_startup(struct agg *a, const struct record *r)
{
	int64_t us = agg_time_of(r, "time");

	agg_count(a, M_STARTUP_COUNT, 1);
	sample(a, M_STARTUP_TIME, us);
	sample(a, M_STARTUP_WALL, agg_time_of(r, "wall"));
	if (a->who == NULL)
		return;
	a->who->started = 1;
	a->who->startup_us = us;
}

/* Why its process ended is told as a fault of the viewer's. */
static void
fail(struct agg *a, const struct record *r, enum why why)
{
	struct slice reason = SLICE("");

	field_get(r->rest, "reason", &reason);
	fault_count(&a->faults, why == WHY_STARTUP_FAIL ? "startup" :
	    "playback", reason.n > 0 ? reason : SLICE("failed"));
	if (a->who == NULL)
		return;
	a->who->failed = why;
	a->who->reason = qoe_reason(reason);
}

void
viewer_startup_fail(struct agg *a, const struct record *r)
{
	agg_count(a, M_STARTUP_FAIL, 1);
	fail(a, r, WHY_STARTUP_FAIL);
}

void
viewer_playback_fail(struct agg *a, const struct record *r)
{
	agg_count(a, M_PLAYBACK_FAIL, 1);
	fail(a, r, WHY_PLAYBACK_FAIL);
}

/* A rebuffer that our own stop cut off counts, but has no length. */
void
viewer_rebuffer(struct agg *a, const struct record *r)
{
	struct slice open;

	agg_count(a, M_REBUFFER_COUNT, 1);
	if (!field_get(r->rest, "open", &open))
		sample(a, M_REBUFFER_DURATION, agg_time_of(r, "time"));
	if (a->who == NULL)
		return;
	if (agg_account(a) != NULL)
		agg_account(a)->rebuffers++;
	if (a->who->rebuffers++ == 0)
		agg_count(a, M_REBUFFER_SESSIONS, 1);
}

void
viewer_segment_fail(struct agg *a, const struct record *r)
{
	int64_t seq;

	agg_count(a, M_HLS_SEGMENT_FAIL, 1);
	if (a->who != NULL && field_int(r->rest, "seq", &seq))
		retry_segment_fail(a, a->who, seq, r->time_us);
}

void
viewer_segment_skip(struct agg *a, const struct record *r)
{
	int64_t seq;

	agg_count(a, M_HLS_SEGMENT_SKIP, 1);
	if (a->who != NULL && field_int(r->rest, "seq", &seq))
		retry_segment_skip(a, a->who, seq);
}

void
viewer_expired(struct agg *a, const struct record *r)
{
	int64_t n;

	if (field_int(r->rest, "count", &n) && n > 0 && n <= INT32_MAX)
		agg_count(a, M_HLS_EXPIRED, n);
}

void
viewer_continuity(struct agg *a, const struct record *r)
{
	enum metric_id id;
	struct slice kind;

	if (!field_get(r->rest, "kind", &kind))
		return;
	for (id = M_CONTINUITY_CORRUPT; id <= M_CONTINUITY_STEP; id++) {
		const char *word = strchr(metrics[id].path, '.') + 1;

		if (slice_eq(kind, slice_str(word)))
			agg_count(a, id, 1);
	}
}
