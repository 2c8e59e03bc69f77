/*
 * The rules, found by their first byte and one memcmp: no regular
 * expressions. Each handler gets the line with its text behind the rule's
 * own.
 */
#include "ffmpeg.h"
#include "http.h"
#include "logline.h"
#include "num.h"
#include "redact.h"
#include "startup.h"

/* What a handler works on. */
struct reading {
	struct parse *p;
	struct session *s;
	const struct logline *l;
	struct slice rest;	/* text behind the rule's literal */
};

static struct slice
until(struct slice s, char c)
{
	return (struct slice){ s.p, slice_find(s, c) };
}

/* Whether word stands in s; *rest is then what is behind it. */
static int
after(struct slice s, struct slice word, struct slice *rest)
{
	for (; s.n >= word.n; s = slice_from(s, 1)) {
		if (memcmp(s.p, word.p, word.n) == 0) {
			*rest = slice_from(s, word.n);
			return 1;
		}
	}
	return 0;
}

/* The whole number at the start of s; 0, or -1 if there is none. */
static int
number(struct slice s, int64_t *v)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return num_int((struct slice){ s.p, n }, 0, INT64_MAX, v);
}

static struct sbuf *
event(struct reading *g, const char *kind)
{
	struct sbuf *b = &g->p->out.buf;

	record_begin(b, g->l->time_us, session_subject(g->s), kind);
	return b;
}

static void
event_int(struct reading *g, const char *kind, const char *key, int64_t v)
{
	struct sbuf *b = event(g, kind);

	put_int(b, key, v);
	record_end(b);
}

/* The reason behind FFmpeg's text for an errno, or NULL. */
static const char *
reason_of(struct slice text)
{
	static const struct {
		struct slice text;
		const char *reason;
	} reasons[] = {
		{ { "Connection refused", 18 }, "refused" },
		{ { "Connection timed out", 20 }, "timeout" },
		{ { "Operation timed out", 19 }, "timeout" },
		{ { "Connection reset", 16 }, "reset" },
		{ { "Broken pipe", 11 }, "reset" },
		{ { "End of file", 11 }, "closed" },
		{ { "No route to host", 16 }, "unreachable" },
		{ { "Network is unreachable", 22 }, "unreachable" },
		{ { "Host is unreachable", 19 }, "unreachable" },
		{ { "Cannot assign requested", 23 }, "local" },
	};
	struct slice rest;
	size_t i;

	for (i = 0; i < COUNT(reasons); i++)
		if (after(text, reasons[i].text, &rest))
			return reasons[i].reason;
	return NULL;
}

/* "request: GET /path HTTP/1.1" */
static void
on_request(struct reading *g)
{
	http_request(g->p, g->s, g->l->time_us, g->l->context);
}

/* "header='Content-Length: 5'" */
static void
on_header(struct reading *g)
{
	if (g->rest.n > 0)
		g->rest.n--;
	http_header(g->p, g->s, g->l->time_us, g->l->context, g->rest);
}

/* "HLS request for url 'http://h/s.ts', offset 0, playlist 0" */
static void
on_wanted(struct reading *g)
{
	struct slice url = until(g->rest, '\''), rest;
	int64_t playlist = 0;

	if (after(g->rest, SLICE(", playlist "), &rest))
		number(rest, &playlist);
	http_wanted(g->p, g->s, g->l->time_us, url, (int)(playlist & 0xffff));
}

/* "Opening 'http://h/s.ts' for reading" */
static void
on_opening(struct reading *g)
{
	struct slice rest, url = until(g->rest, '\'');

	if (after(url, SLICE("://"), &rest))
		http_opening(g->p, g->s, g->l->time_us, url);
}

/* "Starting connection attempt to 127.0.0.1 port 80" */
static void
on_connecting(struct reading *g)
{
	http_connecting(g->s, g->l->time_us);
}

/* "Successfully connected to 127.0.0.1 port 80" */
static void
on_connected(struct reading *g)
{
	int64_t us = http_connected(g->s, g->l->time_us);
	struct slice port = { g->rest.p, 0 };
	struct sbuf *b = event(g, "connect");

	put_slice(b, "addr", until(g->rest, ' '));
	if (after(g->rest, SLICE(" port "), &port))
		put_slice(b, "port", port);
	if (us >= 0)
		put_micro(b, "time", us);
	record_end(b);
}

static void
connect_fail(struct reading *g, struct slice addr, struct slice port,
    const char *reason)
{
	struct sbuf *b = event(g, "connect_fail");

	if (addr.n > 0)
		put_slice(b, "addr", addr);
	if (port.n > 0)
		put_slice(b, "port", port);
	put_str(b, "reason", reason);
	record_end(b);
}

/* "Connection to tcp://127.0.0.1:80?a=b failed: Connection refused" */
static void
on_connect_fail(struct reading *g)
{
	struct slice host = until(g->rest, ' '), port = { host.p, 0 }, why;
	const char *reason = NULL;
	size_t i;

	host.n = slice_find(host, '?');
	for (i = host.n; i > 0 && host.p[i - 1] != ':'; i--)
		;
	if (i > 0) {
		port = slice_from(host, i);
		host.n = i - 1;
	}
	if (after(g->rest, SLICE(" failed: "), &why))
		reason = reason_of(why);
	connect_fail(g, host, port, reason ? reason : "unreachable");
}

/* "Failed to resolve hostname h: Name or service not known" */
static void
on_dns(struct reading *g)
{
	connect_fail(g, until(g->rest, ':'), (struct slice){ g->rest.p, 0 },
	    "dns");
}

/* "Peer certificate failed verification" and its like */
static void
on_tls(struct reading *g)
{
	struct slice none = { g->rest.p, 0 };

	connect_fail(g, none, none, "tls");
}

/* "Chunked encoding data size: 1024" */
static void
on_chunk(struct reading *g)
{
	int64_t n;

	if (number(g->rest, &n) == 0 && n < INT64_MAX / 4)
		http_chunk(g->p, g->s, g->l->time_us, g->l->context, n);
}

/* "pid=100 stream_id=0xe0": an elementary stream packet of a TS segment */
static void
on_media(struct reading *g)
{
	http_media(&g->s->http, g->l->time_us);
}

/* "stream 0, sample 1, dts 400": a packet of an fMP4 segment */
static void
on_sample(struct reading *g)
{
	struct slice rest;

	if (after(g->rest, SLICE(", sample "), &rest))
		http_media(&g->s->http, g->l->time_us);
}

/* "Stream ends prematurely at 5, should be 10" */
static void
on_premature(struct reading *g)
{
	struct slice rest;
	int64_t got, should;

	if (number(g->rest, &got) != 0 ||
	    !after(g->rest, SLICE("should be "), &rest))
		return;
	/* Without a Content-Length it should be 2^64 - 1. */
	if (number(rest, &should) != 0)
		http_premature(g->s, g->l->context, got, -1);
	else if (should > got)
		http_premature(g->s, g->l->context, got, should - got);
}

/* "Statistics: 5 bytes read, 0 seeks": a connection's close */
static void
on_statistics(struct reading *g)
{
	struct slice rest;
	int64_t n;

	if (number(g->rest, &n) == 0 &&
	    after(g->rest, SLICE(" bytes read"), &rest))
		http_closed(g->p, g->s, g->l->time_us, n);
}

/*
 * "keepalive request failed for 'u' with error: 'e' when opening url ..." and
 * "Error reading HTTP response: e"
 */
static void
on_failed(struct reading *g)
{
	const char *reason = reason_of(g->rest);

	if (reason != NULL)
		http_failed(g->s, reason);
}

/* "HTTP error 404 Not Found" */
static void
on_status(struct reading *g)
{
	int64_t code;

	if (number(g->rest, &code) == 0 && code >= 400 && code < 1000)
		http_status(g->p, g->s, g->l->time_us, code);
}

/* "Failed to open segment 5 of playlist 0" */
static void
on_segment_fail(struct reading *g)
{
	int64_t seq;

	if (number(g->rest, &seq) == 0)
		event_int(g, "segment_fail", "seq", seq);
}

/* "Segment 5 of playlist 0 failed too many times, skipping" */
static void
on_segment_skip(struct reading *g)
{
	struct slice rest;
	int64_t seq;

	if (number(g->rest, &seq) == 0 &&
	    after(g->rest, SLICE("skipping"), &rest))
		event_int(g, "segment_skip", "seq", seq);
}

/* "skipping 15 segments ahead, expired from playlists" */
static void
on_expired(struct reading *g)
{
	int64_t n;

	if (number(g->rest, &n) == 0)
		event_int(g, "expired", "count", n);
}

/* "Failed to reload playlist 0" */
static void
on_playlist_fail(struct reading *g)
{
	int64_t n;

	if (number(g->rest, &n) == 0)
		event_int(g, "playlist_fail", "playlist", n);
}

/* "parse_playlist error Server returned 404 Not Found [http://h/lo.m3u8]" */
static void
on_parse_fail(struct reading *g)
{
	struct sbuf *b = event(g, "playlist_fail");
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
static void
on_sequence(struct reading *g)
{
	struct slice rest;
	int64_t a, b, x, y;

	http_parsed(g->p, g->s, g->l->time_us);
	if (number(g->rest, &a) != 0 ||
	    !after(g->rest, SLICE("-> "), &rest) || number(rest, &b) != 0 ||
	    !after(rest, SLICE("first_timestamp: "), &rest) ||
	    number(rest, &x) != 0 || !after(rest, SLICE("-> "), &rest) ||
	    number(rest, &y) != 0)
		return;
	if (b > a && y > x && (y - x) / (b - a) < INT64_C(3600000000))
		viewer_duration(g->p, g->s, (y - x) / (b - a));
}

/* "Media sequence changed unexpectedly: 2 -> 0" */
static void
on_sequence_back(struct reading *g)
{
	struct slice rest;
	struct sbuf *b;
	int64_t from, to;

	if (number(g->rest, &from) != 0 ||
	    !after(g->rest, SLICE("-> "), &rest) || number(rest, &to) != 0)
		return;
	b = event(g, "sequence");
	put_int(b, "from", from);
	put_int(b, "to", to);
	record_end(b);
}

/* "No longer receiving playlist 0 ('http://h/lo.m3u8')" */
static void
on_dropped(struct reading *g)
{
	int64_t n;

	if (number(g->rest, &n) == 0 && n < 65536)
		http_dropped(g->p, g->s, g->l->time_us, (int)n);
}

/* "Packet corrupt (stream = 0, dts = 1)", "Continuity check failed ..." */
static void
on_damaged(struct reading *g)
{
	http_damaged(g->s);
}

/* "Will reconnect at 0 in 1 second(s)" */
static void
on_reconnect(struct reading *g)
{
	struct slice rest;
	int64_t delay;

	if (after(g->rest, SLICE(" in "), &rest) && number(rest, &delay) == 0)
		event_int(g, "reconnect", "delay", delay);
}

/* "Stream mapping:" */
static void
on_mapped(struct reading *g)
{
	g->s->http.mapped = 1;
	startup_check(g->p, g->s, g->l->time_us);
}

/* "  Duration: 00:01:00.00, start: ..."; live has N/A */
static void
on_duration(struct reading *g)
{
	if (g->rest.n > 0 && g->rest.p[0] >= '0' && g->rest.p[0] <= '9')
		viewer_vod(g->s);
}

static void
ignore(struct reading *g)
{
	(void)g;
}

struct rule {
	const char *literal;
	void (*handle)(struct reading *);
};

/* Sorted by first byte only so far as find_rule needs: equal ones together. */
static const struct rule rules[] = {
	{ "  Duration: ", on_duration },
	{ "Chunked encoding data size: ", on_chunk },
	{ "Connection to tcp://", on_connect_fail },
	{ "Continuity check failed", on_damaged },
	{ "Error reading HTTP response: ", on_failed },
	{ "Failed to open segment ", on_segment_fail },
	{ "Failed to open next segment ", on_segment_fail },
	{ "Failed to reload playlist ", on_playlist_fail },
	{ "Failed to resolve hostname ", on_dns },
	{ "HLS request for url '", on_wanted },
	{ "HTTP error ", on_status },
	{ "Media sequence change (", on_sequence },
	{ "Media sequence changed unexpectedly: ", on_sequence_back },
	{ "No longer receiving playlist ", on_dropped },
	{ "Opening '", on_opening },
	{ "Packet corrupt (", on_damaged },
	{ "Peer certificate failed verification", on_tls },
	{ "Segment ", on_segment_skip },
	{ "Starting connection attempt to ", on_connecting },
	{ "Statistics: ", on_statistics },
	{ "Stream ends prematurely at ", on_premature },
	{ "Stream mapping:", on_mapped },
	{ "Successfully connected to ", on_connected },
	{ "Will reconnect at ", on_reconnect },
	{ "header='", on_header },
	{ "keepalive request failed for '", on_failed },
	{ "parse_playlist error ", on_parse_fail },
	{ "pid=", on_media },
	{ "request: ", on_request },
	{ "skipping ", on_expired },
	{ "stream ", on_sample },
	/* Repeats of what a rule above has told. */
	{ "corrupt input packet in stream", ignore },
};

/* Where the rules of a first byte begin; one more than the index, 0: none. */
static unsigned char first[256];

static const struct rule *
find_rule(struct slice text)
{
	size_t i;

	if (first[(unsigned char)rules[0].literal[0]] == 0)
		for (i = COUNT(rules); i > 0; i--)
			first[(unsigned char)rules[i - 1].literal[0]] =
			    (unsigned char)i;
	i = text.n > 0 ? first[(unsigned char)text.p[0]] : 0;
	if (i == 0)
		return NULL;
	for (i--; i < COUNT(rules) && rules[i].literal[0] == text.p[0]; i++) {
		size_t n = strlen(rules[i].literal);

		if (text.n >= n && memcmp(text.p, rules[i].literal, n) == 0)
			return &rules[i];
	}
	return NULL;
}

/* A warning or error that no rule knows: nobody shall miss it. */
static void
put_message(struct reading *g)
{
	struct sbuf *b = event(g, "message");
	struct sbuf text = { 0 };

	redact(&text, g->l->text);
	put_str(b, "level", level_name(g->l->level));
	put_slice(b, "text", sbuf_view(&text));
	record_end(b);
	sbuf_free(&text);
}

void
ffmpeg_log(struct parse *p, struct session *s, int64_t t, struct slice text)
{
	struct logline l;
	struct reading g = { .p = p, .s = s, .l = &l };
	const struct rule *rule;

	logline_read(&l, t, text);
	rule = find_rule(l.text);
	if (rule != NULL) {
		g.rest = slice_from(l.text, strlen(rule->literal));
		rule->handle(&g);
	} else if (l.level >= LEVEL_WARNING) {
		put_message(&g);
	}
}

void
ffmpeg_progress(struct parse *p, struct session *s, int64_t t,
    struct slice text)
{
	struct slice value;
	struct sbuf *b = &p->out.buf;

	if (slice_starts(text, SLICE("out_time_us="))) {
		value = slice_from(text, 12);
		if (num_int(value, INT64_MIN + 1, INT64_MAX,
		    &s->out_time_us) != 0)
			s->out_time_us = -1;
	} else if (slice_starts(text, SLICE("progress=")) &&
	    s->out_time_us >= 0) {
		record_begin(b, t, session_subject(s), "playback");
		put_micro(b, "out_time", s->out_time_us);
		record_end(b);
	}
}
