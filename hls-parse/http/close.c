/*
 * Ends that FFmpeg announces: the end of a playlist's parsing, the zero chunk,
 * an early end-of-file, the byte count of a closed connection, a rendition it
 * drops.
 */
#include "fetch.h"
#include "http.h"
#include "life.h"
#include "reload.h"
#include "session/rendition.h"
#include "viewer/startup.h"
#include "viewer/viewer.h"

#define AES_BLOCK 16
/* FFmpeg closes a connection it does not keep this soon after its last byte. */
#define CLOSE_US 100000

void
http_chunk(const struct at *at, uint64_t context, int64_t size)
{
	struct http *h = &at->s->http;
	struct request *r = request_read(h, context);
	struct conn *c;

	if (r == NULL || r->head_us == 0 || r->told)
		return;
	c = conn_get(h, r->conn);
	if (r->length < 0) {
		r->length = 0;
		if (c != NULL)
			c->unknown = 0;
	}
	if (r->length > HTTP_BODY_MAX)
		return;
	r->length += size;
	reload_body(&at->s->http, r);
	r->chunked = true;
	if (c != NULL && c->total <= HTTP_BODY_MAX)
		c->total += size;
	if (size != 0)
		return;
	life_ended(r, at->t, BASIS_CHUNK);
	r->proven = 1;
	if (r->type == T_PLAYLIST)
		life_pass_playlists(at);
}

void
http_premature(const struct at *at, uint64_t context, int64_t got,
    int64_t missing)
{
	/* Below debug no line shows on which connection a request is. */
	struct request *r = request_read(&at->s->http,
	    at->s->debug ? context : 0);

	if (r != NULL && r == request_unanswered(&at->s->http))
		life_assume(at);
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
 * of those under way may be the one, until its connection vouches for it; but
 * none of which nothing was read so far.
 */
void
http_damaged(struct session *s)
{
	struct http *h = &s->http;
	size_t i;

	for (i = 0; i < h->nreq && h->headers; i++)
		if (h->req[i]->type == T_SEGMENT && !h->req[i]->told &&
		    h->req[i]->status != 0 && request_has_media(h, h->req[i]))
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

/* The same, before any of that body was read, as of one fetched ahead. */
static bool
lies_unread(const struct conn *c, const struct request *r, int64_t bytes)
{
	return breaks_off(c, r, bytes) && r->length > 0 &&
	    bytes == c->total - r->length;
}

/* One whose last body may have been broken off, rather one left unread. */
static struct conn *
broken_conn(struct http *h, int64_t bytes)
{
	struct conn *found = NULL;
	size_t i;

	for (i = 0; i < h->nreq; i++) {
		struct conn *c = conn_get(h, h->req[i]->conn);
		const struct request *last;

		if (c == NULL)
			continue;
		last = request_on(h, c->context);
		if (lies_unread(c, last, bytes)) {
			/* What FFmpeg has done with is not it. */
			if (last->passed)
				continue;
			return c;
		}
		if (found == NULL && breaks_off(c, last, bytes))
			found = c;
	}
	return found;
}

/* The connection that FFmpeg says it closed: its line names none. */
static struct conn *
closed_conn(struct http *h, int64_t bytes)
{
	struct request *r = request_unanswered(h);
	struct conn *c = r != NULL ? conn_get(h, r->conn) : NULL;
	size_t i;

	/* Of several inputs it may be another one's. */
	if (c != NULL && h->ninputs <= 1)
		return c;
	for (i = 0; i < h->nconn; i++)
		if (adds_up(&h->conn[i], bytes))
			return &h->conn[i];
	if (c != NULL)
		return c;
	for (i = 0; i < h->nconn; i++)
		if (h->conn[i].dropped && h->conn[i].total > bytes)
			return &h->conn[i];
	c = broken_conn(h, bytes);
	if (c != NULL)
		return c;
	for (i = 0; i < h->nreq; i++) {
		c = conn_get(h, h->req[i]->conn);
		if (c != NULL && (c->unknown || c->partial))
			return c;
	}
	return NULL;
}

/* Whether r was read some time ago, and its connection only closed now. */
static int
is_idle(const struct at *at, const struct request *r)
{
	const struct http *h = &at->s->http;

	return request_has_media(h, r) &&
	    at->t - request_demuxer(h, r).us > CLOSE_US;
}

/* The last body of a closed connection: how much of it came. */
static void
account(const struct at *at, const struct conn *c, int64_t bytes,
    struct request *r)
{
	/* Decryption takes up to a block of padding away. */
	int64_t padding = r->encrypted ? AES_BLOCK : 0;
	bool idle = is_idle(at, r);

	/* Of an encoded body FFmpeg counts what it decodes to. It goes on
	 * to the close, or has read it some time ago. */
	if (r->encoded && idle)
		r->proven = true;
	/* The bytes of a hole may be among them: nothing can be told. */
	if (c->partial)
		return;
	if (r->length < 0 && bytes >= c->total) {
		r->length = bytes - c->total;
		reload_body(&at->s->http, r);
	} else if (bytes + padding < c->total) {
		r->missing = c->total - bytes;
	}
	r->suspect |= r->chunked && !r->proven;
	/* FFmpeg has read it to an end that was not announced. */
	if (r->suspect && r->chunked && r->passed && r->range_to < 0)
		r->reason = "short";
	r->proven = r->missing == 0 && (!r->chunked || r->proven);
	if (!r->proven || r->passed || r->end_us != 0 ||
	    r->type == T_PLAYLIST || idle)
		return;
	/* What is read as fast as it comes is not stopped at an end. */
	if (r->closes || r->type != T_SEGMENT || at->s->viewer.vod)
		life_ended(r, at->t, BASIS_CLOSE);
	else
		r->closed_us = at->t;
}

/* Ends what stood on a closed connection, but for one that came short. */
static void
close_requests(const struct at *at, uint64_t context)
{
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(&at->s->http, &w)) != NULL) {
		if (r->conn != context || !request_answered(r) ||
		    (!r->passed && !r->proven) || r->closed_us != 0)
			continue;
		if (r->type == T_PLAYLIST || r->type == T_KEY)
			life_pass_playlists(at);
		else
			life_pass(at, r);
	}
}

void
http_closed(const struct at *at, int64_t bytes)
{
	struct http *h = &at->s->http;
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
		account(at, c, bytes, last);
	close_requests(at, c->context);
	*c = h->conn[--h->nconn];
}

/* What is left of a request that FFmpeg or we broke off. */
static void
break_off(const struct at *at, struct request *r)
{
	fetch_abort(at, r);
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
http_dropped(const struct at *at, int playlist)
{
	struct http *h = &at->s->http;
	struct rendition *v = rendition_get(at->s, playlist);
	size_t i;

	if (v != NULL)
		v->dropped = 1;
	/* What another one brings has no place behind what these brought. */
	if (h->started && !rendition_is_left(h))
		viewer_lacks(at->s, "durations");
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];
		struct conn *c = conn_get(h, r->conn);

		if (r->playlist != playlist || r->type == T_PLAYLIST)
			continue;
		if (c != NULL)
			c->dropped = 1;
		if (!r->told)
			break_off(at, r);
	}
	remove_told(h);
	startup_check(at);
}
