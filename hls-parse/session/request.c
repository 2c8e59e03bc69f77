/*
 * Lists of a few elements each, searched from one end to the other.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "request.h"

#define CONNECTIONS_MAX 64

struct conn *
conn_get(struct http *h, uint64_t context)
{
	size_t i;

	for (i = 0; i < h->nconn; i++)
		if (h->conn[i].context == context)
			return &h->conn[i];
	return NULL;
}

void
conn_open(struct http *h, uint64_t context)
{
	struct conn *c = conn_get(h, context);
	size_t i;

	/* A context's address used again: its old requests are on no
	 * connection any more. */
	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->conn == context)
			h->req[i]->conn = 0;
	if (c == NULL && h->nconn == CONNECTIONS_MAX) {
		c = &h->conn[0];
	} else if (c == NULL) {
		h->conn = egrow(h->conn, h->nconn, &h->conn_size,
		    sizeof(*h->conn));
		c = &h->conn[h->nconn++];
	}
	*c = (struct conn){ .context = context, .input = h->input,
		.partial = h->lossy && !h->new_conn };
}

/* The latest one that has served the like, but for one; or NULL. */
static struct conn *
conn_like(struct http *h, const struct request *like, const struct conn *but)
{
	struct conn *found = NULL;
	size_t i;

	for (i = 0; i < h->nconn; i++) {
		struct conn *c = &h->conn[i];

		if (c != but && c->media == request_is_media(like) &&
		    (!c->media || c->playlist == like->playlist) &&
		    (found == NULL || c->last_n > found->last_n))
			found = c;
	}
	return found;
}

uint64_t
conn_guess(struct http *h, const struct request *like, bool fresh)
{
	struct conn *c = fresh ? NULL : conn_like(h, like, NULL);
	struct conn *other;

	if (c == NULL)
		return ++h->made_up;
	/* With no load in between it is fetched ahead, on the other one. */
	if (c->media && c->last_n > like->n) {
		other = conn_like(h, like, c);
		if (other != NULL)
			c = other;
	}
	return c->context;
}

struct request *
request_new(struct http *h)
{
	struct request *r;
	struct sbuf url, plain;

	if (h->nreq == h->req_size) {
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
		h->req = eresize(h->req, ++h->req_size, sizeof(*h->req));
		h->req[h->nreq] = ezalloc(1, sizeof(**h->req));
	}
	r = h->req[h->nreq++];
	url = r->url;
	plain = r->plain_url;
	url.n = plain.n = 0;
	*r = (struct request){ .n = ++h->count, .input = h->input,
		.length = -1, .url = url,
		.plain_url = plain,
		.range_from = -1, .range_to = -1, .age_s = -1,
		.connect_us = -1, .tls_us = -1, .interval_us = -1,
		.late_us = -1 };
	return r;
}

int
request_has_media(const struct http *h, const struct request *r)
{
	return r->head_us != 0 && request_lines(h, r) > 0;
}

int64_t
request_lines(const struct http *h, const struct request *r)
{
	return request_demuxer(h, r).count - r->media_mark;
}

struct request *
request_reading(const struct http *h, int playlist)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		if (request_is_media(h->req[i]) && !h->req[i]->passed &&
		    h->req[i]->playlist == playlist &&
		    request_answered(h->req[i]))
			return h->req[i];
	return NULL;
}

struct request *
request_on(const struct http *h, uint64_t context)
{
	size_t i;

	for (i = h->nreq; i > 0; i--)
		if (h->req[i - 1]->conn == context)
			return h->req[i - 1];
	return NULL;
}

struct request *
request_heard(const struct http *h, uint64_t context)
{
	struct request *r;

	if (context != 0)
		return request_on(h, context);
	r = h->nreq > 0 ? h->req[h->nreq - 1] : NULL;
	return r != NULL && !r->told && r->head_us == 0 ? r : NULL;
}

struct request *
request_read(const struct http *h, uint64_t context)
{
	struct request *r;
	size_t i;

	if (context != 0)
		return request_on(h, context);
	r = h->nreq > 0 ? h->req[h->nreq - 1] : NULL;
	if (r != NULL && r->type != T_SEGMENT)
		return r;
	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->head_us != 0 && !h->req[i]->passed &&
		    !h->req[i]->proven)
			return h->req[i];
	return r;
}

struct request *
request_unanswered(const struct http *h)
{
	size_t i;

	/* An input waits for each answer: it can only be its latest. */
	for (i = h->nreq; i > 0; i--) {
		struct request *r = h->req[i - 1];

		if (!r->told && r->input == h->input)
			return request_answered(r) ? NULL : r;
	}
	return NULL;
}

int
request_fetched_ahead(const struct http *h, const struct request *r)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->n > r->n && h->req[i]->type == T_SEGMENT &&
		    h->req[i]->playlist == r->playlist)
			return 1;
	return 0;
}

bool
request_mark_overlap(struct http *h, struct request *r)
{
	size_t i;

	for (i = 0; i < h->nreq && r->type == T_SEGMENT; i++) {
		struct request *q = h->req[i];

		if (q == r || q->type != T_SEGMENT || q->passed)
			continue;
		/* The newer one waits for its turn; two renditions are
		 * read by turns. */
		q->overlap = r->overlap = r->waited = true;
		q->waited |= q->playlist != r->playlist;
		if (q->playlist == r->playlist)
			q->ahead = r->ahead = true;
	}
	return r->ahead;
}

void
request_forget(struct http *h, struct request *r)
{
	size_t i;

	for (i = 0; h->req[i] != r; i++)
		;
	memmove(&h->req[i], &h->req[i + 1],
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers */
	    (h->req_size - i - 1) * sizeof(*h->req));
	h->req[h->req_size - 1] = r;
	h->nreq--;
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
	h->unseen = true;
}

void
http_free(struct http *h)
{
	size_t i;

	for (i = 0; i < h->req_size; i++) {
		sbuf_free(&h->req[i]->url);
		sbuf_free(&h->req[i]->plain_url);
		free(h->req[i]);
	}
	free(h->req);
	free(h->conn);
	for (i = 0; i < h->nknown; i++)
		track_free(h->known[i].track);
	free(h->known);
	free(h->cost);
	free(h->streams);
	free(h->programs);
	demuxers_free(&h->demuxers);
}
