/*
 * A viewer record has the totals of its session; what is new in them is booked
 * into the current second, so that the rebuffer ratio of any window is a sum
 * over a sum.
 *
 * The totals at a tick are provisional: when it turns out later that a segment
 * had come in time, rebuffered goes down again, and what is booked is negative.
 * So the sums over the whole run are always what the sessions told last; how a
 * window shows a correction of what is older is in tally.h.
 */
#include <stddef.h>

#include "duration.h"
#include "fields.h"
#include "pace.h"
#include "retry.h"
#include "viewer.h"

/* The fields of a viewer record; -1 where there is none. */
struct standing {
	struct slice state, missing, prefetch;
	int64_t played_us, rebuffered_us, buffer_us, edge_us, latency_us;
};

#define AT(member) offsetof(struct standing, member)

/* In the order in which hls-parse writes them. */
static const struct field_key keys[] = {
	{ FIELD("state"), FORM_TEXT, AT(state), 0, SLICE_INIT("") },
	{ FIELD("prefetch"), FORM_TEXT, AT(prefetch), 0, SLICE_INIT("") },
	{ FIELD("missing"), FORM_TEXT, AT(missing), 0, SLICE_INIT("") },
	{ FIELD("buffer"), FORM_TIME, AT(buffer_us), 0, SLICE_INIT("") },
	{ FIELD("played"), FORM_TIME, AT(played_us), 0, SLICE_INIT("") },
	{ FIELD("rebuffered"), FORM_TIME, AT(rebuffered_us), 0,
	    SLICE_INIT("") },
	{ FIELD("edge"), FORM_TIME, AT(edge_us), 0, SLICE_INIT("") },
	{ FIELD("latency"), FORM_TIME, AT(latency_us), 0, SLICE_INIT("") },
};

static void
read_standing(struct standing *n, struct slice rest)
{
	static const struct field_keys known = { keys, COUNT(keys) };

	*n = (struct standing){ .played_us = -1, .rebuffered_us = -1,
		.buffer_us = -1, .edge_us = -1, .latency_us = -1 };
	fields_read(&known, n, rest);
}

static void
book(struct scope *in, const struct standing *n)
{
	struct session *s = in->who;
	int64_t played_us = n->played_us - s->played_us;
	int64_t rebuffered_us = n->rebuffered_us - s->rebuffered_us;

	if (n->played_us < 0 || n->rebuffered_us < 0 || s->timeless)
		return;
	in->fold->measured = s->measured = 1;
	if (n->buffer_us >= 0)
		pace_media(in, n->played_us + n->buffer_us);
	s->played_us = n->played_us;
	s->rebuffered_us = n->rebuffered_us;
	scope_count(in, M_REBUFFER_PLAYED, played_us);
	scope_count(in, M_REBUFFER_TIME, rebuffered_us);
	scope_count(in, M_REBUFFER_WATCHED, played_us + rebuffered_us);
}

/* What it told so far was by what turned out not to hold. */
static void
take_back(struct scope *in)
{
	struct session *s = in->who;
	const struct standing none = { .buffer_us = -1 };

	if (s->measured)
		book(in, &none);
	s->measured = 0;
}

/* What a session says of its figures, each once. */
static void
note_limits(struct scope *in, const struct standing *n)
{
	struct session *s = in->who;
	unsigned id;

	if ((in->fold->prefetch || slice_eq(n->prefetch, SLICE("1"))) &&
	    !s->prefetching) {
		s->prefetching = 1;
		scope_count(in, M_VIEWERS_PREFETCHING, 1);
	}
	id = metric_by_word(M_MISSING_FIRST, M_MISSING_END, n->missing);
	if (s->unmeasured || id == M_MISSING_END)
		return;
	take_back(in);
	s->unmeasured = 1;
	scope_count(in, id, 1);
}

static void
note_place(struct session *s, const struct standing *n)
{
	if (s->timeless)
		return;
	s->edge_us = n->edge_us;
	s->latency_us = n->latency_us;
	s->placed = 1;
}

void
viewer_state(struct scope *in, const struct record *r)
{
	struct standing n;
	int state;

	read_standing(&n, r->rest);
	if (in->who == NULL || n.state.n == 0)
		return;
	state = word_find(viewer_states, VIEWER_ENDED, n.state);
	in->figures->viewed = 1;
	session_past(in, state == VIEWER_PLAYING ||
	    state == VIEWER_REBUFFERING ? PAST_PLAYED : PAST_CAME);
	session_viewer(in->fold, in->who, (enum viewer_state)state);
	book(in, &n);
	note_place(in->who, &n);
	if (in->who->viewer != VIEWER_STARTUP)
		note_limits(in, &n);
}

void
viewer_startup(struct scope *in, const struct record *r)
{
	int64_t us = scope_timeless(in) ? -1 : duration_of(r, "time");

	scope_time(in, M_STARTUP_TIME, us);
	if (!scope_timeless(in))
		scope_time(in, M_STARTUP_WALL, duration_of(r, "wall"));
	if (in->who == NULL)
		return;
	session_past(in, PAST_PLAYED);
	in->who->started = 1;
	in->who->startup_us = us;
}

/* Why its process ended is told as a fault of the viewer's. */
static void
fail(struct scope *in, const struct record *r, enum why why)
{
	struct slice reason = SLICE("");

	field_get(r->rest, "reason", &reason);
	scope_fault(in, why == WHY_STARTUP_FAIL ? "startup" :
	    "playback", reason.n > 0 ? reason : SLICE("failed"));
	if (in->who == NULL)
		return;
	scope_count(in, why == WHY_STARTUP_FAIL ? M_STARTUP_DENIED :
	    M_PLAYBACK_DENIED, in->who->denied);
	session_past(in, PAST_CAME);
	in->who->failed = why;
	in->who->reason = (uint8_t)word_find(fail_reasons, FAIL_UNKNOWN,
	    reason);
}

void
viewer_startup_fail(struct scope *in, const struct record *r)
{
	fail(in, r, WHY_STARTUP_FAIL);
}

void
viewer_playback_fail(struct scope *in, const struct record *r)
{
	fail(in, r, WHY_PLAYBACK_FAIL);
}

/* A rebuffer that our own stop cut off counts, but has no length. */
void
viewer_rebuffer(struct scope *in, const struct record *r)
{
	struct account *own = scope_account(in);
	struct slice open;

	if (scope_timeless(in))
		return;
	scope_count(in, M_REBUFFER_COUNT, 1);
	if (!field_get(r->rest, "open", &open))
		scope_time(in, M_REBUFFER_DURATION, duration_of(r, "time"));
	if (in->who == NULL)
		return;
	session_past(in, PAST_PLAYED | PAST_REBUFFERED);
	if (own != NULL)
		own->rebuffers++;
	if (in->who->rebuffers++ == 0)
		scope_count(in, M_REBUFFER_SESSIONS, 1);
}

void
viewer_segment_fail(struct scope *in, const struct record *r)
{
	struct slice reason;
	int64_t seq;

	if (field_get(r->rest, "reason", &reason))
		scope_fault(in, "segment", reason);
	if (in->who != NULL && field_int(r->rest, "seq", &seq))
		retry_segment_fail(in, seq, r->time_us);
}

void
viewer_segment_skip(struct scope *in, const struct record *r)
{
	int64_t seq;

	if (in->who != NULL && field_int(r->rest, "seq", &seq))
		retry_segment_skip(in, seq);
}

void
viewer_segment_gap(struct scope *in, const struct record *r)
{
	struct slice url, range = SLICE("");

	field_get(r->rest, "range", &range);
	if (in->who != NULL && field_get(r->rest, "url", &url))
		retry_gap(in->who, url, range);
}

void
viewer_expired(struct scope *in, const struct record *r)
{
	int64_t n;

	if (field_int(r->rest, "count", &n) && n > 0 && n <= INT32_MAX)
		scope_count(in, M_HLS_EXPIRED, n);
}

void
viewer_continuity(struct scope *in, const struct record *r)
{
	struct slice kind = SLICE("");
	unsigned id;

	field_get(r->rest, "kind", &kind);
	id = metric_by_word(M_CONTINUITY_FIRST, M_CONTINUITY_END, kind);
	if (id < M_CONTINUITY_END)
		scope_count(in, id, 1);
}
