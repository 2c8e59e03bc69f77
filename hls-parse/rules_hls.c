/*
 * Playlists, segments and streams, as FFmpeg's hls lines tell them.
 */
#include "http.h"
#include "num.h"
#include "redact.h"
#include "rules.h"
#include "startup.h"
#include "words.h"

static void
event_int(struct reading *g, const char *kind, const char *key, int64_t v)
{
	struct sbuf *b = rule_event(g, kind);

	put_int(b, key, v);
	record_end(b);
}

/* "Failed to open segment 5 of playlist 0" */
void
on_segment_fail(struct reading *g)
{
	int64_t seq;

	if (words_number(g->rest, &seq) == 0)
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

	if (words_number(g->rest, &n) == 0)
		event_int(g, "expired", "count", n);
}

/* "Failed to reload playlist 0" */
void
on_playlist_fail(struct reading *g)
{
	int64_t n;

	if (words_number(g->rest, &n) == 0)
		event_int(g, "playlist_fail", "playlist", n);
}

/* "parse_playlist error Server returned 404 Not Found [http://h/lo.m3u8]" */
void
on_parse_fail(struct reading *g)
{
	struct sbuf *b = rule_event(g, "playlist_fail");
	struct sbuf text = { 0 };

	redact(&text, g->rest);
	put_slice(b, "text", sbuf_view(&text));
	record_end(b);
	sbuf_free(&text);
}

/*
 * "Media sequence change (0 -> 1) reflected in first_timestamp: 7421333 ->
 * 9421333": the playlist is parsed, and so long is a segment
 */
void
on_sequence(struct reading *g)
{
	struct slice rest;
	int64_t a, b, x, y;

	http_parsed(g->p, g->s, g->l->time_us);
	if (words_number(g->rest, &a) != 0 ||
	    words_number_after(g->rest, SLICE("-> "), &b, &rest) != 0 ||
	    words_number_after(rest, SLICE("timestamp: "), &x, &rest) != 0 ||
	    words_number_after(rest, SLICE("-> "), &y, &rest) != 0)
		return;
	if (b > a && y > x && (y - x) / (b - a) < INT64_C(3600000000))
		viewer_duration(g->p, g->s, (y - x) / (b - a));
}

/* "Media sequence changed unexpectedly: 2 -> 0" */
void
on_sequence_back(struct reading *g)
{
	struct slice rest;
	struct sbuf *b;
	int64_t from, to;

	if (words_number(g->rest, &from) != 0 ||
	    words_number_after(g->rest, SLICE("-> "), &to, &rest) != 0)
		return;
	b = rule_event(g, "sequence");
	put_int(b, "from", from);
	put_int(b, "to", to);
	record_end(b);
}

/* "No longer receiving playlist 0 ('http://h/lo.m3u8')" */
void
on_dropped(struct reading *g)
{
	int64_t n;

	if (words_number(g->rest, &n) == 0 && n < 65536)
		http_dropped(g->p, g->s, g->l->time_us, (int)n);
}

/* "Packet corrupt (stream = 0, dts = 1)", "Continuity check failed ..." */
void
on_damaged(struct reading *g)
{
	http_damaged(g->s);
}

/* "Will reconnect at 0 in 1 second(s)" */
void
on_reconnect(struct reading *g)
{
	struct slice rest;
	int64_t delay;

	if (words_number_after(g->rest, SLICE(" in "), &delay, &rest) == 0)
		event_int(g, "reconnect", "delay", delay);
}

static void
chosen(struct reading *g)
{
	g->s->http.mapped = 1;
	startup_check(g->p, g->s, g->l->time_us);
}

/*
 * "  Stream #0:2[0x1](und), 21, ...": input stream 2 is of playlist 1, and
 * "  Stream #0:2 -> #0:0 (copy)": it is wanted.
 */
void
on_stream(struct reading *g)
{
	struct http *h = &g->s->http;
	struct slice rest = g->rest;
	uint64_t playlist;
	int64_t i;

	if (h->mapped || words_number(rest, &i) != 0 ||
	    i >= (int64_t)COUNT(h->streams))
		return;
	while (rest.n > 0 && rest.p[0] >= '0' && rest.p[0] <= '9')
		rest = slice_from(rest, 1);
	if (i < (int64_t)h->nstreams && slice_starts(rest, SLICE(" -> "))) {
		if (h->streams[i] >= 0)
			h->streams[i] = (int16_t)(-1 - h->streams[i]);
		return;
	}
	if (i != (int64_t)h->nstreams || !slice_starts(rest, SLICE("[0x")))
		return;
	if (num_hex(words_until(slice_from(rest, 3), ']'), &playlist) == 0 &&
	    playlist < INT16_MAX)
		h->streams[h->nstreams++] = (int16_t)playlist;
}

/* "Stream mapping:", before the list of streams that are wanted. */
void
on_mapped(struct reading *g)
{
	if (g->s->http.nstreams == 0)
		chosen(g);
}

static int
is_wanted(const struct http *h, int playlist)
{
	size_t i;

	for (i = 0; i < h->nstreams; i++)
		if (h->streams[i] == -1 - playlist)
			return 1;
	return 0;
}

/*
 * "Output #0, null, to 'pipe:':", behind that list. From 8.1 on FFmpeg gives
 * up the playlists of all other streams without a word.
 */
void
on_output(struct reading *g)
{
	struct http *h = &g->s->http;
	size_t i;

	if (h->mapped || h->nstreams == 0)
		return;
	for (i = 0; i < h->nstreams; i++)
		if (h->streams[i] >= 0 && !is_wanted(h, h->streams[i]))
			http_dropped(g->p, g->s, g->l->time_us,
			    h->streams[i]);
	chosen(g);
}

/* "  Duration: 00:01:00.00, start: ..."; live has N/A */
void
on_duration(struct reading *g)
{
	if (g->rest.n > 0 && g->rest.p[0] >= '0' && g->rest.p[0] <= '9')
		viewer_vod(g->s);
}
