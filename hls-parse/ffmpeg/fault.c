/*
 * What goes wrong with playlists, segments and the media in them.
 */
#include "event/flow.h"
#include "http/answer.h"
#include "http/http.h"
#include "http/implied.h"
#include "http/key.h"
#include "http/life.h"
#include "input.h"
#include "rules.h"
#include "session/rendition.h"
#include "text/words.h"

static void
event_int(struct reading *g, const char *kind, const char *key, int64_t v)
{
	struct sbuf *b = session_event(g->at, kind);

	put_int(b, key, v);
	record_end(b);
}

/* "Failed to open segment 5 of playlist 0" */
void
on_segment_fail(struct reading *g)
{
	struct http *h = &g->at->s->http;
	int64_t seq;

	/* The segment muxer names a file there. */
	if (words_number(g->rest, &seq) != 0)
		return;
	life_unheard(g->at);
	learn_gap(&g->at->s->learn);
	h->had = true;
	/* What comes next has a failure of its own. */
	if (!g->at->s->debug)
		h->failure = (struct failure){ 0 };
	event_int(g, "segment_fail", "seq", seq);
}

/* "Segment 5 of playlist 0 failed too many times, skipping" */
void
on_segment_skip(struct reading *g)
{
	struct slice rest;
	int64_t seq;

	if (words_number(g->rest, &seq) == 0 &&
	    words_after(g->rest, SLICE("skipping"), &rest))
		event_int(g, "segment_skip", "seq", seq);
}

/* "skipping 15 segments ahead, expired from playlists" */
void
on_expired(struct reading *g)
{
	int64_t n;

	learn_gap(&g->at->s->learn);
	if (words_number(g->rest, &n) == 0)
		event_int(g, "expired", "count", n);
}

/* Why the last thing FFmpeg tried failed; otherwise NULL: who knows. */
static void
put_failure(struct reading *g, struct sbuf *b, const char *otherwise)
{
	const struct failure *f = &g->at->s->http.failure;

	if (f->reason != NULL)
		otherwise = f->reason;
	if (otherwise != NULL)
		put_str(b, "reason", otherwise);
	if (f->status >= 400)
		put_int(b, "status", f->status);
}

/* What is wrong with a playlist that came, where its length is known. */
static const char *
bad_playlist(const struct session *s)
{
	if (s->http.refused != NULL)
		return s->http.refused;
	if (s->http.loading_bytes < 0)
		return NULL;
	return s->http.loading_bytes == 0 ? "empty" : "invalid";
}

/* The same of what FFmpeg could not use, if the log shows that it came. */
static const char *
bad_body(const struct reading *g)
{
	return g->at->s->http.headers ? "invalid" : NULL;
}

/* "Failed to open an initialization section in playlist 0" */
void
on_init_fail(struct reading *g)
{
	struct sbuf *b;

	life_unheard(g->at);
	g->at->s->http.had = true;
	b = session_event(g->at, "init_fail");
	put_failure(g, b, bad_body(g));
	record_end(b);
}

/* Begins a key_fail event; otherwise is why, if no request failed. */
static struct sbuf *
key_fail(struct reading *g, const char *otherwise)
{
	struct sbuf *b = session_event(g->at, "key_fail");

	put_failure(g, b, otherwise);
	return b;
}

/* It may have commas too, but no blanks. */
static struct slice
key_url(const struct reading *g)
{
	struct slice url = g->rest, why;

	if (words_after(url, SLICE(", "), &why))
		url.n -= why.n + 2;
	return url;
}

static void
put_key_url(struct reading *g, struct sbuf *b)
{
	put_redacted(g->at, b, "url", key_url(g));
	record_end(b);
}

/* "Unable to open key file http://h/k.key, Server returned 404 Not Found" */
void
on_key_fail(struct reading *g)
{
	struct http *h = &g->at->s->http;

	life_lead_nowhere(g->at);
	h->had = true;
	if (!h->opens)
		implied_failure(g->at, key_url(g), T_KEY);
	put_key_url(g, key_fail(g, bad_body(g)));
}

/* "Unable to read key file http://h/k.key, read bytes 5 != 16" */
void
on_key_unread(struct reading *g)
{
	struct slice rest;
	struct sbuf *b;
	int64_t n;

	g->at->s->http.had = true;
	life_assume(g->at);
	if (key_unread(g->at))
		return;
	b = key_fail(g, words_after(g->rest, SLICE(", End of file"), &rest) ?
	    "empty" : "short");
	if (words_number_after(g->rest, SLICE(", read bytes "), &n,
	    &rest) == 0)
		put_int(b, "bytes", n);
	put_key_url(g, b);
}

/* Its request is in the log, or else its URL may be, and its status. */
static void
reload_failed(const struct at *at)
{
	struct http *h = &at->s->http;

	implied_pass(at, false);
	answer_of_playlist(at);
	if (h->failure.unasked && h->input_url.n > 0)
		implied_failure(at, sbuf_view(&h->input_url), T_PLAYLIST);
}

/* "Failed to reload playlist 0" */
void
on_playlist_fail(struct reading *g)
{
	struct sbuf *b;
	int64_t n;

	if (words_number(g->rest, &n) != 0)
		return;
	life_lead_nowhere(g->at);
	if (g->at->s->debug)
		life_assume(g->at);
	else
		reload_failed(g->at);
	g->at->s->http.had = true;
	b = session_event(g->at, "playlist_fail");
	put_int(b, "playlist", n);
	put_failure(g, b, bad_playlist(g->at->s));
	record_end(b);
	g->at->s->http.reload_failed = 1;
}

/* "parse_playlist error Server returned 404 Not Found [http://h/lo.m3u8]" */
void
on_parse_fail(struct reading *g)
{
	struct http *h = &g->at->s->http;
	struct slice url = g->rest;
	struct sbuf *b;

	/* We have ended it while it loaded that. */
	if (slice_starts(url, SLICE("Immediate exit requested")))
		return;
	slice_cut(&url, '[');
	url.n = slice_behind(url, ']');
	url.n -= url.n > 0;
	h->had = true;
	life_lead_nowhere(g->at);
	life_assume(g->at);
	if (!h->opens) {
		input_failure(g->at->s, g->rest);
		implied_failure(g->at, url, T_PLAYLIST);
	}
	b = session_event(g->at, "playlist_fail");
	put_failure(g, b, bad_playlist(g->at->s));
	put_redacted(g->at, b, "url", url);
	record_end(b);
	rendition_broken(g->at->s, url);
}

/* Whether the log would show a segment that FFmpeg had asked for. */
static bool
has_no_segment(const struct session *s)
{
	const struct http *h = &s->http;

	if (s->debug)
		return h->nknown > 0 && !h->hls_seen;
	return s->informed && !h->hls_seen && !h->media && !h->had;
}

/*
 * The input could not be opened, as its content is invalid: where that came
 * before any segment was asked for, it is the playlist.
 */
void
on_invalid(struct reading *g)
{
	struct http *h = &g->at->s->http;
	struct sbuf *b;

	life_assume(g->at);
	if (!has_no_segment(g->at->s) || h->failure.reason != NULL ||
	    h->invalid)
		return;
	h->invalid = 1;
	b = session_event(g->at, "playlist_fail");
	put_int(b, "playlist", 0);
	put_failure(g, b, bad_playlist(g->at->s));
	record_end(b);
}

/* "Will reconnect at 0 in 1 second(s), error=End of file." */
void
on_reconnect(struct reading *g)
{
	struct broken b = { .context = g->at->s->debug ? g->l->context : 0,
		.delay = -1, .reason = words_reason(g->rest) };
	struct slice rest;

	if (words_number(g->rest, &b.bytes) != 0 || b.bytes > HTTP_BODY_MAX)
		b.bytes = 0;
	words_number_after(g->rest, SLICE(" in "), &b.delay, &rest);
	http_reconnecting(g->at, &b);
	if (b.delay >= 0)
		event_int(g, "reconnect", "delay", b.delay);
}

static void
continuity(struct reading *g, const char *kind)
{
	struct sbuf *b = session_event(g->at, "continuity");

	put_str(b, "kind", kind);
	record_end(b);
}

/*
 * "Packet corrupt (stream = 0, dts = 1)": the demuxer of the segment says it
 * first, and hls passes it on.
 */
void
on_corrupt(struct reading *g)
{
	struct slice name = g->l->name;

	http_damaged(g->at->s);
	if (!slice_starts(name, SLICE("hls")) &&
	    !slice_starts(name, SLICE("in#")))
		continuity(g, "corrupt");
}

/* "Continuity check failed for pid 256 expected 4 got 7" */
void
on_counter(struct reading *g)
{
	http_damaged(g->at->s);
	continuity(g, "counter");
}

/* "timestamp discontinuity (stream id=0): 30000000, new offset= -30000000" */
void
on_discontinuity(struct reading *g)
{
	continuity(g, "discontinuity");
}

/* "Non-monotonous DTS in output stream 0:0; ...", "DTS 5, next:9 st:0 ..." */
void
on_dts(struct reading *g)
{
	continuity(g, "dts");
}
