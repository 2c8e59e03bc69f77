/*
 * The record of a sequence does not name the URL: FFmpeg loads one playlist at
 * a time, so it is the one that the session requested last.
 */
#include "duration.h"
#include "exchange.h"
#include "fields.h"
#include "playlist.h"
#include "scope.h"
#include "watch.h"

void
playlist_request(struct scope *in, const struct exchange *t)
{
	int64_t interval = t->interval_us, late = t->late_us, target;
	uint64_t url = t->url.n > 0 ? watch_url(t->url) : 0;

	if (interval < 0)
		return;
	if (in->who != NULL && url != 0)
		in->who->playlist = url;
	scope_count(in, M_HLS_RELOAD_COUNT, 1);
	scope_sample(in, M_HLS_RELOAD_INTERVAL, interval);
	if (late < 0)
		return;
	scope_sample(in, M_HLS_RELOAD_JITTER, late);
	target = watch_target(in->fold, url);
	scope_count(in, M_HLS_RELOAD_JUDGED, target > 0);
	scope_count(in, M_HLS_RELOAD_LATE, target > 0 && late > target / 2);
}

int64_t
playlist_segment_us(const struct scope *in)
{
	if (in->who->segment_us > 0)
		return in->who->segment_us;
	return in->fold->segment_us > 0 ? in->fold->segment_us :
	    watch_target(in->fold, in->who->playlist);
}

/* Of several renditions the one that changed first is followed. */
static void
follow(struct session *s, int64_t to)
{
	if (s->followed == 0)
		s->followed = s->playlist;
	if (s->followed != 0 && s->followed == s->playlist)
		s->sequence = to;
}

void
playlist_sequence(struct scope *in, const struct record *r)
{
	int64_t from, to, duration = duration_of(r, "duration");

	if (!field_int(r->rest, "from", &from) ||
	    !field_int(r->rest, "to", &to) || from < 0 || to < 0)
		return;
	scope_count(in, M_HLS_SEQUENCE_SKIP, to > from && to - from > 1);
	scope_count(in, M_HLS_SEQUENCE_RESET, to < from);
	if (duration > 0)
		in->fold->segment_us = duration;
	if (in->who == NULL)
		return;
	if (duration > 0)
		in->who->segment_us = duration;
	follow(in->who, to);
}

/*
 * Each record of one stale has its length so far: the new part counts, and a
 * stale is another one if it begins behind all that is booked. So renditions
 * that are stale together count once.
 */
void
playlist_stale(struct scope *in, const struct record *r)
{
	int64_t since, from, us = duration_of(r, "time");
	struct session *s = in->who;

	if (s == NULL || s->timeless || us <= 0 ||
	    !field_micro(r->rest, "since", &since) || since < 0 ||
	    since > r->time_us)
		return;
	from = s->stale_until_us;
	if (since >= from) {
		scope_count(in, M_HLS_STALE_COUNT, 1);
		from = since;
	}
	if (since + us <= from)
		return;
	scope_count(in, M_HLS_STALE_TIME, since + us - from);
	s->stale_until_us = since + us;
}

void
playlist_fail(struct scope *in, const struct record *r)
{
	struct slice reason = SLICE("unknown");
	int known = field_get(r->rest, "reason", &reason), none;
	int64_t status;

	/* One that came is none. */
	none = slice_eq(reason, SLICE("empty")) ||
	    slice_eq(reason, SLICE("invalid")) ||
	    slice_eq(reason, SLICE("mimetype"));
	if (none && in->who != NULL)
		in->who->denied = 1;
	scope_count(in, M_HLS_PLAYLIST_DENIED, none ||
	    (!slice_eq(reason, SLICE("relay")) &&
	    field_int(r->rest, "status", &status) && status >= 400));
	/* Failed requests and connections are told as such, and so is a
	 * segment that has no name for FFmpeg. */
	if (!known || none)
		scope_fault(in, "playlist", reason);
}

/* What came is no key. That none came is told of its request. */
void
playlist_key_fail(struct scope *in, const struct record *r)
{
	struct slice reason, bytes;

	if (!field_get(r->rest, "reason", &reason) ||
	    (!field_get(r->rest, "bytes", &bytes) &&
	    !slice_eq(reason, SLICE("empty"))))
		return;
	scope_fault(in, "key", reason);
	if (in->who != NULL)
		in->who->denied = 1;
}

/* FFmpeg asks for the same over and over. */
void
playlist_loop(struct scope *in, const struct record *r)
{
	struct slice type = SLICE("other"), kind;

	field_get(r->rest, "type", &type);
	if (field_get(r->rest, "kind", &kind))
		scope_fault(in, transaction_names[fields_type(type)],
		    slice_eq(kind, SLICE("reconnect")) ?
		    SLICE("reconnect loop") : kind);
}
