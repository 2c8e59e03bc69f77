/*
 * The viewer's buffer: complete media minus played media. It is settled at
 * each segment's end, which is often known only at the next request; what a
 * tick shows in between is provisional and never goes back.
 */
#include "event.h"
#include "rendition.h"
#include "session.h"
#include "viewer.h"

/* So many segments are needed to learn their duration from out_time. */
#define LEARN_SEGMENTS 4
/* So long without a media line is none of reading. */
#define QUIET_US 200000
/* FFmpeg looks for a due reload every 0.1 s. */
#define RELOAD_GRACE_US 300000

static const char *const state_names[] = {
	"startup", "playing", "rebuffering", "ended",
};

/* What is learnt late about durations may leave less than was played. */
static int64_t
buffered(const struct viewer *v)
{
	return v->media_us > v->played_us ? v->media_us - v->played_us : 0;
}

/* Whether the log gives what its figures need. */
static int
has_figures(const struct viewer *v)
{
	return v->start_us != 0 && v->duration_us != 0 && !v->vod &&
	    !v->unsure;
}

/* Plays from v->now_us to t; returns for how long the buffer was empty. */
static int64_t
play(struct viewer *v, int64_t t)
{
	int64_t dt = t - v->now_us, buffer = buffered(v);
	int64_t empty;

	if (dt <= 0)
		return 0;
	if (dt > DURATION_MAX_US) {
		v->now_us = t;
		return 0;
	}
	if (dt <= buffer)
		buffer = dt;
	v->played_us += buffer;
	v->now_us = t;
	empty = dt - buffer;
	if (empty >= REBUFFER_MIN_US)
		v->rebuffered_us += empty;
	return empty;
}

static void
put_rebuffer(struct parse *p, struct session *s, int64_t t, int64_t time_us,
    int open)
{
	struct sbuf *b;

	if (p->timeless || s->viewer.unsure)
		return;
	b = session_event(p, s, t, "rebuffer");
	put_micro(b, "start", t - time_us);
	put_micro(b, "time", time_us);
	if (open)
		put_int(b, "open", 1);
	record_end(b);
}

static void
put_viewer(struct parse *p, struct session *s, int64_t t,
    const struct viewer *v)
{
	struct sbuf *b = session_event(p, s, t, "viewer");
	struct viewer *shown = &s->viewer;

	put_str(b, "state", state_names[v->state]);
	if (has_figures(v) && !p->timeless) {
		if (v->played_us > shown->shown_played_us)
			shown->shown_played_us = v->played_us;
		if (v->rebuffered_us > shown->shown_rebuffered_us)
			shown->shown_rebuffered_us = v->rebuffered_us;
		put_micro(b, "buffer", buffered(v));
		put_micro(b, "played", shown->shown_played_us);
		put_micro(b, "rebuffered", shown->shown_rebuffered_us);
	}
	record_end(b);
}

static void
add_segment(struct parse *p, struct session *s, int64_t end_us)
{
	struct viewer *v = &s->viewer;
	int64_t empty = 0;

	if (v->hole && end_us > v->now_us)
		v->now_us = end_us;
	else
		empty = play(v, end_us);
	v->hole = 0;
	if (empty >= REBUFFER_MIN_US)
		put_rebuffer(p, s, end_us, empty, 0);
	v->media_us += v->duration_us;
}

/* What is known of the durations now, also of those before. */
static void
set_duration(struct parse *p, struct session *s, int64_t us)
{
	struct viewer *v = &s->viewer;
	size_t i, n = COUNT(v->early);
	int first = v->duration_us == 0;

	v->duration_us = us;
	if (us > v->longest_us)
		v->longest_us = us;
	if (!first || v->vod)
		return;
	if ((int64_t)n > v->segments)
		n = (size_t)v->segments;
	for (i = 0; i < n; i++)
		add_segment(p, s, v->early[i]);
}

/*
 * How many segments are complete at t, if that is sure: nothing has come for a
 * while, and FFmpeg waits for no segment. Else 0.
 */
static int64_t
settled_segments(const struct session *s, int64_t t)
{
	const struct http *h = &s->http;
	int64_t n = s->viewer.segments;
	size_t i;

	if (t < h->demuxers.all.us + QUIET_US)
		return 0;
	for (i = 0; i < h->nreq; i++) {
		const struct request *r = h->req[i];

		if (r->type != T_SEGMENT || r->passed)
			continue;
		if (!request_has_media(h, r))
			return 0;
		n++;
	}
	return n;
}

/*
 * The longer the stretch, the smaller the error of its mean: the media counted
 * so far is corrected with it, so that the error does not add up.
 */
void
viewer_out_time(struct parse *p, struct session *s, int64_t t, int64_t us)
{
	struct viewer *v = &s->viewer;
	struct learning *l = &v->learning;
	int64_t n;

	if (v->exact || v->vod || v->start_us == 0)
		return;
	n = settled_segments(s, t);
	if (n == 0)
		return;
	if (l->segments == 0 || us < l->out_time_us) {
		*l = (struct learning){ n, us, v->duration_us == 0 ? -1 :
			v->media_us + (n - v->segments) * v->duration_us };
		return;
	}
	n -= l->segments;
	if (n < LEARN_SEGMENTS || us == l->out_time_us)
		return;
	set_duration(p, s, (us - l->out_time_us) / n);
	v->media_us = (l->media_us >= 0 ? l->media_us :
	    l->segments * v->duration_us) +
	    (v->segments - l->segments) * v->duration_us;
}

void
viewer_segment(struct parse *p, struct session *s, int64_t end_us)
{
	struct viewer *v = &s->viewer;
	size_t k = (size_t)v->segments++;

	if (v->start_us == 0) {
		v->start_us = v->now_us = end_us;
		v->state = VIEWER_PLAYING;
		put_viewer(p, s, end_us, v);
	}
	if (v->vod)
		return;
	if (v->duration_us != 0)
		add_segment(p, s, end_us);
	else if (k < COUNT(v->early))
		v->early[k] = end_us;
}

void
viewer_duration(struct parse *p, struct session *s, int64_t us)
{
	s->viewer.exact = 1;
	set_duration(p, s, us);
}

void
viewer_gap(struct session *s)
{
	s->viewer.learning.segments = 0;
}

void
viewer_unsure(struct session *s)
{
	s->viewer.unsure = 1;
}

void
viewer_vod(struct session *s)
{
	s->viewer.vod = 1;
}

void
viewer_hole(struct session *s)
{
	s->viewer.hole = 1;
	viewer_gap(s);
}

/*
 * Whether the segment whose media has come up to now may be complete. Once it
 * is, FFmpeg loads the playlist as soon as that is due.
 */
static int
may_be_complete(struct session *s, const struct request *r, int64_t t)
{
	const struct rendition *v = rendition_get(s, r->playlist);

	return request_has_media(&s->http, r) && (v == NULL ||
	    t <= v->loaded_us + s->viewer.duration_us + RELOAD_GRACE_US);
}

/* Whether a segment is there whose end will only be known later. */
static int
is_in_hand(struct session *s, int64_t t)
{
	const struct http *h = &s->http;
	size_t i;

	for (i = 0; i < h->nreq; i++) {
		const struct request *r = h->req[i];

		if (r->type == T_SEGMENT && !r->passed &&
		    may_be_complete(s, r, t))
			return 1;
	}
	return 0;
}

/* The viewer as it looks at t. */
static struct viewer
look(struct session *s, int64_t t)
{
	struct viewer v = s->viewer;

	if (is_in_hand(s, t)) {
		play(&v, s->http.demuxers.all.us);
		v.media_us += v.duration_us;
	}
	v.state = play(&v, t) >= REBUFFER_MIN_US ? VIEWER_REBUFFERING :
	    VIEWER_PLAYING;
	return v;
}

void
viewer_leave(struct parse *p, struct session *s, int64_t t)
{
	if (has_figures(&s->viewer) && is_in_hand(s, t))
		add_segment(p, s, s->http.demuxers.all.us);
}

void
viewer_tick(struct parse *p, struct session *s, int64_t t)
{
	struct viewer v = s->viewer;

	if (has_figures(&v) && !v.hole)
		v = look(s, t);
	s->viewer.state = v.state;
	put_viewer(p, s, t, &v);
}

void
viewer_exit(struct parse *p, struct session *s, int64_t t)
{
	struct viewer *v = &s->viewer;
	int64_t empty = 0;

	if (has_figures(v) && !v->hole)
		empty = play(v, t);
	if (empty >= REBUFFER_MIN_US)
		put_rebuffer(p, s, t, empty, 1);
	v->state = VIEWER_ENDED;
	put_viewer(p, s, t, v);
}
