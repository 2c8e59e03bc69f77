/*
 * What goes wrong with playlists, segments and the media in them.
 */
#include "event/flow.h"
#include "http/http.h"
#include "http/life.h"
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
	int64_t seq;

	/* The segment muxer names a file there. */
	if (words_number(g->rest, &seq) != 0)
		return;
	life_unheard(g->at);
	learn_gap(&g->at->s->learn);
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

/* Why the last thing FFmpeg tried failed. */
static void
put_failure(struct reading *g, struct sbuf *b, const char *otherwise)
{
	const struct failure *f = &g->at->s->http.failure;

	put_str(b, "reason", f->reason ? f->reason : otherwise);
	if (f->status >= 400)
		put_int(b, "status", f->status);
}

/* What is wrong with a playlist that came. */
static const char *
bad_playlist(const struct session *s)
{
	return s->http.loading_bytes == 0 ? "empty" : "invalid";
}

/* "Failed to open an initialization section in playlist 0" */
void
on_init_fail(struct reading *g)
{
	struct sbuf *b;

	life_unheard(g->at);
	b = session_event(g->at, "init_fail");
	put_failure(g, b, "invalid");
	record_end(b);
}

/* "Unable to open key file http://h/k.key", "Unable to read key file ..." */
void
on_key_fail(struct reading *g)
{
	struct slice url = g->rest, why;
	struct sbuf *b = session_event(g->at, "key_fail");

	/* The URL may have commas too, but no blanks. */
	if (words_after(url, SLICE(", "), &why))
		url.n -= why.n + 2;
	put_failure(g, b, "invalid");
	put_redacted(&g->at->p->flow, b, "url", url);
	record_end(b);
}

/* "Failed to reload playlist 0" */
void
on_playlist_fail(struct reading *g)
{
	struct sbuf *b;
	int64_t n;

	if (words_number(g->rest, &n) != 0)
		return;
	life_assume(g->at);
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
	struct slice url = g->rest;
	struct sbuf *b;

	slice_cut(&url, '[');
	url.n = slice_behind(url, ']');
	url.n -= url.n > 0;
	life_assume(g->at);
	b = session_event(g->at, "playlist_fail");
	put_failure(g, b, bad_playlist(g->at->s));
	put_redacted(&g->at->p->flow, b, "url", url);
	record_end(b);
	rendition_broken(g->at->s, url);
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
	if (h->hls || h->failure.reason != NULL || h->nknown == 0 ||
	    h->invalid)
		return;
	h->invalid = 1;
	b = session_event(g->at, "playlist_fail");
	put_int(b, "playlist", 0);
	put_str(b, "reason", bad_playlist(g->at->s));
	record_end(b);
}

/* "Will reconnect at 0 in 1 second(s)": behind so many bytes of the body */
void
on_reconnect(struct reading *g)
{
	struct slice rest;
	int64_t at = 0, delay;

	if (words_number(g->rest, &at) == 0 && at > 0)
		life_assume(g->at);
	http_reconnecting(g->at);
	if (words_number_after(g->rest, SLICE(" in "), &delay, &rest) == 0)
		event_int(g, "reconnect", "delay", delay);
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
