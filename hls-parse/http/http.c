/*
 * The front of an exchange: what FFmpeg wants, opens and writes. Connections
 * are in connect.c, answers in answer.c, and how exchanges end in close.c.
 */
#include "ask.h"
#include "connect.h"
#include "http.h"
#include "implied.h"
#include "life.h"
#include "redirect.h"
#include "reload.h"
#include "session/rendition.h"
#include "session/session.h"
#include "text/hash.h"
#include "text/kind.h"

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
	life_lead_nowhere(at);
	h->reconnects = 0;
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

/* The playlist's URL is opened for the first time, again, or once more. */
static void
opening_playlist(const struct at *at)
{
	const struct rendition *v;
	struct http *h = &at->s->http;
	struct request *r;

	h->type = T_PLAYLIST;
	h->playlist = rendition_index(at->s, h->url_hash);
	/* It is loaded between segments: with one there is none in hand. */
	if (!h->retry && h->nknown <= 1)
		implied_pass(at, true);
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

/*
 * Whether FFmpeg opens the same once more as it got no answer. On a kept
 * connection that was dead it does so on a new one, up to 7.1 without a word;
 * the next byte range of a resource, or a reload, is opened on a kept one.
 */
static bool
is_lost(const struct http *h, bool kept)
{
	const struct request *r = request_unanswered(h);

	return r != NULL && (h->headers || r->reason != NULL ||
	    (h->kept && !kept));
}

/* What FFmpeg opened before: whether that is what it opens again. */
static bool
is_again(const struct at *at, uint64_t u, bool kept)
{
	struct http *h = &at->s->http;
	bool again = u == h->url_hash && (h->last_failed || is_lost(h, kept));

	if (!at->s->debug)
		implied_settle(at, again);
	else if (u != h->url_hash)
		life_assume(at);
	return again;
}

/* What is opened, where it is not another try for the same. */
static void
opening_what(const struct at *at, struct slice url, bool kept)
{
	struct http *h = &at->s->http;

	if (h->wanted == h->url_hash) {
		h->type = h->wanted_init ? T_INIT : T_SEGMENT;
		h->playlist = h->wanted_playlist;
		h->wanted = 0;
	} else if (h->wanted != 0) {
		h->type = T_KEY;
		h->playlist = h->wanted_playlist;
	} else if ((h->retry && h->type != T_PLAYLIST) || (!h->hls &&
	    implied_media(at, url, kept))) {
		return;
	} else {
		opening_playlist(at);
	}
}

/* Another opening follows: so much is known of what was before it. */
static void
leave_front(const struct at *at)
{
	life_go_on(at, false);
	life_lead_nowhere(at);
	implied_pass(at, false);
}

/* A new front: nothing is known of it yet. */
static void
open_front(const struct at *at, bool kept)
{
	struct http *h = &at->s->http;

	h->opens = true;
	h->kept = kept;
	h->reopened = false;
	h->open_us = at->t;
	h->tcp_us = 0;
	h->new_conn = 0;
	h->challenged = h->unseen = h->unasked = false;
	h->tcp = 0;
}

void
http_opening_unknown(const struct at *at, bool kept)
{
	struct http *h = &at->s->http;

	leave_front(at);
	connect_give_up(at);
	http_imply(at);
	if (at->s->debug)
		life_assume(at);
	else
		implied_settle(at, false);
	open_front(at, kept);
	h->retry = false;
	h->url_hash = h->wanted = 0;
	h->url.n = h->plain_url.n = 0;
}

void
http_opening(const struct at *at, struct slice url, bool kept)
{
	struct http *h = &at->s->http;
	uint64_t u;

	leave_front(at);
	h->encrypted = slice_starts(url, SLICE("crypto")) && url.n > 7;
	if (h->encrypted)
		url = slice_from(url, 7);
	u = url_hash(url);
	connect_give_up(at);
	/* The line of a try that was taken to be made. */
	if (h->reopened && u == h->url_hash)
		h->open_us = 0;
	http_imply(at);
	h->retry = is_again(at, u, kept);
	open_front(at, kept);
	h->tls = slice_begins(url, SLICE("https:"));
	ask_url(at, url, u);
	opening_what(at, url, kept);
}

/*
 * The opening is not in the log: all there is is the path of the request, which
 * may be that of the one before.
 */
static void
opened_unseen(const struct at *at, struct slice path)
{
	struct http *h = &at->s->http;
	struct slice last = sbuf_view(&h->url), same = path;
	uint64_t u = url_hash(path);

	h->retry = false;
	/* As that one is told. */
	if (at->s->values.n > 0)
		same = session_redact(at, path);
	if (last.n > 0 && slice_ends(slice_until(last, '?'),
	    slice_until(same, '?')))
		return;
	h->unseen = true;
	h->type = kind_of_url(path);
	h->playlist = -1;
	h->encrypted = 0;
	path.n = slice_find(path, '?');
	ask_url(at, path, u);
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
		opened_unseen(at, asked->path);
	if (h->new_conn || conn_get(h, context) == NULL)
		conn_open(h, context);
	else
		life_pass_on(at, context);
	ask_write(at, context);
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
