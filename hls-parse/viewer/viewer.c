/*
 * The viewer's buffer: complete media minus played media. It is settled at
 * each segment's end, which is often known only at the next request, and its
 * duration still later; what a tick shows in between is provisional.
 */
#include "event/flow.h"
#include "session/rendition.h"
#include "viewer.h"

/* Empty for so long is a rebuffer. */
#define REBUFFER_MIN_US 250000

static int64_t
buffered(const struct viewer *v)
{
	return v->media_us - v->played_us;
}

/* What its figures lack, or NULL. */
static const char *
missing(const struct at *at)
{
	if (at->p->flow.timeless)
		return "stamps";
	/* It is read as fast as it comes: nobody watches that. */
	if (at->s->viewer.vod && session_pace(at) == PACE_OFF)
		return "pace";
	return at->s->viewer.lacks;
}

void
viewer_lacks(struct session *s, const char *word)
{
	if (s->viewer.lacks == NULL)
		s->viewer.lacks = word;
}

/* Plays from v->now_us to t; returns for how long the buffer was empty. */
static int64_t
play(struct viewer *v, int64_t t)
{
	int64_t dt = t - v->now_us, buffer = buffered(v);
	int64_t empty;

	if (dt <= 0)
		return 0;
	v->now_us = t;
	if (dt > DURATION_MAX_US)
		return 0;
	if (dt < buffer)
		buffer = dt;
	v->played_us += buffer;
	empty = dt - buffer;
	v->rebuffered_us += empty;
	return empty;
}

static void
put_rebuffer(const struct at *at, int64_t time_us, bool open)
{
	struct sbuf *b;

	if (time_us < REBUFFER_MIN_US || missing(at) != NULL)
		return;
	b = session_event(at, "rebuffer");
	put_micro(b, "start", at->t - time_us);
	put_micro(b, "time", time_us);
	if (open)
		put_int(b, "open", 1);
	record_end(b);
}

/*
 * How far its playhead is behind the live edge, the end of the watched
 * playlist; and behind the clock, by the playlist's dates.
 */
static void
put_distance(const struct at *at, struct sbuf *b, const struct viewer *v)
{
	const struct watch *w = watch_at(&at->p->watches, v->place.watch);
	int64_t behind;

	if (w != NULL && w->list.ended)
		return;
	if (w != NULL && w->timeline.era == v->place.era) {
		behind = w->timeline.edge_us - v->place.us;
		/* It may have loaded the playlist since the watch has. */
		put_micro(b, "edge", buffered(v) + (behind > 0 ? behind : 0));
	}
	if (v->place.date_us == M3U8_NO_TIME)
		return;
	behind = at->t - v->place.date_us + buffered(v);
	/* Another clock than ours may be ahead of it. */
	if (behind >= 0)
		put_micro(b, "latency", behind);
}

static void
put_viewer(const struct at *at, const struct viewer *v)
{
	struct sbuf *b = session_event(at, "viewer");
	const char *lack = v->start_us != 0 ? missing(at) : NULL;

	put_str(b, "state", viewer_states[v->state]);
	if (v->ahead)
		put_int(b, "prefetch", 1);
	if (lack != NULL) {
		put_str(b, "missing", lack);
	} else if (v->media_us > 0) {
		if (v->state != VIEWER_ENDED && !at->s->viewer.vod)
			put_distance(at, b, v);
		put_micro(b, "buffer", buffered(v));
		put_micro(b, "played", v->played_us);
		put_micro(b, "rebuffered", v->rebuffered_us);
	}
	record_end(b);
}

void
viewer_start(const struct at *at)
{
	struct viewer *v = &at->s->viewer;

	v->start_us = v->now_us = at->t;
	v->state = VIEWER_PLAYING;
	v->place = (struct place){ .watch = -1, .date_us = M3U8_NO_TIME };
	put_viewer(at, v);
}

/*
 * The k-th segment of a rendition that its viewer has not been given: all of
 * it has been read, or its media has come up to now. NULL: none.
 */
static struct request *
pending(const struct http *h, int playlist, size_t k)
{
	size_t i;

	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];

		if (r->type != T_SEGMENT || r->playlist != playlist ||
		    (r->passed && !r->due))
			continue;
		if (k == 0)
			return r->due || request_has_media(h, r) ? r : NULL;
		k--;
	}
	return NULL;
}

/*
 * Whether FFmpeg has read less than half as many lines of it as the segment
 * before lets expect of its length.
 */
static bool
is_amid(const struct http *h, const struct rendition *v,
    const struct request *r)
{
	return v->line_bytes > 0 && 2 * (float)request_lines(h, r) *
	    v->line_bytes < (float)r->length;
}

struct request *
viewer_in_hand(const struct at *at, const struct rendition *v, size_t k)
{
	struct http *h = &at->s->http;
	struct request *r = pending(h, rendition_of(h, v), k);

	if (r == NULL)
		return NULL;
	/* Once it is complete FFmpeg loads the playlist, as soon as that is
	 * due. */
	if (r->missing > 0 || r->suspect || r->reason != NULL || (!r->due &&
	    (v->track->duration_us == 0 || rendition_is_overdue(v, at->t) ||
	    is_amid(h, v, r))))
		return NULL;
	if (!r->due)
		r->ready_us = demuxer_end_us(request_demuxer(h, r));
	return r;
}

/*
 * One look along the tracks, from what the viewer has: as far as they are
 * known, or with guesses up to now.
 */
struct look {
	const struct at *at;
	bool guess;
	/* The step it found: so much media was complete then, and there. */
	int64_t media_us, end_us;
	struct mark last;
};

static void
look_begin(struct look *l)
{
	struct rendition *v;
	size_t i;

	for (i = 0; (v = rendition_at(&l->at->s->http, i)) != NULL; i++) {
		v->track->ahead = 0;
		v->track->ahead_us = v->track->base_us;
	}
}

/*
 * The next mark of a rendition. A guess is that a segment which waits for its
 * duration, or is in hand, lasts as long as the one before.
 */
static bool
look_mark(const struct look *l, const struct rendition *v, struct mark *m)
{
	const struct track *t = v->track;
	const struct request *r = NULL;

	if (l->guess && t->ahead >= t->n)
		r = viewer_in_hand(l->at, v, t->ahead - t->n);
	if (t->ahead < t->n)
		*m = t->mark[t->ahead];
	else if (r != NULL)
		*m = (struct mark){ .end_us = r->ready_us, .duration_us = -1,
			.watch = -1 };
	else
		return false;
	if (m->duration_us < 0 && l->guess)
		m->duration_us = t->duration_us;
	return m->duration_us > 0 || (m->duration_us == 0 && t->ahead < t->n);
}

/*
 * The next moment at which the shortest of them is longer than the viewer's
 * media; false if there is none yet.
 */
static bool
look_on(struct look *l, const struct viewer *viewer)
{
	struct rendition *v;
	struct mark m;
	size_t i, played = 0;

	l->media_us = INT64_MAX;
	l->end_us = 0;
	for (i = 0; (v = rendition_at(&l->at->s->http, i)) != NULL; i++) {
		struct track *t = v->track;

		if (v->dropped)
			continue;
		for (;;) {
			if (!look_mark(l, v, &m))
				return false;
			if (t->ahead_us + m.duration_us > viewer->media_us)
				break;
			t->ahead_us += m.duration_us;
			t->ahead++;
		}
		if (t->ahead_us + m.duration_us < l->media_us) {
			l->media_us = t->ahead_us + m.duration_us;
			l->last = m;
		}
		if (m.end_us > l->end_us)
			l->end_us = m.end_us;
		played++;
	}
	return played > 0;
}

/* The viewer has what the look found. Returns how long it had nothing. */
static int64_t
take(struct viewer *v, const struct look *l)
{
	int64_t more = l->media_us - v->media_us, empty = 0;

	if (v->hole && l->end_us > v->now_us)
		v->now_us = l->end_us;
	else
		empty = play(v, l->end_us);
	v->hole = false;
	v->media_us += more;
	if (l->last.watch >= 0) {
		v->place = (struct place){ l->last.watch, l->last.era,
			l->last.place_us, l->last.date_us };
		return empty;
	}
	v->place.us += more;
	if (v->place.date_us != M3U8_NO_TIME)
		v->place.date_us += more;
	return empty;
}

void
viewer_take(const struct at *at)
{
	struct look l = { .at = at };
	struct at end = *at;
	struct rendition *v;
	size_t i;

	if (at->s->viewer.start_us == 0 || at->s->viewer.lacks != NULL)
		return;
	look_begin(&l);
	while (look_on(&l, &at->s->viewer)) {
		end.t = l.end_us;
		put_rebuffer(&end, take(&at->s->viewer, &l), false);
	}
	for (i = 0; (v = rendition_at(&at->s->http, i)) != NULL; i++)
		while (v->track->ahead > 0) {
			track_pop(v->track);
			v->track->ahead--;
		}
}

void
viewer_loses(struct session *s, int64_t media_us)
{
	struct viewer *v = &s->viewer;
	int64_t short_us;

	if (v->media_us < media_us)
		return;
	v->media_us -= media_us;
	short_us = v->played_us - v->media_us;
	if (short_us <= 0)
		return;
	v->played_us -= short_us;
	v->rebuffered_us += short_us;
}

void
viewer_tick(const struct at *at)
{
	struct viewer v = at->s->viewer;
	struct look l = { .at = at, .guess = true };

	if (v.media_us > 0 && v.lacks == NULL && !v.hole) {
		look_begin(&l);
		while (look_on(&l, &v) && l.end_us <= at->t)
			take(&v, &l);
		v.state = play(&v, at->t) >= REBUFFER_MIN_US ?
		    VIEWER_REBUFFERING : VIEWER_PLAYING;
	} else if (v.lacks != NULL || v.hole) {
		v.state = VIEWER_PLAYING;
	}
	at->s->viewer.state = v.state;
	put_viewer(at, &v);
}

void
viewer_exit(const struct at *at)
{
	struct viewer *v = &at->s->viewer;

	if (v->start_us != 0 && v->media_us == 0)
		viewer_lacks(at->s, "durations");
	if (v->media_us > 0 && v->lacks == NULL && !v->hole)
		put_rebuffer(at, play(v, at->t), true);
	v->state = VIEWER_ENDED;
	put_viewer(at, v);
}
