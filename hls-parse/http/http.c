/*
 * The front of an exchange: what FFmpeg wants, opens and writes. Connections
 * are in connect.c, answers in answer.c, and how exchanges end in close.c.
 */
#include "connect.h"
#include "fetch.h"
#include "http.h"
#include "life.h"
#include "redact.h"
#include "redirect.h"
#include "reload.h"
#include "session/rendition.h"
#include "session/session.h"
#include "text/hash.h"
#include "text/kind.h"

/* More open requests than FFmpeg ever has: the oldest are given up. */
#define REQUESTS_MAX 64

/*
 * An initialization section and a segment are announced alike. The section
 * comes first and comes again. id is that of its URL and offset.
 */
static int
is_init(struct http *h, struct slice url, uint64_t id,
    const struct rendition *v)
{
	if (id == h->init_id)
		return 1;
	if (!kind_is_init(url) &&
	    !(kind_is_fmp4(url) && v != NULL && !v->wanted))
		return 0;
	h->init_id = id;
	return 1;
}

void
http_wanted(const struct at *at, const struct wanted *w)
{
	struct http *h = &at->s->http;
	struct rendition *v = rendition_expected(at->s, w->playlist);
	uint64_t u = url_hash(w->url), id = u + (uint64_t)w->offset;
	struct request *r;

	life_go_on(at, false);
	/* The same once more: the try before got no answer. */
	if (!h->headers && id == h->last_wanted && id != h->init_id)
		life_unheard(at);
	life_parsed(at);
	/* One being read and one fetched ahead is all that FFmpeg holds. A
	 * single one is done if the demuxer has been at it; the same once
	 * more is another try, not the next one. */
	r = request_reading(h, w->playlist);
	if (r != NULL && id != h->last_wanted &&
	    (r->type == T_INIT || request_has_media(h, r) ||
	    request_fetched_ahead(h, r))) {
		/* It asks for a third when it turns to the second. */
		r->swapped = request_fetched_ahead(h, r);
		life_pass(at, r);
	}
	h->wanted_init = is_init(h, w->url, id, v);
	if (id != h->last_wanted && !h->wanted_init)
		reload_news(at->s, w->playlist);
	h->wanted = u;
	h->last_wanted = id;
	h->wanted_offset = w->offset;
	h->wanted_playlist = w->playlist;
	demuxer_expect(&h->demuxers, w->playlist);
	h->hls_seen = h->hls = 1;
	if (v != NULL)
		v->wanted = true;
}

static void
set_url(struct parse *p, struct http *h, struct slice url)
{
	p->flow.scratch.n = p->flow.escaped.n = h->url.n = h->plain_url.n = 0;
	if (p->watches.n > 0)
		sbuf_slice(&h->plain_url, url);
	redact(&p->flow.scratch, url);
	escape(&p->flow.escaped, sbuf_view(&p->flow.scratch));
	sbuf_slice(&h->url, sbuf_view(&p->flow.escaped));
}

/* The playlist's URL is opened for the first time, again, or once more. */
static void
opening_playlist(const struct at *at)
{
	const struct rendition *v;
	struct http *h = &at->s->http;
	struct request *r;

	h->type = T_PLAYLIST;
	h->playlist = rendition_index(at->s, h->url_hash);
	if (!h->retry)
		reload_begin(at, h->playlist);
	if (!h->hls)
		life_parsed(at);
	/* Where nothing shows what is being read, all before it is. A third
	 * segment is in the list when the first is read, if it has three: so
	 * it is the first alone that is. */
	while (!h->retry && (r = request_reading(h, h->playlist)) != NULL) {
		v = rendition_get(at->s, h->playlist);
		r->swapped = v != NULL && v->segments == 0;
		r->timely = v == NULL || !rendition_is_overdue(v, at->t);
		life_pass(at, r);
		if (h->headers)
			break;
	}
	life_pass_playlists(at);
}

/* At info the log has no "HLS request": all there is is the URL. */
static void
opening_unasked(struct http *h, enum transaction_type type)
{
	h->type = type;
	h->playlist = -1;
	h->unasked = true;
}

/* There, what was opened before is done with. */
static void
pass_unasked(const struct at *at)
{
	struct request *r;

	while (!at->s->http.hls &&
	    (r = request_reading(&at->s->http, -1)) != NULL)
		life_pass(at, r);
}

/* What was opened before is done with; a new front. */
static void
open_front(const struct at *at, bool other)
{
	struct http *h = &at->s->http;

	connect_give_up(at);
	http_imply(at);
	if (other)
		life_assume(at);
	h->open_us = at->t;
	h->tcp_us = 0;
	h->new_conn = 0;
	h->challenged = h->unseen = h->unasked = false;
	h->tcp = 0;
}

void
http_opening_unknown(const struct at *at)
{
	struct http *h = &at->s->http;

	life_go_on(at, false);
	pass_unasked(at);
	open_front(at, true);
	h->retry = false;
	h->url_hash = h->wanted = 0;
	h->url.n = h->plain_url.n = 0;
}

void
http_opening(const struct at *at, struct slice url)
{
	struct http *h = &at->s->http;
	enum transaction_type type;
	uint64_t u;
	int again;

	life_go_on(at, false);
	pass_unasked(at);
	h->encrypted = slice_starts(url, SLICE("crypto")) && url.n > 7;
	if (h->encrypted)
		url = slice_from(url, 7);
	u = url_hash(url);
	open_front(at, u != h->url_hash);
	again = u == h->url_hash &&
	    (h->last_failed || request_unanswered(h) != NULL);
	h->tls = slice_begins(url, SLICE("https:"));
	h->retry = again;
	h->url_hash = u;
	set_url(at->p, h, url);
	if (h->wanted == u) {
		h->type = h->wanted_init ? T_INIT : T_SEGMENT;
		h->playlist = h->wanted_playlist;
		h->wanted = 0;
	} else if (h->wanted != 0) {
		h->type = T_KEY;
		h->playlist = h->wanted_playlist;
	} else if (!again || h->type == T_PLAYLIST) {
		type = h->hls ? T_OTHER : kind_of_url(url);
		if (type == T_SEGMENT || type == T_KEY)
			opening_unasked(h, type);
		else
			opening_playlist(at);
	}
}

/* Opens a request for what "Opening" announced. */
static void
request_write(const struct at *at, uint64_t context)
{
	struct http *h = &at->s->http;
	struct request *r;
	struct conn *c;

	if (h->nreq == REQUESTS_MAX)
		life_drop_oldest(at);
	r = request_new(h);
	/* At debug HLS asks for each segment in a line of its own. */
	r->type = h->unasked && at->s->debug ? T_OTHER : h->type;
	r->unseen = h->unseen;
	r->playlist = h->playlist;
	r->conn = context;
	r->conn_told = (at->s->debug && context > h->made_up) || h->connects;
	r->implied = !at->s->debug;
	r->reused = !h->new_conn;
	if (h->new_conn) {
		r->connect_us = h->connect_us;
		r->tls_us = h->tls_us;
	}
	r->retry = h->retry;
	r->encrypted = h->encrypted;
	r->open_us = h->open_us != 0 ? h->open_us : at->t;
	r->sent_us = at->t;
	sbuf_slice(&r->url, sbuf_view(&h->url));
	sbuf_slice(&r->plain_url, sbuf_view(&h->plain_url));
	c = conn_get(h, context);
	if (c != NULL) {
		c->last_n = r->n;
		c->playlist = r->playlist;
		c->media = request_is_media(r);
	}
	r->offset = h->wanted_offset;
	at->s->viewer.ahead |= request_mark_overlap(h, r);
	h->open_us = 0;
	h->new_conn = 0;
	if (r->type == T_PLAYLIST) {
		r->first = h->nknown > 0 && h->known[0].url == h->url_hash;
		reload_request(at, r);
	}
	if (r->type != T_OTHER)
		fetch_request(at, r);
}

/*
 * The opening is not in the log: all there is is the path of the request, which
 * may be that of the one before.
 */
static void
opened_unseen(struct parse *p, struct http *h, struct slice path)
{
	struct slice last = sbuf_view(&h->url);

	h->retry = false;
	if (last.n > 0 && slice_ends(slice_until(last, '?'),
	    slice_until(path, '?')))
		return;
	h->unseen = true;
	h->type = kind_of_url(path);
	h->playlist = -1;
	h->encrypted = 0;
	h->url_hash = url_hash(path);
	path.n = slice_find(path, '?');
	set_url(p, h, path);
}

/* The context of a request, where the log has none. */
static uint64_t
unnamed(struct session *s)
{
	struct http *h = &s->http;
	const struct request *r = h->nreq > 0 ? h->req[h->nreq - 1] : NULL;
	const struct rendition *v = rendition_get(s, h->playlist);
	struct request like = { .type = h->type, .playlist = h->playlist,
		.n = v != NULL ? v->asked_n : 0 };

	/* It goes on with the one before. */
	if (h->open_us == 0 && r != NULL && !r->told)
		return r->conn;
	return conn_guess(h, &like, h->new_conn);
}

void
http_request(const struct at *at, const struct asked *asked)
{
	struct http *h = &at->s->http;
	uint64_t context = asked->context;

	at->s->debug = 1;
	if (context == 0)
		context = unnamed(at->s);
	connect_request(at);
	if (redirect_goes_on(at, context, asked->path))
		return;
	life_give_up(at);
	if (h->open_us == 0 && h->challenged)
		h->retry = true;
	else if (h->open_us == 0)
		opened_unseen(at->p, h, asked->path);
	if (h->new_conn || conn_get(h, context) == NULL)
		conn_open(h, context);
	else
		life_pass_on(at, context);
	request_write(at, context);
}

void
http_imply(const struct at *at)
{
	struct at open = at_time(at, at->s->http.open_us);

	if (at->s->debug || open.t == 0)
		return;
	life_assume(&open);
	request_write(&open, 0);
}

void
http_reconnecting(const struct at *at)
{
	struct http *h = &at->s->http;

	connect_give_up(at);
	life_unheard(at);
	h->open_us = at->t;
	h->retry = true;
}

void
http_retried(const struct at *at)
{
	struct http *h = &at->s->http;
	struct request *r = request_unanswered(h);

	if (at->s->debug)
		return;
	if (r != NULL)
		r->reused = r->conn_told = 1;
	life_unheard(at);
	/* A playlist's next "Opening" is at debug, a segment's is not. */
	if (h->type != T_PLAYLIST)
		return;
	h->open_us = at->t;
	h->retry = 1;
}

void
http_range(struct session *s, int64_t from, int64_t to)
{
	struct request *r = request_unanswered(&s->http);

	/* FFmpeg asks for all that there is in this form. */
	if (r == NULL || (from == 0 && to < 0))
		return;
	r->range_from = from;
	r->range_to = to;
}
