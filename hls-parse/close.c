/*
 * Ends that FFmpeg announces: the end of a playlist's parsing, the zero chunk,
 * an early end-of-file, the byte count of a closed connection, a rendition it
 * drops, and its own exit.
 */
#include <string.h>

#include "connect.h"
#include "fetch.h"
#include "http.h"
#include "life.h"
#include "rendition.h"
#include "startup.h"

#define AES_BLOCK 16
/* FFmpeg closes a connection it does not keep this soon after its last byte. */
#define CLOSE_US 100000

void
http_chunk(struct parse *p, struct session *s, int64_t t, uint64_t context,
    int64_t size)
{
	struct http *h = &s->http;
	struct request *r = request_on(h, context);
	struct conn *c = conn_get(h, context);

	if (r == NULL || r->head_us == 0 || r->told)
		return;
	if (r->length < 0) {
		r->length = 0;
		if (c != NULL)
			c->unknown = 0;
	}
	if (r->length > HTTP_BODY_MAX)
		return;
	r->length += size;
	r->chunked = true;
	if (c != NULL && c->total <= HTTP_BODY_MAX)
		c->total += size;
	if (size != 0)
		return;
	life_ended(r, t, BASIS_CHUNK);
	r->proven = 1;
	if (r->type == T_PLAYLIST)
		life_pass_playlists(p, s, t);
}

void
http_premature(struct session *s, uint64_t context, int64_t got,
    int64_t missing)
{
	struct request *r = request_on(&s->http, context);

	if (r == NULL || r->head_us == 0)
		return;
	if (missing < 0) {
		if (r->length < 0)
			r->length = got;
		return;
	}
	r->missing = missing;
	r->reason = "short";
}

/*
 * Packets are damaged where a body ends too early or a segment is missing: any
 * of those under way may be the one, until its connection vouches for it.
 */
void
http_damaged(struct session *s)
{
	struct http *h = &s->http;
	size_t i;

	for (i = 0; i < h->nreq && h->headers; i++)
		if (h->req[i]->type == T_SEGMENT && !h->req[i]->told)
			h->req[i]->suspect = 1;
}

void
http_failed(struct session *s, const char *reason)
{
	struct request *r = request_unanswered(&s->http);

	if (r != NULL && r->reason == NULL)
		r->reason = reason;
}

/* Whether the bodies of c that FFmpeg knows the length of add up to bytes. */
static int
adds_up(const struct conn *c, int64_t bytes)
{
	return !c->unknown && !c->partial && c->total == bytes;
}

/*
 * Whether c may have been closed in the middle of r's body, the last on it: all
 * of those before has come.
 */
static bool
breaks_off(const struct conn *c, const struct request *r, int64_t bytes)
{
	int64_t last = r->length > 0 ? r->length : 0;

	return !c->unknown && !c->partial && c->total > bytes &&
	    bytes >= c->total - last;
}

/* The connection that FFmpeg says it closed: its line names none. */
static struct conn *
closed_conn(struct http *h, int64_t bytes)
{
	struct request *r = request_unanswered(h);
	struct conn *c = r != NULL ? conn_get(h, r->conn) : NULL;
	size_t i;

	if (c != NULL)
		return c;
	for (i = 0; i < h->nconn; i++)
		if (adds_up(&h->conn[i], bytes))
			return &h->conn[i];
	for (i = 0; i < h->nconn; i++)
		if (h->conn[i].dropped && h->conn[i].total > bytes)
			return &h->conn[i];
	for (i = 0; i < h->nreq; i++) {
		c = conn_get(h, h->req[i]->conn);
		if (c != NULL && breaks_off(c, request_on(h, c->context),
		    bytes))
			return c;
	}
	for (i = 0; i < h->nreq; i++) {
		c = conn_get(h, h->req[i]->conn);
		if (c != NULL && (c->unknown || c->partial))
			return c;
	}
	return NULL;
}

/* Whether r was read some time ago, and its connection only closed now. */
static int
is_idle(const struct http *h, int64_t t, const struct request *r)
{
	return request_has_media(h, r) &&
	    t - request_demuxer(h, r).us > CLOSE_US;
}

/* The last body of a closed connection: how much of it came. */
static void
account(const struct session *s, const struct conn *c, int64_t t,
    int64_t bytes, struct request *r)
{
	/* Decryption takes up to a block of padding away. */
	int64_t padding = r->encrypted ? AES_BLOCK : 0;
	bool idle = is_idle(&s->http, t, r);

	/* Of an encoded body FFmpeg counts what it decodes to. It goes on
	 * to the close, or has read it some time ago. */
	if (r->encoded && idle)
		r->proven = true;
	/* The bytes of a hole may be among them: nothing can be told. */
	if (c->partial)
		return;
	if (r->length < 0 && bytes >= c->total)
		r->length = bytes - c->total;
	else if (bytes + padding < c->total)
		r->missing = c->total - bytes;
	r->suspect |= r->chunked && !r->proven;
	r->proven = r->missing == 0 && (!r->chunked || r->proven);
	if (!r->proven || r->passed || r->end_us != 0 ||
	    r->type == T_PLAYLIST || idle)
		return;
	/* What is read as fast as it comes is not stopped at an end. */
	if (r->closes || r->type != T_SEGMENT || s->viewer.vod)
		life_ended(r, t, BASIS_CLOSE);
	else
		r->closed_us = t;
}

/* Ends what stood on a closed connection, but for one that came short. */
static void
close_requests(struct parse *p, struct session *s, int64_t t,
    uint64_t context)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq) {
		struct request *r = h->req[i];
		size_t n = h->nreq;

		if (r->conn == context && request_answered(r) &&
		    (r->passed || r->proven) && r->closed_us == 0) {
			if (r->type == T_PLAYLIST || r->type == T_KEY)
				life_pass_playlists(p, s, t);
			else
				life_pass(p, s, t, r);
		}
		i = h->nreq < n ? 0 : i + 1;
	}
}

void
http_closed(struct parse *p, struct session *s, int64_t t, int64_t bytes)
{
	struct http *h = &s->http;
	struct conn *c = closed_conn(h, bytes);
	struct request *last = NULL;
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];

		if (r->conn != c->context || r->head_us == 0 || r->told)
			continue;
		if (last != NULL)
			last->proven = 1;
		last = r;
	}
	if (last != NULL)
		account(s, c, t, bytes, last);
	close_requests(p, s, t, c->context);
	*c = h->conn[--h->nconn];
}

/* What is left of a request that FFmpeg or we broke off. */
static void
break_off(struct parse *p, struct session *s, int64_t t, struct request *r)
{
	fetch_abort(p, s, t, r);
	r->told = r->passed = 1;
}

static void
remove_told(struct http *h)
{
	size_t i, k = 0;

	/* The pointers of those that go stay behind nreq, for use again. */
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];

		if (r->told)
			continue;
		h->req[i] = h->req[k];
		h->req[k++] = r;
	}
	h->nreq = k;
}

void
http_dropped(struct parse *p, struct session *s, int64_t t, int playlist)
{
	struct http *h = &s->http;
	struct rendition *v = rendition_get(s, playlist);
	size_t i;

	if (v != NULL)
		v->dropped = 1;
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];
		struct conn *c = conn_get(h, r->conn);

		if (r->playlist != playlist || r->type == T_PLAYLIST)
			continue;
		if (c != NULL)
			c->dropped = 1;
		if (!r->told)
			break_off(p, s, t, r);
	}
	remove_told(h);
	startup_check(p, s, t);
}

static bool
is_whole(const struct request *r, int clean)
{
	return request_answered(r) && r->missing == 0 && !r->reason &&
	    (r->proven || (!r->suspect && (r->passed || clean)));
}

/*
 * What the end of the process makes of a request. A body is whole when its
 * connection has vouched for it, when FFmpeg went on to something else behind
 * it, or when FFmpeg ended well, having read everything. It failed where the
 * log says so; one that the end cut off is neither.
 */
static void
end_request(struct parse *p, struct session *s, int64_t t, struct request *r,
    int ours, int clean)
{
	int answered = request_answered(r);
	int unknown = !answered && !s->http.headers && r->reason == NULL;

	if (r->told)
		return;
	if (is_whole(r, clean))
		fetch_done(p, s, t, r);
	else if (ours || unknown || (answered && r->reason == NULL && !r->passed))
		fetch_abort(p, s, t, r);
	else if (life_is_void(r))
		fetch_void(p, s, t, r);
	else
		fetch_fail(p, s, t, r);
	r->told = 1;
}

/*
 * Our stop closed the connection of what was being read. All of it is there,
 * but nothing tells for how long.
 */
static void
stop_closed(struct parse *p, struct session *s, int64_t t)
{
	struct http *h = &s->http;
	size_t i = 0;

	while (i < h->nreq) {
		struct request *r = h->req[i];
		size_t n = h->nreq;

		if (r->closed_us != 0) {
			life_ended(r, r->closed_us, BASIS_UPPER);
			r->closed_us = 0;
			r->loose = true;
			life_pass(p, s, t, r);
		}
		i = h->nreq < n ? 0 : i + 1;
	}
}

void
http_exit(struct parse *p, struct session *s, int64_t t, int ours, int clean)
{
	struct http *h = &s->http;
	size_t i = 0;

	connect_give_up(p, s);
	http_imply(p, s);
	if (clean)
		life_assume(s, t);
	if (ours)
		stop_closed(p, s, t);
	else
		life_go_on(p, s);
	for (i = 0; i < h->nreq; i++)
		if (is_whole(h->req[i], clean))
			life_count(p, s, t, h->req[i]);
	if (!clean)
		startup_leave(p, s, t);
	/* A clean end has read every segment to its end. */
	i = 0;
	while (clean && i < h->nreq) {
		struct request *r = h->req[i];
		size_t n = h->nreq;

		if (!r->passed && r->type == T_SEGMENT && r->head_us != 0 &&
		    r->missing == 0)
			life_pass(p, s, t, r);
		i = h->nreq < n ? 0 : i + 1;
	}
	for (i = 0; i < h->nreq; i++)
		end_request(p, s, t, h->req[i], ours, clean);
	h->nreq = 0;
}
