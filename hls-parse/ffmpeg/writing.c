/*
 * Outputs are known by their contexts. Those of TCP stand in no relation to
 * them: an attempt to connect is of what was opened last, by its port.
 */
#include "http/output.h"
#include "text/words.h"
#include "writing.h"

/* The port in a URL's authority, as text. */
static struct slice
port_of(struct slice url)
{
	bool tls = slice_begins(url, SLICE("https:"));
	struct slice host;
	size_t i;

	if (words_after(url, SLICE("://"), &host))
		url = slice_until(slice_until(host, '/'), '?');
	i = slice_behind(url, ':');
	/* "[::1]" has colons too. */
	if (i > 0 && slice_behind(url, ']') < i)
		return slice_from(url, i);
	return tls ? SLICE("443") : SLICE("80");
}

/* "127.0.0.1 port 80", "tcp://127.0.0.1:80?a=b failed: Connection refused" */
static struct slice
port_told(struct slice text)
{
	struct slice rest;

	if (words_after(text, SLICE(" port "), &rest))
		return slice_until(rest, ' ');
	text = slice_until(slice_until(text, ' '), '?');
	return slice_from(text, slice_behind(text, ':'));
}

/* Whether a line of TCP is about an output. */
static bool
connecting(const struct reading *g)
{
	const struct http *h = &g->at->s->http;
	struct outputs *all = g->at->s->outputs;
	struct output *o = outputs_waiting(all);
	struct slice port = port_told(g->rest);
	/* Some are opened without a line of their own. */
	struct slice url = sbuf_view(o != NULL ? &o->url : &all->file);

	if (url.n == 0 || !slice_eq(port, port_of(url)))
		return false;
	/* What is opened to be read may have the same port. */
	return h->open_us == 0 || (o != NULL && h->open_us <= o->open_us) ||
	    !slice_eq(port, port_of(sbuf_view(&h->url)));
}

static bool
takes_connection(struct reading *g, handler *handle)
{
	struct slice why;
	const char *reason = NULL;

	if (handle != on_connecting && handle != on_connected &&
	    handle != on_connect_fail)
		return false;
	if (!connecting(g))
		return false;
	if (handle == on_connect_fail) {
		if (words_after(g->rest, SLICE(" failed: "), &why))
			reason = words_reason(why);
		output_failed(g->at, reason ? reason : "unreachable");
	}
	return true;
}

static bool
takes_opening(struct reading *g)
{
	struct slice rest, url;

	/* Most are that: no need to look through the URL. */
	if (slice_ends(g->rest, SLICE("' for reading")))
		return false;
	url = words_quoted(g->rest, SLICE("' for writing"), &rest);
	if (url.n == 0)
		return false;
	output_opening(g->at, g->l->context, url);
	return true;
}

static bool
takes_request(struct reading *g)
{
	struct outputs *all = g->at->s->outputs;
	struct slice rest = g->rest, method = slice_cut(&rest, ' ');
	struct slice path = slice_cut(&rest, ' ');
	struct output *o;

	if (output_asks(g->at, method, path)) {
		output_request(g->at, g->l->context, method, path);
		return true;
	}
	if (all == NULL)
		return false;
	all->asked = false;
	/* Its context is used again. */
	o = outputs_on(all, g->l->context);
	if (o != NULL)
		o->context = 0;
	return false;
}

/* The output whose answer, or failure, a line tells of. */
static struct output *
answered(const struct reading *g, handler *handle)
{
	const struct session *s = g->at->s;
	struct outputs *all = s->outputs;
	struct output *o = outputs_on(all, g->l->context);

	if (o != NULL)
		return o;
	if (g->l->context == 0 && all->asked && all->n > 0)
		return &all->list[all->n - 1];
	/* Below debug there are no contexts: what was opened last failed. */
	if (handle == on_status && !s->debug && s->http.open_us == 0)
		return outputs_waiting(all);
	return NULL;
}

static bool
takes_answer(struct reading *g, handler *handle)
{
	struct output *o = answered(g, handle);
	struct slice line = g->rest;
	int64_t status = 0;

	if (o == NULL)
		return false;
	if (handle == on_status) {
		words_number(line, &status);
	} else if (handle == on_header) {
		if (slice_skip(&line, SLICE("HTTP/"))) {
			slice_cut(&line, ' ');
			words_number(line, &status);
		} else if (line.n <= 1) {
			status = -1;
		}
	}
	output_answer(g->at, o, status);
	return true;
}

bool
writing_takes(struct reading *g, handler *handle)
{
	if (handle == on_opening)
		return takes_opening(g);
	if (handle == on_request)
		return takes_request(g);
	return g->at->s->outputs != NULL && (takes_connection(g, handle) ||
	    takes_answer(g, handle));
}

bool
writing_fails(const struct reading *g)
{
	const struct outputs *all = g->at->s->outputs;

	if (all == NULL)
		return false;
	return (g->l->context != 0 && g->l->context == all->muxer) ||
	    slice_starts(g->l->name, SLICE("out#")) ||
	    slice_starts(g->l->text, SLICE("av_interleaved_write_frame")) ||
	    slice_starts(g->l->text, SLICE("Error writing trailer"));
}
