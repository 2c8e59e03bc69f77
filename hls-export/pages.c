/*
 * Five pages; all but /metrics are constants.
 */
#include "clock.h"
#include "pages.h"
#include "response.h"

/* hls-agg sends a block a second: after three it has stopped. */
#define STALE_US (3 * SECOND_US)

#define PLAIN "text/plain; charset=utf-8"
#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

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
front(const struct snap *s, int64_t now_us)
{
	(void)s;
	(void)now_us;
	return constant(200, "text/html; charset=utf-8", index_html);
}

static struct answer
metrics_page(const struct snap *s, int64_t now_us)
{
	(void)now_us;
	return (struct answer){ .status = 200, .type = METRICS_TYPE,
		.text = sbuf_view(&s->metrics->text),
		.body = body_hold(s->metrics) };
}

static struct answer
healthz(const struct snap *s, int64_t now_us)
{
	(void)s;
	(void)now_us;
	return constant(200, PLAIN, "ok\n");
}

static struct answer
readyz(const struct snap *s, int64_t now_us)
{
	if (s->taken_us == 0)
		return constant(503, PLAIN, "no block has come yet\n");
	if (now_us - s->taken_us > STALE_US)
		return constant(503, PLAIN,
		    "the last block is older than 3 s\n");
	return constant(200, PLAIN, "ready\n");
}

static const struct page {
	const char *path;
	struct answer (*make)(const struct snap *, int64_t now_us);
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
pages_answer(const struct snap *s, const struct request *r, int64_t now_us)
{
	const struct page *p = page_of(r->path);
	int head = slice_eq(r->method, SLICE("HEAD"));
	struct answer a;

	if (p == NULL)
		a = pages_status(404);
	else if (!head && !slice_eq(r->method, SLICE("GET")))
		a = pages_status(405);
	else
		a = p->make(s, now_us);
	a.head_only = head;
	return a;
}
