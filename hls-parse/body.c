/*
 * The back of an exchange.
 *
 * FFmpeg's HLS demuxer holds per playlist one segment that it reads and at
 * most one that it has requested ahead on a second connection. So it is done
 * with the older one when a third is wanted, when a new request is written
 * on its connection, or when the playlist is loaded again (which it does
 * between segments only). That the body was whole then shows in the next
 * answer on the connection, or in the byte count at its close.
 */
#include <stdlib.h>

#include "body.h"
#include "ealloc.h"
#include "fetch.h"
#include "http.h"
#include "reload.h"
#include "startup.h"

static int
is_media(const struct request *r)
{
	return r->type == T_SEGMENT || r->type == T_INIT;
}

int
http_has_media(const struct http *h, const struct request *r)
{
	return r->head_us != 0 && h->media_count > r->media_mark;
}

struct request *
http_reading(const struct http *h, int playlist)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		if (is_media(h->req[i]) && !h->req[i]->passed &&
		    h->req[i]->playlist == playlist &&
		    request_answered(h->req[i]))
			return h->req[i];
	return NULL;
}

struct request *
body_on(const struct http *h, uint64_t context)
{
	size_t i;

	for (i = h->nreq; i > 0; i--)
		if (h->req[i - 1]->conn == context)
			return h->req[i - 1];
	return NULL;
}

struct request *
body_unanswered(const struct http *h)
{
	size_t i;

	/* FFmpeg waits for each answer: it can only be the latest. */
	for (i = h->nreq; i > 0; i--) {
		struct request *r = h->req[i - 1];

		if (!r->told)
			return request_answered(r) ? NULL : r;
	}
	return NULL;
}

void
body_assume(struct session *s, int64_t t)
{
	struct http *h = &s->http;
	struct request *r = body_unanswered(h);

	if (r == NULL || h->headers || r->reason != NULL)
		return;
	h->failure = (struct failure){ NULL, 0 };
	r->assumed = 1;
	r->head_us = t;
	r->media_mark = h->media_count;
	if (r->type == T_PLAYLIST)
		reload_answered(s, t, r);
}

int
body_fetched_ahead(const struct http *h, const struct request *r)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->n > r->n && h->req[i]->type == T_SEGMENT &&
		    h->req[i]->playlist == r->playlist)
			return 1;
	return 0;
}

void
body_mark_overlap(struct http *h, struct request *r)
{
	size_t i;

	for (i = 0; i < h->nreq && r->type == T_SEGMENT; i++) {
		struct request *q = h->req[i];

		if (q == r || q->type != T_SEGMENT || q->passed)
			continue;
		/* The newer one waits for its turn; two renditions are
		 * read by turns. */
		q->overlap = r->overlap = r->waited = 1;
		q->waited |= q->playlist != r->playlist;
	}
}

void
body_ended(struct request *r, int64_t t, enum basis basis)
{
	r->end_us = t;
	r->basis = r->waited ? BASIS_UPPER : basis;
}

void
body_count_cost(struct http *h, const struct request *r)
{
	size_t i;
	int again = 0;

	if (h->started || h->ncost == COSTS_MAX ||
	    r->head_us < r->open_us || r->head_us - r->open_us > DURATION_MAX_US)
		return;
	/* Four to begin with, then twice as many each time. */
	if (h->ncost == 0 || (h->ncost >= 4 &&
	    (h->ncost & (h->ncost - 1)) == 0))
		h->cost = eresize(h->cost, h->ncost ? 2 * h->ncost : 4,
		    sizeof(*h->cost));
	for (i = 0; i < h->ncost; i++)
		again |= h->cost[i].type == r->type &&
		    h->cost[i].playlist == r->playlist;
	h->cost[h->ncost++] = (struct cost){ r->type, r->playlist, again,
		r->open_us, r->head_us };
}

/* Takes r out of the open ones; its memory is kept for use again. */
static void
forget(struct http *h, struct request *r)
{
	size_t i;

	for (i = 0; h->req[i] != r; i++)
		;
	memmove(&h->req[i], &h->req[i + 1],
	    (h->req_size - i - 1) * sizeof(*h->req));
	h->req[h->req_size - 1] = r;
	h->nreq--;
}

static void
done(struct parse *p, struct session *s, int64_t t, struct request *r)
{
	if (!r->told)
		fetch_done(p, s, t, r);
	r->told = 1;
	if (r->passed || !is_media(r))
		forget(&s->http, r);
}

void
body_fail(struct parse *p, struct session *s, int64_t t, struct request *r)
{
	if (!request_answered(r) || r->status >= 400)
		s->http.last_failed = 1;
	s->http.failure = (struct failure){ fetch_reason(r), r->status };
	fetch_fail(p, s, t, r);
	forget(&s->http, r);
}

/* Older ones of its playlist that nothing speaks against. */
static void
prove_older(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq && h->req[i] != r) {
		struct request *q = h->req[i];

		if (q->passed && !q->suspect && q->playlist == r->playlist &&
		    is_media(q))
			done(p, s, t, q);
		else
			i++;
	}
}

/*
 * Whether its media has come. That of one fetched ahead may have come before
 * the log showed that it was its turn.
 */
static int
has_been_media(const struct http *h, const struct request *r)
{
	return http_has_media(h, r) ||
	    (r->overlap && r->head_us != 0 && h->media_count > 0);
}

void
body_pass(struct parse *p, struct session *s, int64_t t, struct request *r)
{
	struct http *h = &s->http;
	struct request *next;
	int media;

	media = has_been_media(h, r);
	if (r->end_us == 0 && r->type == T_SEGMENT && media) {
		r->end_us = h->media_us;
		r->basis = r->overlap ? BASIS_UPPER : BASIS_MEDIA;
	}
	r->passed = 1;
	next = http_reading(h, r->playlist);
	if (next != NULL)
		next->media_mark = h->media_count;
	prove_older(p, s, t, r);
	if (r->type == T_SEGMENT && r->missing == 0 &&
	    (media || h->media_count == 0))
		startup_segment(p, s, t, r);
	if (r->missing > 0 || r->reason != NULL)
		body_fail(p, s, t, r);
	else if (r->proven || r->told || !h->headers)
		done(p, s, t, r);
}

void
body_pass_playlists(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq) {
		struct request *r = h->req[i];

		if (is_media(r) || !request_answered(r)) {
			i++;
			continue;
		}
		r->passed = 1;
		if (r->missing > 0 || r->reason != NULL)
			body_fail(p, s, t, r);
		else if (r->proven || !h->headers || r->conn == 0 || r->n == 1)
			done(p, s, t, r);
		else
			i++;
	}
}

void
body_pass_on(struct parse *p, struct session *s, int64_t t, uint64_t context)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq) {
		struct request *r = h->req[i];
		size_t n = h->nreq;

		if (r->conn == context && is_media(r) && !r->passed &&
		    request_answered(r))
			body_pass(p, s, t, r);
		i = h->nreq < n ? 0 : i + 1;
	}
}

void
body_prove(struct parse *p, struct session *s, int64_t t,
    const struct request *r)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq) {
		struct request *q = h->req[i];

		if (q == r || q->conn != r->conn || !request_answered(q)) {
			i++;
			continue;
		}
		q->passed = 1;
		if (q->reason != NULL)
			body_fail(p, s, t, q);
		else
			done(p, s, t, q);
	}
}

void
body_drop_oldest(struct parse *p, struct session *s, int64_t t)
{
	struct request *r = s->http.req[0];

	if (!r->told)
		fetch_abort(p, s, t, r);
	forget(&s->http, r);
}

int
body_is_void(const struct request *r)
{
	return !request_answered(r) && r->reused && (r->reason == NULL ||
	    (strcmp(r->reason, "timeout") != 0 &&
	    strcmp(r->reason, "noresponse") != 0));
}

void
body_unheard(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	struct request *r = body_unanswered(h);

	if (r == NULL)
		return;
	h->last_failed = 1;
	if (!body_is_void(r)) {
		body_fail(p, s, t, r);
		return;
	}
	fetch_void(p, s, t, r);
	forget(h, r);
}

void
body_give_up(struct parse *p, struct session *s, int64_t t)
{
	const struct http *h = &s->http;
	const struct request *r = body_unanswered(h);

	/* Without headers a kept-alive connection was dead if FFmpeg asks
	 * for the same on a new one. */
	if (r != NULL && !h->headers && r->reason == NULL &&
	    !(h->retry && r->reused && h->new_conn))
		body_assume(s, t);
	else
		body_unheard(p, s, t);
}

void
http_forget(struct http *h)
{
	h->nreq = 0;
	h->nconn = 0;
	h->hole |= !h->started;
	h->lossy = 1;
	/* Of a request whose opening is in the hole, nothing is known. */
	h->type = T_OTHER;
	h->playlist = -1;
	h->retry = h->encrypted = 0;
	h->wanted = h->url_hash = 0;
	h->url.n = 0;
	h->open_us = h->tcp_us = h->handshake.since_us = 0;
	h->new_conn = 0;
}

void
http_free(struct http *h)
{
	size_t i;

	for (i = 0; i < h->req_size; i++) {
		sbuf_free(&h->req[i]->url);
		free(h->req[i]);
	}
	free(h->req);
	free(h->conn);
	free(h->known);
	free(h->cost);
	sbuf_free(&h->url);
	sbuf_free(&h->handshake.connect);
}
