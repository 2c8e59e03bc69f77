/*
 * Startup (CTA-2066: from the wish to watch to the first media that can be
 * played): wall time, and the time of the transfers a player would need.
 */
#include "http.h"
#include "rendition.h"
#include "startup.h"

/* What the process opened up to now without need for what it plays. */
static int64_t
unneeded(struct session *s)
{
	const struct http *h = &s->http;
	int64_t us = 0;
	size_t i;

	for (i = 0; i < h->ncost; i++) {
		const struct cost *c = &h->cost[i];
		const struct rendition *v = rendition_get(s, c->playlist);

		if (c->again || (v != NULL && v->dropped))
			us += c->us;
	}
	return us;
}

static void
put_startup(struct parse *p, struct session *s, int64_t t, int64_t end_us)
{
	struct http *h = &s->http;
	struct sbuf *b = &p->out.buf;
	int64_t wall = end_us - h->first_us;

	record_begin(b, end_us != 0 ? end_us : t, session_subject(s),
	    "startup");
	if (end_us != 0 && h->first_us != 0 && !h->hole &&
	    !p->slow_start && !s->slow_start) {
		put_micro(b, "time", wall - unneeded(s));
		put_micro(b, "wall", wall);
	}
	record_end(b);
	h->started = 1;
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

void
startup_segment(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	struct rendition *v = rendition_get(s, r->playlist);

	if (v == NULL)
		return;
	if (v->segments++ == 0)
		v->first_end_us = r->end_us;
	if (r->end_us == 0)
		viewer_unsure(s);
	startup_check(p, s, r->end_us != 0 ? r->end_us : t);
}

void
startup_check(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	int64_t first_us, n = complete_segments(h, &first_us);

	/* With several renditions FFmpeg reads the first segments of all
	 * before it knows which it is to play. */
	if (p->no_viewer || (rendition_at(h, 1) != NULL && !h->mapped))
		return;
	if (!h->started && n > 0)
		put_startup(p, s, t, first_us);
	while (s->viewer.segments < n)
		viewer_segment(p, s, s->viewer.segments == 0 && first_us ?
		    first_us : t);
}

void
failure_exit(struct parse *p, struct session *s, int64_t t,
    const char *reason)
{
	struct sbuf *b;

	if (reason == NULL || (!s->http.started && s->http.hole))
		return;
	b = session_event(p, s, t, s->http.started ? "playback_fail" :
	    "startup_fail");
	put_str(b, "reason", reason);
	record_end(b);
}
