/*
 * Startup (CTA-2066: from the wish to watch to the first media that can be
 * played): wall time, and the time of the transfers a player would need.
 */
#include <stdlib.h>

#include "event/flow.h"
#include "session/rendition.h"
#include "session/request.h"
#include "startup.h"
#include "supply.h"
#include "viewer.h"

/* A body that ends so long after the last open was still coming. */
#define STILL_COMING_US 50000
/* So long without a media line is none of reading. */
#define QUIET_US 200000

/* What was opened from one moment to another took so long. */
static int64_t
opens(const struct http *h, int64_t from_us, int64_t to_us)
{
	int64_t us = 0;
	size_t i;

	for (i = 0; i < h->ncost; i++)
		if (h->cost[i].open_us >= from_us &&
		    h->cost[i].open_us < to_us)
			us += h->cost[i].head_us - h->cost[i].open_us;
	return us;
}

/*
 * What FFmpeg opened between the headers of a segment and its end held up the
 * reading of a body that was there already, unless the body went on coming
 * when the last of that was open.
 */
static int64_t
held_up(const struct http *h, const struct rendition *v)
{
	int64_t last_us = 0;
	size_t i;

	for (i = 0; i < h->ncost; i++)
		if (h->cost[i].open_us < v->first_end_us)
			last_us = h->cost[i].head_us;
	if (v->first_end_us - last_us > STILL_COMING_US)
		return 0;
	return opens(h, v->first_head_us, v->first_end_us);
}

/* The transfers that a player of what is played needs, without the segments. */
static int64_t
needed(struct session *s, int64_t end_us)
{
	const struct http *h = &s->http;
	int64_t us = 0;
	size_t i;

	for (i = 0; i < h->ncost; i++) {
		const struct cost *c = &h->cost[i];
		const struct rendition *v = rendition_get(s, c->playlist);

		if (c->type != T_SEGMENT && !c->again && c->open_us < end_us &&
		    (v == NULL || !v->dropped))
			us += c->head_us - c->open_us;
	}
	return us;
}

/* The figures of a startup that ended with the first segment's end. */
static void
put_times(const struct at *at, struct sbuf *b, int64_t end_us)
{
	struct http *h = &at->s->http;
	const struct rendition *v;
	int64_t time = needed(at->s, end_us), wall = end_us - h->first_us;
	size_t i;

	for (i = 0; (v = rendition_at(h, i)) != NULL; i++) {
		if (v->dropped)
			continue;
		time += v->first_end_us - v->first_open_us - held_up(h, v);
		if (v->first_end_us == end_us)
			wall -= held_up(h, v);
	}
	/* The transfers of two renditions overlap. */
	put_duration(&at->p->flow, b, "time", time < wall ? time : wall);
	put_duration(&at->p->flow, b, "wall", wall);
}

/* Whether the first segments bound the startup, and not only from above. */
static bool
is_bounded(struct http *h)
{
	const struct rendition *v;
	size_t i;

	for (i = 0; (v = rendition_at(h, i)) != NULL; i++)
		if (!v->dropped && v->first_loose)
			return false;
	return true;
}

static void
put_startup(const struct at *at, int64_t end_us)
{
	struct http *h = &at->s->http;
	struct at end = at_time(at, end_us != 0 ? end_us : at->t);
	struct sbuf *b = session_event(&end, "startup");

	if (end_us != 0 && h->first_us != 0 && h->headers && !h->hole &&
	    is_bounded(h) && session_pace(at) != PACE_REALTIME)
		put_times(at, b, end_us);
	record_end(b);
	h->started = 1;
	free(h->cost);
	h->cost = NULL;
	h->ncost = 0;
}

/*
 * The shortest of the renditions being played, in segments; *first_us is when
 * all of them had their first, or 0 where the log does not tell.
 */
static int64_t
complete_segments(struct http *h, int64_t *first_us)
{
	const struct rendition *v;
	int64_t n = -1;
	int unknown = 0;
	size_t i;

	*first_us = 0;
	for (i = 0; (v = rendition_at(h, i)) != NULL; i++) {
		if (v->dropped)
			continue;
		if (n < 0 || v->segments < n)
			n = v->segments;
		if (v->first_end_us > *first_us)
			*first_us = v->first_end_us;
		unknown |= v->first_end_us == 0;
	}
	if (unknown)
		*first_us = 0;
	return n < 0 ? 0 : n;
}

/*
 * Whether its end says too little of when a player could have begun: it may be
 * that of several segments, the first of which came a while before.
 */
static bool
is_loose(struct parse *p, const struct request *r)
{
	return r->loose || (r->ready_us - r->head_us > STILL_COMING_US &&
	    supply_is_merged(p, r));
}

/* A segment of a rendition is complete. */
static void
count(const struct at *at, struct rendition *v, struct request *r)
{
	if (v->segments++ == 0) {
		v->first_open_us = r->open_us;
		v->first_head_us = r->head_us;
		v->first_end_us = r->ready_us;
		v->first_loose = is_loose(at->p, r);
	}
	if (r->ready_us == 0)
		viewer_lacks(at->s, "ends");
	/* Of what is read as fast as it comes nothing is to be played, unless
	 * a watch says that it is no VOD. */
	if (at->s->viewer.lacks == NULL && !at->p->no_viewer &&
	    (!at->s->viewer.vod || session_pace(at) != PACE_OFF ||
	    watches_any(&at->p->watches))) {
		supply_segment(at, v, r);
		r->counted = true;
	}
}

/* FFmpeg reads some kinds of media without a line: packed audio, subtitles. */
static bool
is_silent(const struct http *h, const struct request *r)
{
	return h->headers && request_demuxer(h, r).count == 0;
}

void
startup_segment(const struct at *at, struct request *r)
{
	struct rendition *v = rendition_get(at->s, r->playlist);
	struct at ready = at_time(at, r->ready_us != 0 ? r->ready_us : at->t);

	if (v == NULL)
		return;
	/* A page of HTML, or what a wrong key made of it, is no segment. */
	if (is_silent(&at->s->http, r)) {
		r->empty = false;
		if (!at->s->http.mapped) {
			v->held++;
			return;
		}
	} else if (r->empty) {
		return;
	}
	count(at, v, r);
	startup_check(&ready);
}

void
startup_opened(const struct at *at)
{
	struct rendition *v;
	size_t i;

	at->s->http.mapped = true;
	for (i = 0; (v = rendition_at(&at->s->http, i)) != NULL; i++) {
		if (v->held > 0 && v->segments == 0)
			viewer_lacks(at->s, "ends");
		v->segments += v->held;
		v->held = 0;
	}
	startup_check(at);
	startup_media(at);
}

/* FFmpeg was given a file, and has opened nothing else: that is no viewer. */
static bool
is_local(const struct http *h)
{
	return h->input_url.n > 0 && !h->opens &&
	    !slice_has(sbuf_view(&h->input_url), SLICE("://"));
}

void
startup_media(const struct at *at)
{
	struct http *h = &at->s->http;

	if (at->s->debug || h->hls_seen || h->started || at->p->no_viewer ||
	    is_local(h))
		return;
	viewer_lacks(at->s, "ends");
	put_startup(at, 0);
	viewer_start(at);
}

void
startup_check(const struct at *at)
{
	struct http *h = &at->s->http;
	int64_t first_us, n = complete_segments(h, &first_us);
	struct at first = at_time(at, first_us != 0 ? first_us : at->t);

	/* With several renditions FFmpeg reads the first segments of all
	 * before it knows which it is to play. */
	if (at->p->no_viewer || (rendition_at(h, 1) != NULL && !h->mapped))
		return;
	if (!h->started && n > 0) {
		put_startup(at, first_us);
		viewer_start(&first);
	}
	supply_settle(at, false);
}

/*
 * How many segments are complete at t, if that is sure: nothing has come for a
 * while, and FFmpeg waits for no segment. Else 0.
 */
static int64_t
settled_segments(struct http *h, int64_t t)
{
	int64_t unused, n = complete_segments(h, &unused);
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
 * What the viewer has, or would have if all durations were the one learnt; -1
 * where FFmpeg receives no rendition that is known.
 */
static int64_t
media_us(struct session *s)
{
	const struct rendition *v;
	int64_t least = INT64_MAX;
	size_t i, k;

	for (i = 0; (v = rendition_at(&s->http, i)) != NULL; i++) {
		const struct track *t = v->track;
		int64_t us = t->base_us;

		if (v->dropped)
			continue;
		for (k = 0; k < t->n; k++)
			us += t->mark[k].duration_us >= 0 ?
			    t->mark[k].duration_us : s->learn.duration_us;
		if (us < least)
			least = us;
	}
	return least < INT64_MAX ? least : -1;
}

void
startup_out_time(const struct at *at, int64_t out_time_us)
{
	int64_t had_us;

	if (out_time_us > 0)
		startup_media(at);
	if (!at->s->http.started || at->p->no_viewer)
		return;
	had_us = media_us(at->s);
	if (had_us >= 0)
		learn_check(&at->s->learn, had_us, out_time_us);
	learn_out_time(&at->s->learn, settled_segments(&at->s->http, at->t),
	    out_time_us);
	supply_settle(at, false);
}

void
startup_leave(const struct at *at)
{
	struct rendition *v;
	size_t i;

	for (i = 0; (v = rendition_at(&at->s->http, i)) != NULL; i++) {
		const struct request *r = viewer_in_hand(at, v, 0);

		if (r != NULL && !v->dropped && at->s->http.started &&
		    at->s->viewer.lacks == NULL)
			supply_segment(at, v, r);
	}
	supply_settle(at, true);
}

void
failure_exit(const struct at *at, const char *reason)
{
	struct sbuf *b;

	if (reason == NULL || (!at->s->http.started && at->s->http.hole))
		return;
	b = session_event(at, at->s->http.started ? "playback_fail" :
	    "startup_fail");
	put_str(b, "reason", reason);
	record_end(b);
}
