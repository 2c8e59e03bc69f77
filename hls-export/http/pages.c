/*
 * Paths and their pages. What is served is made elsewhere, once per block.
 */
#include "clock.h"
#include "negotiate.h"
#include "pages.h"
#include "response.h"
#include "vocabulary.h"

/* hls-agg sends a block a second: after three it has stopped. */
#define STALE_US (3 * SECOND_US)

#define PLAIN "text/plain; charset=utf-8"

#define HTML "text/html; charset=utf-8"

static struct answer
constant(int status, const char *type, const char *text)
{
	return (struct answer){ status, type, .text = slice_str(text) };
}

static struct answer
metrics_page(const struct site *s, const struct request *r, int64_t now_us)
{
	struct negotiation n = { 0 };
	struct slice fields = r->fields, accept;
	enum format f;
	struct body *body;

	(void)now_us;
	while (request_field(&fields, "accept", &accept))
		negotiate_add(&n, accept);
	f = negotiate_format(&n);
	body = body_hold(snap_body(s->snap, f));
	return (struct answer){ .status = 200, .type = format_type(f),
		.vary = "Accept", .text = sbuf_view(&body->text),
		.body = body, .last_scrape = s->recent->ended };
}

static struct answer
readyz(const struct site *s, const struct request *r, int64_t now_us)
{
	int64_t taken_us = s->snap->taken_us;

	(void)r;
	if (s->recent->ended)
		return constant(503, PLAIN,
		    "the input has ended; the last block stays up\n");
	if (taken_us == 0)
		return constant(503, PLAIN, "no block has come yet\n");
	if (now_us - taken_us > STALE_US)
		return constant(503, PLAIN,
		    "the last block is older than 3 s\n");
	return constant(200, PLAIN, "ready\n");
}

static struct answer
follow_page(const struct recent *r)
{
	if (r->followers >= RECENT_FOLLOWERS)
		return constant(503, PLAIN, "too many follow already\n");
	return (struct answer){ .status = 200, .type = PLAIN, .follow = 1 };
}

static struct answer
stat_page(const struct site *s, const struct request *r, int64_t now_us)
{
	struct body *body;

	(void)now_us;
	if (slice_lists(r->query, '&', SLICE("follow")))
		return follow_page(s->recent);
	body = recent_newest(s->recent);
	if (body == NULL)
		return constant(503, PLAIN, "no block has come yet\n");
	return (struct answer){ .status = 200, .type = PLAIN,
		.text = sbuf_view(&body->text), .body = body };
}

static struct answer
body_answer(const char *type, struct body *b)
{
	return (struct answer){ .status = 200, .type = type,
		.text = sbuf_view(&b->text), .body = body_hold(b) };
}

static struct answer
page_page(const struct site *s, const struct request *r, int64_t now_us)
{
	struct answer a;

	(void)r;
	(void)now_us;
	a = body_answer(HTML, page_body(s->page, PAGE_SERVED));
	a.policy = s->page->policy.p;
	return a;
}

static struct answer
json_page(const struct site *s, const struct request *r, int64_t now_us)
{
	(void)r;
	(void)now_us;
	if (!page_any(s->page))
		return constant(503, PLAIN, "no block has come yet\n");
	return body_answer("application/json",
	    page_body(s->page, PAGE_JSON));
}

static const struct path {
	const char *path;
	struct answer (*make)(const struct site *, const struct request *,
	    int64_t now_us);
	const char *type, *text;	/* of one that is always the same */
} paths[] = {
	{ "/metrics", .make = metrics_page },
	{ "/stat", .make = stat_page },
	{ "/healthz", .type = PLAIN, .text = "ok\n" },
	{ "/health", .type = PLAIN, .text = "ok\n" },
	{ "/readyz", .make = readyz },
	{ "/ready", .make = readyz },
	{ "/page.json", .make = json_page },
	{ "/", .make = page_page },
};

struct answer
pages_status(int status)
{
	return constant(status, PLAIN, response_status(status));
}

struct answer
pages_misdirected(void)
{
	return constant(421, PLAIN, "on a loopback address Host is to be an "
	    "address, localhost, or this machine's name\n");
}

static const struct path *
path_of(struct slice path)
{
	size_t i;

	for (i = 0; i < COUNT(paths); i++)
		if (slice_eq(path, slice_str(paths[i].path)))
			return &paths[i];
	return NULL;
}

/* Methods of RFC 9110 and RFC 5789; others mean nothing to us. */
static int
is_method(struct slice s)
{
	static const char *const known[] = { "GET", "HEAD", "POST", "PUT",
		"DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH" };

	return WORD_FIND(known, s) < (int)COUNT(known);
}

struct answer
pages_answer(const struct site *s, const struct request *r, int64_t now_us)
{
	const struct path *p = path_of(r->path);
	int head = slice_eq(r->method, SLICE("HEAD"));
	struct answer a;

	if (!is_method(r->method))
		a = pages_status(501);
	else if (p == NULL && *r->path.p == '/')
		a = pages_status(404);
	else if (p == NULL || (!head && !slice_eq(r->method, SLICE("GET"))))
		a = pages_status(405);
	else if (p->make != NULL)
		a = p->make(s, r, now_us);
	else
		a = constant(200, p->type, p->text);
	a.head_only = head;
	if (head)
		a.last_scrape = 0;
	return a;
}
