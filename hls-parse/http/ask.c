/*
 * What is told of a request when it is written: all else comes later.
 */
#include <stdlib.h>

#include "ask.h"
#include "fetch.h"
#include "http.h"
#include "reload.h"
#include "session/programs.h"
#include "session/rendition.h"

/* More open requests than FFmpeg ever has: the oldest are given up. */
#define REQUESTS_MAX 64

void
ask_url(const struct at *at, struct slice url, uint64_t hash)
{
	struct sbuf *escaped = &at->p->flow.escaped;
	struct http *h = &at->s->http;

	h->url.n = h->plain_url.n = 0;
	if (watches_any(&at->p->watches))
		sbuf_slice(&h->plain_url, url);
	url = session_redact(at, url);
	/* Of the size that it needs: each session has one. */
	escaped->n = 0;
	escape(escaped, url);
	sbuf_slice(&h->url, sbuf_view(escaped));
	h->url_hash = hash;
}

/* FFmpeg has long gone on. */
static void
drop_oldest(const struct at *at)
{
	struct request *r = at->s->http.req[0];

	r->passed = true;
	if (!request_answered(r) && !r->told)
		fetch_abort(at, r);
	else if (!r->told && (r->missing > 0 || r->reason != NULL))
		fetch_fail(at, r);
	else if (!r->told)
		fetch_done(at, r);
	request_forget(&at->s->http, r);
}

/* What was asked for last on a connection; NULL: there is none. */
static void
note_conn(struct conn *c, const struct request *r)
{
	if (c == NULL)
		return;
	c->last_n = r->n;
	c->playlist = r->playlist;
	c->media = request_is_media(r);
}

/*
 * Up to 8.0 FFmpeg says that it drops a playlist when it comes to a packet of
 * its, which it never does where the time stamps of those it plays go back. By
 * the second segment behind the choice it has said so of all others.
 */
static void
leave_programs(const struct at *at)
{
	struct http *h = &at->s->http;
	struct programs *p = h->programs;
	const struct rendition *v;
	size_t k, n = 0;

	if (p == NULL || !h->mapped || ++p->asked < 2)
		return;
	h->programs = NULL;
	while (rendition_at(h, n) != NULL)
		n++;
	for (k = 0; k < n && h->ninputs <= 1; k++) {
		v = rendition_at(h, k);
		if (!v->dropped && programs_leave(p, k, n))
			http_dropped(at, (int)k);
	}
	free(p);
}

void
ask_write(const struct at *at, uint64_t context)
{
	struct http *h = &at->s->http;
	struct request *r;

	if (h->nreq == REQUESTS_MAX)
		drop_oldest(at);
	r = request_new(h);
	/* At debug HLS asks for each segment in a line of its own. */
	r->type = h->unasked && at->s->debug ? T_OTHER : h->type;
	r->unseen = h->unseen;
	r->playlist = h->playlist;
	r->conn = context;
	r->conn_told = (at->s->debug && context > h->made_up) || h->connects;
	r->implied = !at->s->debug;
	r->reused = r->conn_told ? !h->new_conn : h->kept;
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
	note_conn(conn_get(h, context), r);
	r->offset = h->wanted_offset;
	/* At info nothing tells when the one before was read. */
	if (request_mark_overlap(h, r) && (at->s->debug || h->hls_seen))
		at->s->viewer.ahead = true;
	h->open_us = 0;
	h->new_conn = 0;
	h->no_key = false;
	if (r->type == T_PLAYLIST) {
		r->first = h->nknown > 0 && h->known[0].url == h->url_hash;
		reload_request(at, r);
	}
	if (r->type != T_OTHER)
		fetch_request(at, r);
	if (r->type == T_SEGMENT)
		leave_programs(at);
}
