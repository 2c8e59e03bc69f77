/*
 * The record of a sequence does not name the URL: FFmpeg loads one playlist at
 * a time, so it is the one that the session requested last.
 */
#include "agg.h"
#include "exchange.h"
#include "playlist.h"
#include "watch.h"

void
playlist_request(struct agg *a, const struct exchange *t)
{
	int64_t interval = t->interval_us, late = t->late_us, target;
	uint64_t url = t->url.n > 0 ? watch_url(t->url) : 0;

	if (interval < 0)
		return;
	if (a->who != NULL && url != 0)
		a->who->playlist = url;
	agg_count(a, M_HLS_RELOAD_COUNT, 1);
	agg_sample(a, M_HLS_RELOAD_INTERVAL, interval);
	if (late < 0)
		return;
	agg_sample(a, M_HLS_RELOAD_JITTER, late);
	target = watch_target(a, url);
	agg_count(a, M_HLS_RELOAD_JUDGED, target > 0);
	agg_count(a, M_HLS_RELOAD_LATE, target > 0 && late > target / 2);
}

int64_t
playlist_segment_us(const struct agg *a, const struct session *s)
{
	if (s->segment_us > 0)
		return s->segment_us;
	return a->segment_us > 0 ? a->segment_us :
	    watch_target(a, s->playlist);
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
playlist_sequence(struct agg *a, const struct record *r)
{
	int64_t from, to, duration = agg_time_of(r, "duration");

	if (!field_int(r->rest, "from", &from) ||
	    !field_int(r->rest, "to", &to) || from < 0 || to < 0)
		return;
	agg_count(a, M_HLS_SEQUENCE_SKIP, to > from && to - from > 1);
	agg_count(a, M_HLS_SEQUENCE_RESET, to < from);
	if (duration > 0)
		a->segment_us = duration;
	if (a->who == NULL)
		return;
	if (duration > 0)
		a->who->segment_us = duration;
	follow(a->who, to);
}

/*
 * Each record of one stale has its length so far: the new part counts, and a
 * stale is another one if it begins behind all that is booked. So renditions
 * that are stale together count once.
 */
void
playlist_stale(struct agg *a, const struct record *r)
{
	int64_t since, from, us = agg_time_of(r, "time");
	struct session *s = a->who;

	if (s == NULL || us <= 0 || !field_micro(r->rest, "since", &since) ||
	    since < 0 || since > r->time_us)
		return;
	from = s->stale_until_us;
	if (since >= from) {
		agg_count(a, M_HLS_STALE_COUNT, 1);
		from = since;
	}
	if (since + us <= from)
		return;
	agg_count(a, M_HLS_STALE_TIME, since + us - from);
	s->stale_until_us = since + us;
}

void
playlist_fail(struct agg *a, const struct record *r)
{
	struct slice reason;

	agg_count(a, M_HLS_PLAYLIST_FAIL, 1);
	/* Failed requests and connections are told as such. */
	if (field_get(r->rest, "reason", &reason) &&
	    (slice_eq(reason, SLICE("empty")) ||
	    slice_eq(reason, SLICE("invalid"))))
		fault_count(&a->faults, "playlist", reason);
}

void
playlist_init_fail(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HLS_INIT_FAIL, 1);
}

void
playlist_key_fail(struct agg *a, const struct record *r)
{
	(void)r;
	agg_count(a, M_HLS_KEY_FAIL, 1);
}
