/*
 * An output is told when its answer is there, or another one needs its place:
 * FFmpeg asks for most answers only when it closes what it wrote, or never.
 */
#include <stdio.h>

#include "ealloc.h"
#include "event/flow.h"
#include "output.h"

/* Formats that open their files themselves: these have lines of their own. */
static const struct slice makers[] = {
	SLICE_INIT("hls"), SLICE_INIT("dash"), SLICE_INIT("segment"),
	SLICE_INIT("stream_segment"), SLICE_INIT("ssegment"),
	SLICE_INIT("tee"), SLICE_INIT("fifo"), SLICE_INIT("image2"),
	SLICE_INIT("webm_chunk"), SLICE_INIT("hds"), SLICE_INIT("null"),
	SLICE_INIT("smoothstreaming"),
};

/* The protocols that speak HTTP. */
static bool
is_http(struct slice url)
{
	return slice_begins(url, SLICE("http://")) ||
	    slice_begins(url, SLICE("https://")) ||
	    slice_begins(url, SLICE("icecast://"));
}

static void
tell(const struct at *at, struct output *o, const char *reason)
{
	struct at opened = at_time(at, o->open_us);
	struct sbuf *b = session_event(&opened, "output");

	if (o->method[0] != '\0')
		put_str(b, "method", o->method);
	if (o->status > 0)
		put_int(b, "status", o->status);
	if (reason != NULL)
		put_str(b, "reason", reason);
	put_redacted(at, b, "url", sbuf_view(&o->url));
	record_end(b);
	outputs_drop(at->s->outputs, o);
}

static struct outputs *
outputs_of(struct session *s)
{
	if (s->outputs == NULL)
		s->outputs = ezalloc(1, sizeof(*s->outputs));
	return s->outputs;
}

static struct output *
add(const struct at *at, struct slice url)
{
	struct outputs *all = outputs_of(at->s);
	struct output *o;

	if (all->n == OUTPUTS_MAX)
		tell(at, &all->list[0], NULL);
	o = outputs_add(all, at->t);
	sbuf_slice(&o->url, url);
	return o;
}

void
output_opening(const struct at *at, uint64_t muxer, struct slice url)
{
	struct outputs *all;
	struct output *o;

	if (!is_http(url))
		return;
	all = outputs_of(at->s);
	/* Below debug nothing more is told of the one before. */
	o = outputs_waiting(all);
	if (o != NULL && !at->s->debug)
		tell(at, o, NULL);
	add(at, url);
	all->muxer = muxer;
	/* Its playlist is opened without a line at info. */
	if (all->file.n == 0)
		sbuf_slice(&all->file, url);
}

void
output_file(const struct at *at, struct slice url)
{
	struct outputs *all;

	if (!is_http(url))
		return;
	all = outputs_of(at->s);
	all->file.n = 0;
	sbuf_slice(&all->file, url);
}

void
output_header(const struct at *at, struct slice format, struct slice url)
{
	struct output *o;
	size_t i;

	for (i = 0; i < COUNT(makers); i++)
		if (slice_eq(format, makers[i]))
			return;
	/* At debug its request has told it. */
	if (!is_http(url) || at->s->debug)
		return;
	o = add(at, url);
	tell(at, o, NULL);
}

bool
output_asks(const struct at *at, struct slice method, struct slice path)
{
	const struct http *h = &at->s->http;
	struct slice url = sbuf_view(&h->url);

	if (slice_eq(method, SLICE("GET")) || slice_eq(method, SLICE("HEAD")))
		return false;
	/* -post_data of an input is sent to read what comes back. */
	return !slice_eq(method, SLICE("POST")) || h->open_us == 0 ||
	    !slice_ends(slice_until(url, '?'), slice_until(path, '?'));
}

/* The output that a request is of; NULL: nothing was opened for it. */
static struct output *
opened_for(struct outputs *all, struct slice path)
{
	size_t i;

	for (i = all->n; i > 0; i--)
		if (all->list[i - 1].method[0] == '\0' &&
		    slice_ends(sbuf_view(&all->list[i - 1].url), path))
			return &all->list[i - 1];
	return NULL;
}

void
output_request(const struct at *at, uint64_t context, struct slice method,
    struct slice path)
{
	struct outputs *all = outputs_of(at->s);
	struct output *o = outputs_on(all, context);
	struct slice file = sbuf_view(&all->file);

	at->s->debug = 1;
	if (o != NULL)
		tell(at, o, NULL);
	o = opened_for(all, path);
	if (o == NULL)
		o = add(at, slice_ends(file, path) ? file : path);
	snprintf(o->method, sizeof(o->method), "%.*s",
	    (int)(method.n < sizeof(o->method) ? method.n : 0), method.p);
	o->context = context;
	all->asked = true;
}

void
output_answer(const struct at *at, struct output *o, int64_t status)
{
	if (status >= 200)
		o->status = (int)status;
	if (o->status >= 400 || (status < 0 && o->status > 0))
		tell(at, o, NULL);
}

void
output_failed(const struct at *at, const char *reason)
{
	struct outputs *all = at->s->outputs;
	struct output *o = outputs_waiting(all);

	tell(at, o != NULL ? o : add(at, sbuf_view(&all->file)), reason);
}

void
output_exit(const struct at *at)
{
	while (at->s->outputs != NULL && at->s->outputs->n > 0)
		tell(at, &at->s->outputs->list[0], NULL);
}
