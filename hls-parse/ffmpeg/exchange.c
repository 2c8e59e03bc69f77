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
#include "session/rendition.h"
#include "text/hash.h"
#include "text/words.h"

/* "request: GET /path HTTP/1.1" */
void
on_request(struct reading *g)
{
	struct slice rest = g->rest;
	struct asked asked = { .context = g->l->context };

	slice_cut(&rest, ' ');
	asked.path = slice_cut(&rest, ' ');
	http_request(g->at, &asked);
}

/* "header='Content-Length: 5'" */
void
on_header(struct reading *g)
{
	if (g->rest.n > 0)
		g->rest.n--;
	answer_header(g->at, g->l->context, g->rest);
}

/* "HLS request for url 'http://h/s.ts', offset 0, playlist 0" */
void
on_wanted(struct reading *g)
{
	struct wanted w = { .url = slice_until(g->rest, '\'') };
	struct slice rest = slice_from(g->rest, w.url.n);
	int64_t playlist = 0;

	words_number_after(rest, SLICE(", offset "), &w.offset, &rest);
	words_number_after(rest, SLICE(", playlist "), &playlist, &rest);
	rendition_input(g->at->s, g->l->context);
	w.playlist = rendition_number(g->at->s, playlist);
	http_wanted(g->at, &w);
}

/* "Opening 'http://h/s.ts' for reading" */
void
on_opening(struct reading *g)
{
	struct slice rest, url = slice_until(g->rest, '\'');
	bool kept;

	if (!words_after(url, SLICE("://"), &rest))
		return;
	/* On a kept connection the context is that one's. */
	kept = slice_starts(g->l->name, SLICE("http"));
	if (!kept)
		rendition_input(g->at->s, g->l->context);
	http_opening(g->at, url, kept);
}

/* "Starting connection attempt to 127.0.0.1 port 80" */
void
on_connecting(struct reading *g)
{
	connect_begin(g->at);
}

/* "Successfully connected to 127.0.0.1 port 80" */
void
on_connected(struct reading *g)
{
	struct peer peer = { slice_until(g->rest, ' '), { g->rest.p, 0 } };

	words_after(g->rest, SLICE(" port "), &peer.port);
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
	else if (should > got)
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

	if (reason != NULL)
		http_failed(g->at->s, reason);
}

/* The same, by the server or as the connection had been dead before. */
void
on_eof(struct reading *g)
{
	struct http *h = &g->at->s->http;

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
	int64_t code;

	if (words_number(g->rest, &code) == 0 && code >= 400 && code < 1000)
		answer_status(g->at, code);
}
