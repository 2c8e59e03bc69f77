/*
 * Startup (CTA-2066: from the wish to watch to the first media that can be
 * played): wall time, and the time of the transfers a player would need.
 */
#include "http.h"
#include "startup.h"

/* What the process opened up to now without need for this rendition. */
static int64_t
unneeded(const struct http *h, int playlist)
{
	int64_t us = 0;
	size_t i;

	for (i = 0; i < h->ncost; i++) {
		const struct cost *c = &h->cost[i];

		if (c->again || (c->playlist >= 0 && c->playlist != playlist))
			us += c->us;
	}
	return us;
}

static void
put_startup(struct parse *p, struct session *s, int64_t t, int64_t end_us,
    int playlist)
{
	struct http *h = &s->http;
	struct sbuf *b = &p->out.buf;
	int64_t wall = end_us - h->first_us;

	record_begin(b, end_us != 0 ? end_us : t, session_subject(s),
	    "startup");
	if (end_us != 0 && h->first_us != 0) {
		put_micro(b, "time", wall - unneeded(h, playlist));
		put_micro(b, "wall", wall);
	}
	record_end(b);
	h->started = 1;
}

/* The shortest of the renditions being played, in segments. */
static int64_t
complete_segments(struct http *h)
{
	int64_t n = -1;
	size_t i;

	for (i = h->nknown > 1; i < h->nknown; i++)
		if (!h->known[i].dropped &&
		    (n < 0 || h->known[i].segments < n))
			n = h->known[i].segments;
	return n < 0 ? 0 : n;
}

void
startup_segment(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	struct http *h = &s->http;
	struct rendition *v = http_rendition(h, r->playlist);
	int64_t end_us = r->end_us != 0 ? r->end_us : t;

	if (v == NULL || p->no_viewer)
		return;
	if (v->segments++ == 0)
		v->first_end_us = r->end_us;
	/* With several renditions FFmpeg reads the first segments of all
	 * before it knows which it is to play. */
	if (v->dropped || (h->nknown > 2 && !h->mapped))
		return;
	if (!h->started && complete_segments(h) > 0)
		put_startup(p, s, t, v->first_end_us, r->playlist);
	while (h->started && s->viewer.segments < complete_segments(h))
		viewer_segment(p, s, end_us);
}

void
startup_exit(struct parse *p, struct session *s, int64_t t,
    struct slice reason)
{
	struct sbuf *b = &p->out.buf;

	if (s->http.started || p->no_viewer)
		return;
	record_begin(b, t, session_subject(s), "startup_fail");
	put_slice(b, "reason", reason);
	record_end(b);
}
