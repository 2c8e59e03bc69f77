/*
 * From the true resource through the fault and the range to head and plan.
 */
#include <time.h>

#include "range.h"
#include "reason.h"
#include "response.h"

/* A response on its way to its head. */
struct draft {
	const struct inquiry *in;
	const struct fault *fault;
	struct resource res;
	int64_t from, to, size;	/* of Content-Range */
	struct slice type;	/* empty: that of res */
	int chunked, no_body, no_length;
};

void
response_free(struct response *r)
{
	sbuf_free(&r->head);
	sbuf_free(&r->text);
}

/* "404 Not Found" as the body. */
static void
fill_reason(struct response *r, struct draft *d)
{
	r->text.n = 0;
	sbuf_printf(&r->text, "%d %s\n", d->res.status,
	    reason(d->res.status));
	d->res.type = "text/plain";
	d->res.body = sbuf_view(&r->text);
}

/* As many bytes of noise; the same ones each time. */
static void
fill_garbage(struct response *r, struct draft *d)
{
	uint32_t x = 2463534242U;
	size_t i, n = d->res.body.n;

	r->text.n = 0;
	sbuf_room(&r->text, n);
	for (i = 0; i < n; i++) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		r->text.p[i] = (char)(x & 0xff);
	}
	r->text.n = n;
	d->res.body = sbuf_view(&r->text);
}

/* What a captive portal or a broken CDN says instead. */
static void
fill_html(struct response *r, struct draft *d)
{
	r->text.n = 0;
	sbuf_str(&r->text, "<!DOCTYPE html>\n<html><head><title>Sorry</title>"
	    "</head>\n<body><p>Please come back later.</p></body></html>\n");
	d->res.type = "text/html";
	d->res.body = sbuf_view(&r->text);
}

/* The lines of a playlist without some, and with one more. */
static void
edit(struct response *r, struct draft *d)
{
	struct slice without = sbuf_view(&d->fault->without);
	struct slice more = sbuf_view(&d->fault->line);
	struct slice rest = d->res.body;
	struct sbuf text = { 0 };

	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		if (without.n > 0 && slice_starts(line, without))
			continue;
		sbuf_slice(&text, line);
		sbuf_char(&text, '\n');
	}
	if (more.n > 0) {
		sbuf_slice(&text, more);
		sbuf_char(&text, '\n');
	}
	sbuf_free(&r->text);
	r->text = text;
	d->res.body = sbuf_view(&r->text);
}

static void
spoil(struct response *r, struct draft *d)
{
	const struct fault *f = d->fault;

	if (f->redirect.n > 0)
		d->res.status = 302;
	if (f->status != 0)
		d->res.status = f->status;
	if (d->res.status >= 300)
		fill_reason(r, d);
	else if (f->line.n > 0 || f->without.n > 0)
		edit(r, d);
	if (f->fake == FAKE_GARBAGE)
		fill_garbage(r, d);
	else if (f->fake == FAKE_HTML)
		fill_html(r, d);
	else if (f->fake == FAKE_EMPTY)
		d->res.body.n = 0;
	if (f->type.n > 0)
		d->type = sbuf_view(&f->type);
}

static void
look_up(struct response *r, const struct site *site, struct draft *d)
{
	const struct inquiry *in = d->in;
	struct question q = {
		.path = in->request->path,
		.head = in->request->head,
		.now_us = in->now_us,
		.playlist_us = (d->fault->stale ? d->fault->stale_us :
		    in->now_us) - d->fault->ago_us,
		.serial = in->serial,
	};

	if (in->refusal == 200)
		site_get(site, &q, &r->text, &d->res);
	else
		d->res.status = in->refusal;
	if (d->res.status != 200)
		fill_reason(r, d);
	spoil(r, d);
}

static void
apply_range(struct response *r, struct draft *d)
{
	const struct request *req = d->in->request;

	d->size = (int64_t)d->res.body.n;
	if (d->res.status != 200 || req->if_range)
		return;
	switch (range_read(req->range, d->size, &d->from, &d->to)) {
	case RANGE_PART:
		d->res.status = 206;
		d->res.body = slice_from(d->res.body, (size_t)d->from);
		d->res.body.n = (size_t)(d->to - d->from + 1);
		break;
	case RANGE_BEYOND:
		d->res.status = 416;
		fill_reason(r, d);
		break;
	case RANGE_NONE:
		break;
	}
}

/* RFC 9112, 6: how the client finds the end of the body. */
static void
frame(struct response *r, struct draft *d)
{
	const struct request *req = d->in->request;
	int status = d->res.status;

	d->no_body = req->is_head || status == 204 || status == 304;
	d->no_length = status == 204 || status == 304 || d->fault->chunked;
	d->chunked = d->fault->chunked && req->minor == 1 &&
	    !d->fault->http10;
	r->close = d->in->refusal != 200 || !req->keep || d->fault->close ||
	    (d->fault->chunked && !d->chunked);
}

/* Location, with {path} and {name} (behind the last slash) filled in. */
static void
put_location(struct sbuf *b, struct slice to, struct slice path)
{
	struct slice name = path;
	size_t n;

	while ((n = slice_find(name, '/')) < name.n)
		name = slice_from(name, n + 1);
	sbuf_str(b, "Location: ");
	while (to.n > 0) {
		if (slice_skip(&to, SLICE("{path}"))) {
			sbuf_slice(b, path);
		} else if (slice_skip(&to, SLICE("{name}"))) {
			sbuf_slice(b, name);
		} else {
			sbuf_char(b, *to.p);
			to = slice_from(to, 1);
		}
	}
	sbuf_str(b, "\r\n");
}

static void
put_date(struct sbuf *b)
{
	char text[64];
	time_t now = time(NULL);
	struct tm tm;

	if (gmtime_r(&now, &tm) != NULL && strftime(text, sizeof(text),
	    "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &tm) > 0)
		sbuf_str(b, text);
}

static void
put_framing(struct sbuf *b, const struct response *r, const struct draft *d)
{
	if (!d->no_length)
		sbuf_printf(b, "Content-Length: %lld\r\n", (long long)r->len);
	else if (d->chunked)
		sbuf_str(b, "Transfer-Encoding: chunked\r\n");
	if (d->res.status == 206)
		sbuf_printf(b, "Content-Range: bytes %lld-%lld/%lld\r\n",
		    (long long)d->from, (long long)d->to, (long long)d->size);
	else if (d->res.status == 416)
		sbuf_printf(b, "Content-Range: bytes */%lld\r\n",
		    (long long)d->size);
	sbuf_printf(b, "Connection: %s\r\n", r->close ? "close" :
	    "keep-alive");
}

static void
put_head(struct response *r, const struct draft *d)
{
	struct sbuf *b = &r->head;

	b->n = 0;
	sbuf_printf(b, "HTTP/1.%c %d %s\r\nServer: origin\r\n",
	    d->fault->http10 ? '0' : '1', r->status, reason(r->status));
	put_date(b);
	sbuf_str(b, "Content-Type: ");
	sbuf_slice(b, d->type.n > 0 ? d->type : slice_str(d->res.type));
	sbuf_str(b, "\r\n");
	put_framing(b, r, d);
	if (r->status == 405)
		sbuf_str(b, "Allow: GET, HEAD\r\n");
	if (d->fault->redirect.n > 0)
		put_location(b, sbuf_view(&d->fault->redirect),
		    d->in->request->path);
	sbuf_str(b, "Accept-Ranges: bytes\r\n"
	    "Access-Control-Allow-Origin: *\r\n");
	sbuf_slice(b, sbuf_view(&d->fault->headers));
	sbuf_str(b, "\r\n");
}

/* A place in the body; half of it when the rule named none. */
static size_t
place(int64_t at, size_t size)
{
	return at == AT_HALF ? size / 2 : (size_t)at;
}

static void
make_plan(struct response *r, const struct draft *d)
{
	const struct fault *f = d->fault;
	size_t n = d->no_body ? 0 : d->res.body.n;

	r->plan = (struct plan){
		.body = { d->res.body.p, n },
		.chunked = d->chunked && !d->no_body,
		.cut = f->cut != CUT_NONE && place(f->cut_at, n) < n,
		.cut_at = place(f->cut_at, n),
		.rate_bytes = f->rate_bytes,
		.stall_us = f->stall_us,
		.stall_at = place(f->stall_at, n),
	};
}

void
response_make(struct response *r, const struct site *site,
    const struct inquiry *in)
{
	static const struct fault none;
	struct draft d = { .in = in, .fault = in->fault ? in->fault : &none };

	look_up(r, site, &d);
	apply_range(r, &d);
	frame(r, &d);
	r->status = d.res.status;
	r->cut = d.fault->cut;
	r->len = d.no_length && d.no_body ? 0 : (int64_t)d.res.body.n;
	make_plan(r, &d);
	put_head(r, &d);
}
