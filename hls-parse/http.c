/*
 * The front of an exchange: what FFmpeg wants, opens, connects to, writes and
 * is answered. How exchanges end is in body.c.
 */
#include <stdlib.h>

#include "body.h"
#include "ealloc.h"
#include "fetch.h"
#include "http.h"
#include "num.h"
#include "redact.h"
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
	*r = (struct request){ .n = ++h->count, .length = -1, .url = url };
	return r;
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

static int
has(struct slice s, struct slice word)
{
	for (; s.n >= word.n; s = slice_from(s, 1))
		if (memcmp(s.p, word.p, word.n) == 0)
			return 1;
	return 0;
}

static struct slice
path_of(struct slice url)
{
	url.n = slice_find(url, '?');
	return url;
}

static struct slice
last_component(struct slice url)
{
	size_t i;

	url = path_of(url);
	for (i = url.n; i > 0 && url.p[i - 1] != '/'; i--)
		;
	return slice_from(url, i);
}

static int
ends(struct slice s, struct slice tail)
{
	return s.n >= tail.n &&
	    memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0;
}

/*
 * An initialization section and a segment are announced alike. The section
 * comes first and comes again: by name, or a .mp4 that is the first request.
 */
static int
is_init(struct http *h, struct slice url, uint64_t url_hash)
{
	struct slice name = last_component(url);

	if (url_hash == h->init_hash)
		return 1;
	if (!has(name, SLICE("init")) &&
	    !(ends(name, SLICE(".mp4")) && !h->hls_seen))
		return 0;
	h->init_hash = url_hash;
	return 1;
}

void
http_wanted(struct parse *p, struct session *s, int64_t t, struct slice url,
    int playlist)
{
	struct http *h = &s->http;
	struct request *r;
	uint64_t u = hash(url);

	http_parsed(p, s, t);
	/* One being read and one fetched ahead is all that FFmpeg holds. A
	 * single one is done if the demuxer has been at it; the same URL
	 * again is another try, not the next one. */
	r = http_reading(h, playlist);
	if (r != NULL && u != h->last_wanted &&
	    (r->type == T_INIT || http_has_media(h, r) ||
	    body_fetched_ahead(h, r)))
		body_pass(p, s, t, r);
	h->wanted = h->last_wanted = u;
	h->wanted_playlist = playlist;
	h->wanted_init = is_init(h, url, u);
	h->hls_seen = 1;
}

/* The playlist's URL is opened for the first time, again, or once more. */
static void
opening_playlist(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	struct request *r;

	h->type = T_PLAYLIST;
	h->playlist = playlist_index(h, h->url_hash);
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
	again = u == h->url_hash &&
	    (h->last_failed || body_unanswered(h) != NULL);
	h->open_us = t;
	h->tcp_us = 0;
	h->new_conn = 0;
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

void
http_connecting(struct session *s, int64_t t)
{
	s->http.tcp_us = t;
	if (s->http.first_us == 0)
		s->http.first_us = t;
}

int64_t
http_connected(struct session *s, int64_t t)
{
	s->http.new_conn = 1;
	return s->http.tcp_us != 0 ? t - s->http.tcp_us : -1;
}

/* The second request of a redirect continues the first. */
static int
redirected(struct http *h, int64_t t, uint64_t context)
{
	struct request *r = body_on(h, context);

	if (r == NULL || r->status < 300 || r->status >= 400)
		return 0;
	r->redirects++;
	r->status = 0;
	r->sent_us = t;
	r->first_us = r->head_us = 0;
	r->length = -1;
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
	h->new_conn = 0;
	fetch_request(p, s, r);
}

/* "HTTP/1.1 200 OK": the first line of an answer. */
static void
answered(struct parse *p, struct session *s, int64_t t, struct request *r,
    struct slice line)
{
	struct http *h = &s->http;
	size_t sp = slice_find(line, ' ');
	struct slice rest = slice_from(line, sp < line.n ? sp + 1 : sp);
	int64_t code;

	rest.n = slice_find(rest, ' ');
	if (num_int(rest, 100, 999, &code) != 0 || code < 200)
		return;
	h->headers = 1;
	r->first_us = t;
	r->status = (int)code;
	/* An answer proves that what came before on this connection was
	 * read to its end. */
	body_prove(p, s, t, r);
	h->last_failed = code >= 400;
	if (code >= 400)
		body_fail(p, s, t, r);
}

static void
length_is(struct request *r, struct slice value)
{
	int64_t n;

	if (num_int(value, 0, HTTP_BODY_MAX, &n) == 0)
		r->length = n;
}

static void
head_done(struct http *h, int64_t t, struct request *r)
{
	struct conn *c = http_conn(h, r->conn);

	r->head_us = t;
	r->media_mark = h->media_count;
	if (c == NULL || r->status >= 300)
		return;
	if (r->length >= 0 && c->total <= HTTP_BODY_MAX)
		c->total += r->length;
	else
		c->unknown = 1;
	body_count_cost(h, r);
}

/*
 * No answer, but the rest of an earlier body that FFmpeg had given up: this
 * request gets none, and what it waits behind was cut short.
 */
static void
garbled(struct http *h, struct request *r)
{
	size_t i;

	r->reason = "noresponse";
	for (i = 0; i < h->nreq; i++) {
		struct request *q = h->req[i];

		if (q == r || q->conn != r->conn || q->told || q->proven)
			continue;
		q->reason = "short";
		q->length = -1;
	}
}

void
http_header(struct parse *p, struct session *s, int64_t t, uint64_t context,
    struct slice header)
{
	struct request *r = body_on(&s->http, context);

	if (r == NULL || r->head_us != 0)
		return;
	if (r->status == 0) {
		if (slice_starts(header, SLICE("HTTP/")))
			answered(p, s, t, r, header);
		else if (r->reason == NULL && header.n > 0)
			garbled(&s->http, r);
		return;
	}
	if (header.n == 0)
		head_done(&s->http, t, r);
	else if (slice_starts(header, SLICE("Content-Length: ")))
		length_is(r, slice_from(header, 16));
}

void
http_status(struct parse *p, struct session *s, int64_t t, int64_t status)
{
	struct request *r = body_unanswered(&s->http);

	if (r == NULL)
		return;
	r->status = (int)status;
	body_fail(p, s, t, r);
}
