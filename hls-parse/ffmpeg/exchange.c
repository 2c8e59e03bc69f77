/*
 * Connections and exchanges, as FFmpeg's http, tcp and demuxer lines tell them.
 */
#include "http/answer.h"
#include "http/connect.h"
#include "http/http.h"
#include "http/implied.h"
#include "http/life.h"
#include "input.h"
#include "rules.h"
#include "session/inputs.h"
#include "session/rendition.h"
#include "text/hash.h"
#include "text/words.h"

/* "request: GET /path HTTP/1.1" */
void
on_request(struct reading *g)
{
	struct slice rest = g->rest;
	struct asked asked = { .context = g->l->context };
	const struct held *held;
	struct at opened;

	slice_cut(&rest, ' ');
	asked.path = slice_cut(&rest, ' ');
	held = inputs_ask(&g->at->s->http, asked.context, asked.path);
	if (held != NULL) {
		opened = at_time(g->at, held->t);
		http_opening(&opened, sbuf_view(&held->url), true);
	}
	http_request(g->at, &asked);
}

/* "header='Content-Length: 5'" */
void
on_header(struct reading *g)
{
	if (g->rest.n > 0)
		g->rest.n--;
	inputs_answer(&g->at->s->http, g->l->context);
	answer_header(g->at, g->l->context, g->rest);
}

/* "HLS request for url 'http://h/s.ts', offset 0, playlist 0" */
void
on_wanted(struct reading *g)
{
	struct wanted w = { 0 };
	struct slice rest;
	int64_t playlist = 0;

	w.url = words_quoted(g->rest, SLICE("', offset "), &rest);
	words_number(rest, &w.offset);
	words_number_after(rest, SLICE(", playlist "), &playlist, &rest);
	inputs_speak(&g->at->s->http, g->l->context);
	w.playlist = rendition_number(g->at->s, playlist);
	http_wanted(g->at, &w);
}

/* "Opening 'http://h/s.ts' for reading" */
void
on_opening(struct reading *g)
{
	struct slice rest, url;
	bool kept = slice_starts(g->l->name, SLICE("http"));

	url = words_quoted(g->rest, SLICE("' for reading"), &rest);
	if (!words_after(url, SLICE("://"), &rest))
		return;
	/* On a kept connection the context is that one's. */
	if (kept) {
		if (g->at->s->debug &&
		    inputs_hold(&g->at->s->http, url, g->at->t))
			return;
		inputs_open(&g->at->s->http, url);
	} else {
		inputs_speak(&g->at->s->http, g->l->context);
	}
	if (g->at->s->cut)
		http_opening_unknown(g->at, kept);
	else
		http_opening(g->at, url, kept);
}

/* "Starting connection attempt to 127.0.0.1 port 80" */
void
on_connecting(struct reading *g)
{
	inputs_connect(&g->at->s->http, g->l->context);
	connect_begin(g->at);
}

/* "Successfully connected to 127.0.0.1 port 80" */
void
on_connected(struct reading *g)
{
	struct peer peer = { slice_until(g->rest, ' '), { g->rest.p, 0 } };

	words_after(g->rest, SLICE(" port "), &peer.port);
	inputs_connected(&g->at->s->http, g->l->context);
	connect_done(g->at, peer);
}

/* "Connection to tcp://127.0.0.1:80?a=b failed: Connection refused" */
void
on_connect_fail(struct reading *g)
{
	struct slice host = slice_until(slice_until(g->rest, ' '), '?'), why;
	struct peer peer = { host, { host.p, 0 } };
	const char *reason = NULL;
	size_t i = slice_behind(host, ':');

	if (i > 0) {
		peer.port = slice_from(host, i);
		peer.addr.n = i - 1;
	}
	inputs_connected(&g->at->s->http, g->l->context);
	if (words_after(g->rest, SLICE(" failed: "), &why))
		reason = words_reason(why);
	connect_fail(g->at, peer, reason ? reason : "unreachable");
}

/* "Failed to resolve hostname h: Name or service not known" */
void
on_dns(struct reading *g)
{
	struct peer peer = { slice_until(g->rest, ':'), { g->rest.p, 0 } };

	connect_fail(g->at, peer, "dns");
}

/* "Peer certificate failed verification", or any other error of TLS */
void
on_tls(struct reading *g)
{
	connect_tls_error(g->at, "tls");
}

/* "IO error: Connection timed out", of TLS */
void
on_tls_io(struct reading *g)
{
	const char *reason = words_reason(g->rest);

	connect_tls_error(g->at, reason ? reason : "tls");
}

/* "Range: bytes=0-99", a line of "request:" */
void
on_range(struct reading *g)
{
	struct slice rest = g->rest;
	int64_t from, to = -1;

	if (words_number(rest, &from) != 0)
		return;
	slice_cut(&rest, '-');
	words_number(rest, &to);
	http_range(g->at->s, from, to);
}

/* "Chunked encoding data size: 1024" */
void
on_chunk(struct reading *g)
{
	int64_t n;

	inputs_answer(&g->at->s->http, g->l->context);
	if (words_number(g->rest, &n) == 0 && n <= HTTP_BODY_MAX)
		http_chunk(g->at, g->l->context, n);
}

/* "pid=100 stream_id=0xe0": an elementary stream packet of a TS segment */
void
on_media(struct reading *g)
{
	demuxer_line(&g->at->s->http.demuxers, g->l->context, g->at->t);
}

/* "stream 0, sample 1, dts 400": a packet of an fMP4 segment */
void
on_sample(struct reading *g)
{
	struct slice rest;

	if (words_after(g->rest, SLICE(", sample "), &rest))
		demuxer_line(&g->at->s->http.demuxers, g->l->context, g->at->t);
}

/* "Stream ends prematurely at 5, should be 10" */
void
on_premature(struct reading *g)
{
	struct slice rest;
	int64_t got, should;

	if (words_number(g->rest, &got) != 0 ||
	    !words_after(g->rest, SLICE("should be "), &rest))
		return;
	/* Without a Content-Length it should be 2^64 - 1. */
	if (words_number(rest, &should) != 0)
		http_premature(g->at, g->l->context, got, -1);
	else if (should > got && should <= HTTP_BODY_MAX)
		http_premature(g->at, g->l->context, got, should - got);
}

/* "Statistics: 5 bytes read, 0 seeks": a connection's close */
void
on_statistics(struct reading *g)
{
	struct slice rest;
	int64_t n;

	if (words_number(g->rest, &n) == 0 && n <= HTTP_BODY_MAX &&
	    words_after(g->rest, SLICE(" bytes read"), &rest))
		http_closed(g->at, n);
}

/* "Error reading HTTP response: Connection timed out" */
void
on_failed(struct reading *g)
{
	const char *reason = words_reason(g->rest);

	inputs_answer(&g->at->s->http, g->l->context);
	implied_unnamed(g->at);
	if (reason != NULL)
		http_failed(g->at->s, reason);
}

/* The same, by the server or as the connection had been dead before. */
void
on_eof(struct reading *g)
{
	struct http *h = &g->at->s->http;

	implied_unnamed(g->at);
	http_failed(g->at->s, "closed");
	/* FFmpeg tries anew on another connection. */
	if (h->kept && request_unanswered(h) != NULL)
		http_retried(g->at);
}

/*
 * "keepalive request failed for 'u' with error: 'e' when opening url, retrying
 * with new connection": below debug that is all there is of the next try
 */
void
on_keepalive(struct reading *g)
{
	struct http *h = &g->at->s->http;
	struct slice url = slice_until(g->rest, '\''), rest = g->rest;
	const char *reason = words_reason(slice_from(rest, url.n));

	h->had = true;
	/* It was not asked for on a connection to another host. */
	if (words_after(rest, SLICE("'Invalid argument'"), &rest)) {
		if (!g->at->s->debug)
			life_assume(g->at);
		return;
	}
	if (reason != NULL)
		http_failed(g->at->s, reason);
	if (!h->opens) {
		input_failure(g->at->s, slice_from(g->rest, url.n));
		h->kept = true;
		implied_failure(g->at, url, words_after(rest,
		    SLICE("parsing playlist"), &rest) ? T_PLAYLIST :
		    T_SEGMENT);
	}
	if (h->opens || h->url_hash == url_hash(url))
		http_retried(g->at);
}

/* "HTTP error 404 Not Found" */
void
on_status(struct reading *g)
{
	struct http *h = &g->at->s->http;
	int64_t code;

	if (words_number(g->rest, &code) != 0 || code < 400 || code >= 1000)
		return;
	inputs_answer(h, g->l->context);
	/* Below debug no line has told whose context that is: the next one
	 * that tells of a failure will. */
	if (!g->at->s->debug && inputs_wait(h))
		h->status = (int)code;
	else
		answer_status(g->at, code);
}

/* One of an input's own that tells that something could not be had. */
static bool
tells_failure(handler *handle)
{
	return handle == on_segment_fail || handle == on_keepalive ||
	    handle == on_init_fail || handle == on_key_fail ||
	    handle == on_parse_fail || handle == on_playlist_fail;
}

void
exchange_input(struct reading *g, handler *handle)
{
	struct http *h = &g->at->s->http;
	int status = h->status;

	inputs_speak_again(h, g->l->context);
	if (status == 0 || !tells_failure(handle))
		return;
	h->status = 0;
	http_imply(g->at);
	answer_status(g->at, status);
}
