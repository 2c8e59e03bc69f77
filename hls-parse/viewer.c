/*
 * The viewer's buffer: complete media minus played media. It is settled at
 * each segment's end, which is often known only at the next request; what a
 * tick shows in between is provisional and never goes back.
 */
#include "session.h"
#include "viewer.h"

static const char *const state_names[] = {
	"startup", "playing", "rebuffering", "ended",
};

/* Plays from v->now_us to t; returns for how long the buffer was empty. */
static int64_t
play(struct viewer *v, int64_t t)
{
	int64_t dt = t - v->now_us, buffer = v->media_us - v->played_us;
	int64_t empty;

	if (dt <= 0)
		return 0;
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
	struct sbuf *b = &p->out.buf;

	record_begin(b, t, session_subject(s), "rebuffer");
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
	struct sbuf *b = &p->out.buf;
	struct viewer *shown = &s->viewer;

	record_begin(b, t, session_subject(s), "viewer");
	put_str(b, "state", state_names[v->state]);
	if (v->start_us != 0 && v->duration_us != 0) {
		if (v->played_us > shown->shown_played_us)
			shown->shown_played_us = v->played_us;
		if (v->rebuffered_us > shown->shown_rebuffered_us)
			shown->shown_rebuffered_us = v->rebuffered_us;
		put_micro(b, "buffer", v->media_us - v->played_us);
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

void
viewer_vod(struct session *s)
{
	s->viewer.vod = 1;
}

void
viewer_hole(struct session *s)
{
	s->viewer.hole = 1;
}

/* The viewer as it looks at t, with the segment whose media is arriving. */
static struct viewer
look(const struct session *s, int64_t t)
{
	struct viewer v = s->viewer;
	const struct http *h = &s->http;
	size_t i;
	int64_t empty = 0;

	for (i = 0; i < h->nreq; i++) {
		const struct request *r = h->req[i];

		if (r->type == T_SEGMENT && !r->passed &&
		    http_has_media(h, r)) {
			empty = play(&v, h->media_us);
			v.media_us += v.duration_us;
			break;
		}
	}
	empty = play(&v, t);
	v.state = empty >= REBUFFER_MIN_US ? VIEWER_REBUFFERING :
	    VIEWER_PLAYING;
	return v;
}

void
viewer_tick(struct parse *p, struct session *s, int64_t t)
{
	struct viewer v = s->viewer;

	if (v.start_us != 0 && v.duration_us != 0 && !v.vod && !v.hole)
		v = look(s, t);
	s->viewer.state = v.state;
	put_viewer(p, s, t, &v);
}

void
viewer_exit(struct parse *p, struct session *s, int64_t t)
{
	struct viewer *v = &s->viewer;
	int64_t empty = 0;

	if (v->start_us != 0 && v->duration_us != 0 && !v->vod && !v->hole)
		empty = play(v, t);
	if (empty >= REBUFFER_MIN_US)
		put_rebuffer(p, s, t, empty, 1);
	v->state = VIEWER_ENDED;
	put_viewer(p, s, t, v);
}
