/*
 * Headers are read by name in any case, with or without a space behind the
 * colon (RFC 9110, 5.1). Bodies are none of this file's business.
 */
#include "answer.h"
#include "fetch.h"
#include "life.h"
#include "num.h"
#include "reload.h"
#include "session/request.h"
#include "text/kind.h"

static void
connection_is(struct request *r, struct slice value)
{
	r->closes |= slice_holds(value, SLICE("close"));
}

static void
length_is(struct request *r, struct slice value)
{
	int64_t n;

	if (num_int(value, 0, HTTP_BODY_MAX, &n) == 0)
		r->length = n;
}

static void
encoding_is(struct request *r, struct slice value)
{
	r->encoded = !slice_begins(value, SLICE("identity"));
}

static void
type_is(struct request *r, struct slice value)
{
	if (r->type == T_OTHER && !r->announced && r->unseen)
		r->type = kind_of_content(value);
}

static void
age_is(struct request *r, struct slice value)
{
	int64_t n;

	if (num_int(value, 0, INT32_MAX, &n) == 0)
		r->age_s = (int32_t)n;
}

/* Those that mean something; sorted by nothing. */
static const struct header {
	struct slice name;
	void (*take)(struct request *, struct slice value);
	enum cache_header cache;	/* where take is NULL */
} headers[] = {
	{ SLICE_INIT("Content-Length"), length_is, CACHE_NONE },
	{ SLICE_INIT("Content-Type"), type_is, CACHE_NONE },
	{ SLICE_INIT("Connection"), connection_is, CACHE_NONE },
	{ SLICE_INIT("Content-Encoding"), encoding_is, CACHE_NONE },
	{ SLICE_INIT("Age"), age_is, CACHE_NONE },
	{ SLICE_INIT("X-Cache"), NULL, CACHE_X },
	{ SLICE_INIT("X-Cache-Status"), NULL, CACHE_X },
	{ SLICE_INIT("X-Proxy-Cache"), NULL, CACHE_X },
	{ SLICE_INIT("X-Nginx-Cache"), NULL, CACHE_X },
	{ SLICE_INIT("CDN-Cache"), NULL, CACHE_X },
	{ SLICE_INIT("X-Varnish"), NULL, CACHE_VARNISH },
	{ SLICE_INIT("X-Cache-Lookup"), NULL, CACHE_LOOKUP },
	{ SLICE_INIT("CF-Cache-Status"), NULL, CACHE_CF },
	{ SLICE_INIT("Cache-Status"), NULL, CACHE_STATUS },
	{ SLICE_INIT("Via"), NULL, CACHE_VIA },
	{ SLICE_INIT("Server-Timing"), NULL, CACHE_TIMING },
};

static void
take_header(struct request *r, struct slice line)
{
	struct slice name = slice_cut(&line, ':');
	size_t i;

	while (line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t'))
		line = slice_from(line, 1);
	for (i = 0; i < COUNT(headers); i++) {
		const struct header *h = &headers[i];

		/* Their first letters, in any case, tell most apart. */
		if (h->name.n != name.n ||
		    ((h->name.p[0] ^ name.p[0]) & 0x1f) != 0 ||
		    !slice_begins(name, h->name))
			continue;
		if (h->take != NULL)
			h->take(r, line);
		else
			cache_note(&r->cache, h->cache, line);
		return;
	}
}

/* "HTTP/1.1 200 OK": the first line of an answer. */
static void
answered(const struct at *at, struct request *r, struct slice line)
{
	struct http *h = &at->s->http;
	struct slice status;
	int64_t code;

	/* FFmpeg keeps no connection that it decrypts from. */
	r->closes = r->encrypted || slice_starts(line, SLICE("HTTP/1.0"));
	slice_cut(&line, ' ');
	status = slice_cut(&line, ' ');
	if (num_int(status, 100, 999, &code) != 0)
		return;
	r->relay = slice_starts(line, SLICE("hls-relay: "));
	h->headers = 1;
	if (r->first_us == 0)
		r->first_us = at->t;
	r->status = (int)code;
	life_heard(at);
	/* An answer proves that what came before on this connection was
	 * read to its end. */
	life_prove(at, r);
	h->last_failed = code >= 400;
	h->failure = (struct failure){ 0 };
	/* FFmpeg may know the password, and asks once more without a word. */
	h->challenged = code == 401 || code == 407;
	if (code >= 400)
		life_fail(at, r);
}

static void
head_done(const struct at *at, struct request *r)
{
	struct http *h = &at->s->http;
	struct conn *c = conn_get(h, r->conn);

	r->head_us = at->t;
	r->media_mark = request_demuxer(h, r).count;
	if (r->status < 200)
		return;
	if (r->status < 300) {
		fetch_request(at, r);
		if (r->type == T_PLAYLIST)
			reload_answered(at, r);
	}
	if (c == NULL || r->status >= 300)
		return;
	if (r->length >= 0 && c->total <= HTTP_BODY_MAX)
		c->total += r->length;
	else
		c->unknown = 1;
	c->partial |= r->encoded;
	life_count_cost(h, r);
}

/*
 * FFmpeg of 2018 asks on a kept connection for the byte range of the segment
 * before it there, reads as much as this one has, and takes the rest of that
 * body for the head of the next answer, and so on. Nothing was cut short then;
 * what was answered is not in the log.
 */
static bool
misread(const struct at *at, struct request *r)
{
	struct http *h = &at->s->http;
	struct conn *c = conn_get(h, r->conn);
	struct walk w = { 0 };
	struct request *q;

	if (r->type != T_SEGMENT || r->range_to < 0 ||
	    r->range_from == r->offset)
		return false;
	r->assumed = true;
	r->head_us = at->t;
	r->media_mark = request_demuxer(h, r).count;
	if (c != NULL)
		c->partial = true;
	while ((q = request_each(h, &w)) != NULL) {
		if (q == r || q->conn != r->conn || q->told)
			continue;
		q->proven = true;
		life_pass(at, q);
	}
	return true;
}

/*
 * No answer, but the rest of an earlier body that FFmpeg had given up: this
 * request gets none, and what it waits behind was cut short.
 */
static void
no_answer(struct http *h, struct request *r)
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

/*
 * An informational answer stands before the answer itself (RFC 9110, 15.2), but
 * FFmpeg takes the first that comes for it.
 */
void
answer_header(const struct at *at, uint64_t context, struct slice header)
{
	struct request *r = request_heard(&at->s->http, context);

	if (r == NULL)
		return;
	if (r->status < 200 && slice_starts(header, SLICE("HTTP/"))) {
		r->head_us = 0;
		answered(at, r, header);
	} else if (r->status == 0) {
		if (r->reason == NULL && !r->assumed && header.n > 0 &&
		    !misread(at, r))
			no_answer(&at->s->http, r);
	} else if (r->head_us != 0) {
		return;
	} else if (header.n == 0) {
		head_done(at, r);
	} else {
		take_header(r, header);
	}
}

/* r is answered with a status that no header in the log has told. */
static void
fail(const struct at *at, struct request *r, int status)
{
	life_heard(at);
	r->status = status;
	life_fail(at, r);
}

void
answer_status(const struct at *at, int64_t status)
{
	struct http *h = &at->s->http;
	struct request *r;

	answer_settle(at);
	r = request_unanswered(h);
	if (at->s->debug || (r != NULL && r->type == T_PLAYLIST)) {
		if (r != NULL)
			fail(at, r, (int)status);
	} else if (r != NULL) {
		h->status_held = (int)status;
		h->status_us = at->t;
	} else {
		h->failure = (struct failure){ .reason = "http",
			.status = (int)status, .unasked = true };
	}
}

void
answer_settle(const struct at *at)
{
	struct http *h = &at->s->http;
	struct request *r = request_unanswered(h);
	struct at then = at_time(at, h->status_us);
	int status = h->status_held;

	h->status_held = 0;
	if (status != 0 && r != NULL)
		fail(&then, r, status);
}

void
answer_of_playlist(const struct at *at)
{
	struct http *h = &at->s->http;
	int status = h->status_held;

	h->status_held = 0;
	life_give_up(at);
	if (status != 0)
		h->failure = (struct failure){ .reason = "http",
			.status = status, .unasked = true };
}
