/*
 * The front of an exchange: what FFmpeg wants, opens and writes. Connections
 * are in connect.c, answers in answer.c, and how exchanges end in body.c.
 */
#include <stdlib.h>

#include "body.h"
#include "connect.h"
#include "ealloc.h"
#include "fetch.h"
#include "http.h"
#include "kind.h"
#include "num.h"
#include "redact.h"
#include "reload.h"
#include "session.h"

/* FNV-1a, never 0. */
static uint64_t
hash(struct slice s)
{
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return h ? h : 1;
}

struct conn *
http_conn(struct http *h, uint64_t context)
{
	size_t i;

	for (i = 0; i < h->nconn; i++)
		if (h->conn[i].context == context)
			return &h->conn[i];
	return NULL;
}

static void
conn_open(struct http *h, uint64_t context)
{
	struct conn *c = http_conn(h, context);
	size_t i;

	/* A context's address used again: its old requests are on no
	 * connection any more. */
	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->conn == context)
			h->req[i]->conn = 0;
	if (c == NULL) {
		if (h->nconn == h->conn_size) {
			h->conn_size = h->conn_size ? 2 * h->conn_size : 4;
			h->conn = eresize(h->conn, h->conn_size,
			    sizeof(*h->conn));
		}
		c = &h->conn[h->nconn++];
	}
	*c = (struct conn){ .context = context,
		.partial = h->lossy && !h->new_conn };
}

static struct request *
request_new(struct http *h)
{
	struct request *r;
	struct sbuf url;

	if (h->nreq == h->req_size) {
		h->req = eresize(h->req, ++h->req_size, sizeof(*h->req));
		h->req[h->nreq] = ezalloc(1, sizeof(**h->req));
	}
	r = h->req[h->nreq++];
	url = r->url;
	url.n = 0;
	*r = (struct request){ .n = ++h->count, .length = -1, .url = url,
		.range_from = -1, .range_to = -1, .age_us = -1,
		.interval_us = -1, .late_us = -1 };
	return r;
}

/* What was taken for the only playlist is the multivariant one. */
static void
first_is_multivariant(struct http *h)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		h->req[i]->playlist = -1;
	for (i = 0; i < h->ncost; i++)
		h->cost[i].playlist = -1;
}

/* The index of a playlist, in the order in which FFmpeg first opens them. */
static int
playlist_index(struct http *h, uint64_t url)
{
	size_t i;

	for (i = 0; i < h->nknown && h->known[i].url != url; i++)
		;
	if (i == h->nknown) {
		if (h->nknown == h->known_size) {
			h->known_size = h->known_size ? 2 * h->known_size : 2;
			h->known = eresize(h->known, h->known_size,
			    sizeof(*h->known));
		}
		h->known[h->nknown++] = (struct rendition){ .url = url };
		if (h->nknown == 2)
			first_is_multivariant(h);
	}
	/* The first is the only one, or the multivariant playlist. */
	return i > 0 ? (int)i - 1 : h->nknown > 1 ? -1 : 0;
}

struct rendition *
http_rendition(struct http *h, int playlist)
{
	size_t i = (size_t)playlist + (h->nknown > 1);

	return playlist >= 0 && i < h->nknown ? &h->known[i] : NULL;
}

void
http_broken(struct session *s, struct slice url)
{
	struct http *h = &s->http;
	uint64_t u = hash(url);
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].url == u)
			h->known[i].dropped = 1;
}

int
http_stale(const struct http *h)
{
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].stale && !h->known[i].dropped)
			return 1;
	return 0;
}

/*
 * An initialization section and a segment are announced alike. The section
 * comes first and comes again. id is that of its URL and offset.
 */
static int
is_init(struct http *h, struct slice url, uint64_t id, int playlist)
{
	struct rendition *v = http_rendition(h, playlist);

	if (id == h->init_id)
		return 1;
	if (!kind_is_init(url) &&
	    !(kind_is_fmp4(url) && v != NULL && v->wanted == 0))
		return 0;
	h->init_id = id;
	return 1;
}

void
http_wanted(struct parse *p, struct session *s, int64_t t,
    const struct wanted *w)
{
	struct http *h = &s->http;
	struct rendition *v = http_rendition(h, w->playlist);
	uint64_t u = hash(w->url), id = u + (uint64_t)w->offset;
	struct request *r;

	/* The same once more: the try before got no answer. */
	if (!h->headers && id == h->last_wanted && id != h->init_id)
		body_unheard(p, s, t);
	http_parsed(p, s, t);
	/* One being read and one fetched ahead is all that FFmpeg holds. A
	 * single one is done if the demuxer has been at it; the same once
	 * more is another try, not the next one. */
	r = http_reading(h, w->playlist);
	if (r != NULL && id != h->last_wanted &&
	    (r->type == T_INIT || http_has_media(h, r) ||
	    body_fetched_ahead(h, r)))
		body_pass(p, s, t, r);
	h->wanted_init = is_init(h, w->url, id, w->playlist);
	if (id != h->last_wanted && !h->wanted_init)
		reload_news(s, w->playlist);
	h->wanted = u;
	h->last_wanted = id;
	h->wanted_playlist = w->playlist;
	h->hls_seen = 1;
	if (v != NULL)
		v->wanted++;
}

/* The playlist's URL is opened for the first time, again, or once more. */
static void
opening_playlist(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	struct request *r;

	h->type = T_PLAYLIST;
	h->playlist = playlist_index(h, h->url_hash);
	if (!h->retry)
		reload_begin(p, s, h->playlist);
	if (!h->hls_seen)
		http_parsed(p, s, t);
	r = http_reading(h, h->playlist);
	if (r != NULL && !h->retry)
		body_pass(p, s, t, r);
	body_pass_playlists(p, s, t);
}

void
http_opening(struct parse *p, struct session *s, int64_t t, struct slice url)
{
	struct http *h = &s->http;
	uint64_t u;
	int again;

	h->encrypted = slice_starts(url, SLICE("crypto")) && url.n > 7;
	if (h->encrypted)
		url = slice_from(url, 7);
	u = hash(url);
	connect_give_up(p, s);
	if (u != h->url_hash)
		body_assume(s, t);
	again = u == h->url_hash &&
	    (h->last_failed || body_unanswered(h) != NULL);
	h->open_us = t;
	h->tcp_us = 0;
	h->new_conn = 0;
	h->tls = slice_begins(url, SLICE("https:"));
	h->retry = again;
	h->url_hash = u;
	h->url.n = 0;
	redact(&h->url, url);
	if (h->wanted == u) {
		h->type = h->wanted_init ? T_INIT : T_SEGMENT;
		h->playlist = h->wanted_playlist;
		h->wanted = 0;
	} else if (h->wanted != 0) {
		h->type = T_KEY;
		h->playlist = h->wanted_playlist;
	} else if (!again || h->type == T_PLAYLIST) {
		opening_playlist(p, s, t);
	}
}

/*
 * The second request of a redirect continues the first. Without headers in
 * the log it shows as a request that nothing was opened for.
 */
static int
redirected(struct http *h, int64_t t, uint64_t context)
{
	struct request *r = body_on(h, context);

	if (r == NULL || r->told)
		return 0;
	if (h->headers ? r->status < 300 || r->status >= 400 :
	    h->open_us != 0 || r != body_unanswered(h))
		return 0;
	r->redirects++;
	r->status = 0;
	r->sent_us = t;
	r->first_us = r->head_us = 0;
	r->length = r->age_us = -1;
	r->cache = (struct cache){ CACHE_NONE, CACHE_UNKNOWN };
	r->reused = !h->new_conn;
	if (h->new_conn)
		conn_open(h, context);
	r->conn = context;
	h->new_conn = 0;
	return 1;
}

void
http_request(struct parse *p, struct session *s, int64_t t, uint64_t context)
{
	struct http *h = &s->http;
	struct request *r;

	connect_request(p, s, t);
	if (redirected(h, t, context))
		return;
	body_give_up(p, s, t);
	if (h->new_conn || http_conn(h, context) == NULL)
		conn_open(h, context);
	else
		body_pass_on(p, s, t, context);
	r = request_new(h);
	r->type = h->type;
	r->playlist = h->playlist;
	r->conn = context;
	r->reused = !h->new_conn;
	r->retry = h->retry;
	r->encrypted = h->encrypted;
	r->open_us = h->open_us != 0 ? h->open_us : t;
	r->sent_us = t;
	sbuf_slice(&r->url, sbuf_view(&h->url));
	body_mark_overlap(h, r);
	h->open_us = 0;
	h->new_conn = 0;
	if (r->type == T_PLAYLIST) {
		r->first = h->nknown > 0 && h->known[0].url == h->url_hash;
		reload_request(p, s, r);
	}
	if (r->type != T_OTHER)
		fetch_request(p, s, r);
}

void
http_reconnecting(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;

	connect_give_up(p, s);
	h->open_us = t;
	h->retry = 1;
}

void
http_range(struct session *s, int64_t from, int64_t to)
{
	struct request *r = body_unanswered(&s->http);

	/* FFmpeg asks for all that there is in this form. */
	if (r == NULL || (from == 0 && to < 0))
		return;
	r->range_from = from;
	r->range_to = to;
}
