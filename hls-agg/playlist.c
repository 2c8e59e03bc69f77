/*
 * The record of a sequence does not name the URL: FFmpeg loads one playlist at
 * a time, so it is the one that the session requested last.
 */
#include "agg.h"
#include "exchange.h"
#include "fnv.h"
#include "playlist.h"

/* A lag of more than this is no lag (115 days). */
#define EDGE_LAG_MAX_US INT64_C(10000000000000)

void
playlist_request(struct agg *a, const struct exchange *t)
{
	int64_t interval = t->interval_us, late = t->late_us, target;

	if (interval < 0)
		return;
	if (a->who != NULL && t->url.n > 0)
		a->who->playlist = fnv(FNV_START, t->url) | 1;
	agg_count(a, M_HLS_RELOAD_COUNT, 1);
	agg_sample(a, M_HLS_RELOAD_INTERVAL, interval);
	if (late < 0)
		return;
	agg_sample(a, M_HLS_RELOAD_JITTER, late);
	target = agg_target_us(a, a->who);
	agg_count(a, M_HLS_RELOAD_LATE, target > 0 && late > target / 2);
}

/* The playlist's place in the table, or -1. */
static int
find(struct playlists *ps, uint64_t url)
{
	int i;

	for (i = 0; i < ps->n; i++)
		if (ps->playlist[i].url == url)
			return i;
	for (i = 0; i < ps->n && ps->playlist[i].newest >= 0; i++)
		;
	if (i == PLAYLISTS)
		return -1;
	ps->n += i == ps->n;
	ps->playlist[i].url = url;
	ps->playlist[i].newest = -1;
	return i;
}

/* Of several renditions the one that changed first is followed. */
static void
follow(struct agg *a, struct session *s, int64_t from, int64_t to)
{
	int i = s->playlist != 0 ? find(&a->playlists, s->playlist) : -1;
	struct playlist *p;

	if (s->watched < 0)
		s->watched = i;
	if (i < 0 || i != s->watched)
		return;
	p = &a->playlists.playlist[i];
	s->sequence = to;
	if (to > p->newest || to < from)
		p->newest = to;
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
	follow(a, a->who, from, to);
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

void
playlist_walk_begin(const struct agg *a, struct playlist_walk *w)
{
	int k;

	for (k = 0; k < a->playlists.n; k++)
		w->newest[k] = w->highest[k] = -1;
}

void
playlist_see(struct agg *a, struct playlist_walk *w, const struct session *s)
{
	int64_t target_us = agg_target_us(a, s), behind;
	int k = s->watched;

	if (s->sequence > w->highest[k])
		w->highest[k] = s->sequence;
	behind = a->playlists.playlist[k].newest - s->sequence;
	if (behind >= 0 && s->sequence > w->newest[k])
		w->newest[k] = s->sequence;
	if (target_us == 0 || behind < 0 ||
	    behind > EDGE_LAG_MAX_US / target_us)
		return;
	agg_focus(a, s);
	agg_sample(a, M_VIEWERS_EDGE_LAG, behind * target_us);
}

void
playlist_walk_end(struct agg *a, const struct playlist_walk *w)
{
	int64_t newest = -1;
	int k;

	for (k = 0; k < a->playlists.n; k++) {
		struct playlist *p = &a->playlists.playlist[k];

		p->newest = w->newest[k] >= 0 ? w->newest[k] : w->highest[k];
		newest = p->newest > newest ? p->newest : newest;
	}
	a->gauge[M_HLS_MEDIA_SEQUENCE].known = 0;
	if (newest >= 0)
		gauge_set(a->gauge, M_HLS_MEDIA_SEQUENCE, newest);
}
