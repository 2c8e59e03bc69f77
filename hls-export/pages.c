/*
 * Five pages; all but /metrics are constants.
 */
#include "clock.h"
#include "negotiate.h"
#include "pages.h"
#include "response.h"

/* hls-agg sends a block a second: after three it has stopped. */
#define STALE_US (3 * SECOND_US)

#define PLAIN "text/plain; charset=utf-8"

static const char index_html[] =
	"<!DOCTYPE html>\n"
	"<html lang=\"en\">\n"
	"<head><meta charset=\"utf-8\"><title>hls-export</title></head>\n"
	"<body>\n"
	"<h1>hls-export</h1>\n"
	"<p>Figures of a running HLS load test, for Prometheus.</p>\n"
	"<ul>\n"
	"<li><a href=\"/metrics\">/metrics</a>: the last second's block</li>\n"
	"<li><a href=\"/healthz\">/healthz</a>: this program is alive</li>\n"
	"<li><a href=\"/readyz\">/readyz</a>: blocks are coming in</li>\n"
	"</ul>\n"
	"</body>\n"
	"</html>\n";

static struct answer
constant(int status, const char *type, const char *text)
{
	return (struct answer){ .status = status, .type = type,
		.text = { text, strlen(text) } };
}

static struct answer
front(struct snap *s, const struct request *r, int64_t now_us)
{
	(void)s;
	(void)r;
	(void)now_us;
	return constant(200, "text/html; charset=utf-8", index_html);
}

static struct answer
metrics_page(struct snap *s, const struct request *r, int64_t now_us)
{
	struct negotiation n = { 0 };
	struct slice fields = r->fields, accept;
	enum format f;
	struct body *body;

	(void)now_us;
	while (http_field(&fields, "accept", &accept))
		negotiate_add(&n, accept);
	f = negotiate_format(&n);
	body = body_hold(snap_body(s, f));
	return (struct answer){ .status = 200, .type = format_type(f),
		.text = sbuf_view(&body->text), .body = body };
}

static struct answer
healthz(struct snap *s, const struct request *r, int64_t now_us)
{
	(void)r;
	(void)s;
	(void)now_us;
	return constant(200, PLAIN, "ok\n");
}

static struct answer
readyz(struct snap *s, const struct request *r, int64_t now_us)
{
	(void)r;
	if (s->taken_us == 0)
		return constant(503, PLAIN, "no block has come yet\n");
	if (now_us - s->taken_us > STALE_US)
		return constant(503, PLAIN,
		    "the last block is older than 3 s\n");
	return constant(200, PLAIN, "ready\n");
}

static const struct page {
	const char *path;
	struct answer (*make)(struct snap *, const struct request *,
	    int64_t now_us);
} pages[] = {
	{ "/metrics", metrics_page },
	{ "/healthz", healthz },
	{ "/readyz", readyz },
	{ "/", front },
};

struct answer
pages_status(int status)
{
	return constant(status, PLAIN, response_status(status));
}

static const struct page *
page_of(struct slice path)
{
	size_t i;

	for (i = 0; i < COUNT(pages); i++)
		if (slice_eq(path, (struct slice){ pages[i].path,
		    strlen(pages[i].path) }))
			return &pages[i];
	return NULL;
}

struct answer
pages_answer(struct snap *s, const struct request *r, int64_t now_us)
{
	const struct page *p = page_of(r->path);
	int head = slice_eq(r->method, SLICE("HEAD"));
	struct answer a;

	if (p == NULL)
		a = pages_status(404);
	else if (!head && !slice_eq(r->method, SLICE("GET")))
		a = pages_status(405);
	else
		a = p->make(s, r, now_us);
	a.head_only = head;
	return a;
}
