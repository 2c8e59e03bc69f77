/*
 * Guesses from openings. At info all there is are the names of URLs: no
 * playlist is known to which a segment belongs.
 */
#include "ask.h"
#include "connect.h"
#include "http.h"
#include "implied.h"
#include "life.h"
#include "reload.h"
#include "text/hash.h"
#include "text/kind.h"

void
implied_pass(const struct at *at, bool whole)
{
	struct request *r;

	if (at->s->debug)
		return;
	if (whole)
		life_assume(at);
	while (!at->s->http.hls &&
	    (r = request_reading(&at->s->http, -1)) != NULL)
		life_pass(at, r);
}

void
implied_settle(const struct at *at, bool again)
{
	if (again)
		life_unheard(at);
	else
		life_give_up(at);
}

/*
 * Whether it is an initialization section: by its name; or the first that is
 * opened of fragmented MP4, and then again. But what is opened twice in a row
 * is a file of byte ranges.
 */
static bool
is_init(struct http *h, struct slice url, bool kept, bool twice)
{
	bool first = !h->media;

	h->media = true;
	if (h->init_id == h->url_hash) {
		if (twice)
			h->init_id = 0;
		return !twice;
	}
	if (!kind_is_init(url) && !(first && !kept && kind_is_fmp4(url)))
		return false;
	h->init_id = h->url_hash;
	return true;
}

bool
implied_media(const struct at *at, struct slice url, bool kept)
{
	struct http *h = &at->s->http;
	enum transaction_type type = kind_of_url(url);
	bool twice = h->media_last == h->url_hash;
	struct request *r;

	h->media_last = h->url_hash;
	if (type != T_SEGMENT && type != T_KEY)
		return false;
	if (type == T_SEGMENT && is_init(h, url, kept, twice))
		type = T_INIT;
	h->type = type;
	h->playlist = -1;
	h->unasked = true;
	if (type == T_SEGMENT && !twice)
		reload_news(at->s, h->loading);
	/* FFmpeg has read the playlist that has it, and its section. */
	life_pass_playlists(at);
	r = request_reading(&at->s->http, -1);
	if (r != NULL && r->type == T_INIT)
		life_pass(at, r);
	return true;
}

void
http_imply(const struct at *at)
{
	struct at open;

	if (at->s->debug)
		return;
	/* Nothing was asked of whom there is no TLS with. */
	if (at->s->http.handshake.reason != NULL)
		connect_give_up(at);
	open = at_time(at, at->s->http.open_us);
	if (open.t == 0)
		return;
	life_give_up(&open);
	ask_write(&open, 0);
}

void
http_retried(const struct at *at)
{
	struct http *h = &at->s->http;
	struct request *r;

	life_ran_out(at);
	r = request_unanswered(h);
	if (at->s->debug)
		return;
	if (r != NULL)
		r->reused = r->conn_told = 1;
	life_unheard(at);
	/* A playlist's next "Opening" is at debug, a segment's is not. */
	if (h->type != T_PLAYLIST && h->opens)
		return;
	h->open_us = at->t;
	h->retry = h->reopened = true;
	h->kept = false;
}

bool
implied_is_first(const struct session *s)
{
	const struct http *h = &s->http;

	return !s->debug && !h->opens && !h->had && !h->hls_seen &&
	    !h->started;
}

void
implied_unnamed(const struct at *at)
{
	struct http *h = &at->s->http;

	if (!implied_is_first(at->s) || h->open_us != 0 ||
	    request_unanswered(h) != NULL)
		return;
	h->retry = false;
	h->type = T_PLAYLIST;
	h->playlist = -1;
	h->open_us = at->t;
	http_imply(at);
}

/*
 * The request that has failed, where it is told by now: FFmpeg's own reconnect
 * asks again for a URL that the log has not named.
 */
static struct request *
reconnected(struct http *h)
{
	struct request *r = request_unanswered(h);

	if (h->open_us != 0 || r == NULL || r->url.n > 0)
		return NULL;
	sbuf_slice(&r->url, sbuf_view(&h->url));
	return r;
}

/* What has failed is asked for, where no line has told of that. */
static struct request *
ask_late(const struct at *at, enum transaction_type type, bool retry)
{
	struct http *h = &at->s->http;

	h->retry = retry;
	h->type = type;
	h->playlist = -1;
	if (h->open_us == 0)
		h->open_us = at->t;
	http_imply(at);
	return request_unanswered(h);
}

void
implied_failure(const struct at *at, struct slice url,
    enum transaction_type type)
{
	struct http *h = &at->s->http;
	struct failure f = h->failure;
	uint64_t before = h->url_hash;
	bool again = h->retry && h->url.n == 0;
	struct request *r;

	if (at->s->debug || f.reason == NULL || f.unreached)
		return;
	if (!again)
		h->open_us = 0;
	ask_url(at, url, url_hash(url));
	r = reconnected(h);
	if (r == NULL && again && h->open_us == 0 && !f.unasked)
		return;
	if (r == NULL)
		r = ask_late(at, type, again ||
		    (h->last_failed && h->url_hash == before));
	if (r == NULL)
		return;
	r->reason = f.reason;
	r->status = f.status;
	if (f.status != 0) {
		life_fail(at, r);
		return;
	}
	h->failure = (struct failure){ 0 };
	life_unheard(at);
}
