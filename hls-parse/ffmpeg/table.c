/*
 * The table of rules, found by their first four bytes and a memcmp: no regular
 * expressions. Each handler gets the line with its text behind the rule's
 * own.
 */
#include "event/flow.h"
#include "http/answer.h"
#include "http/http.h"
#include "message.h"
#include "num.h"
#include "rules.h"
#include "table.h"
#include "text/foreign.h"
#include "text/words.h"
#include "viewer/startup.h"
#include "wraps.h"
#include "writing.h"

/*
 * So much of a line without its date, its context's address and its newline
 * among it, is compared by FFmpeg's log.c with the line before, in all versions
 * (LINE_SZ - 1): of a longer one that is "repeated" the end is not known.
 */
#define REPEAT_BYTES 1023
#define REPEATS_MAX 10000

struct rule {
	struct slice literal;
	handler *handle;
	unsigned char how;	/* of these: */
};

enum {
	SAYS_ASIDE = 1,		/* nothing of what is asked for next */
	SAYS_AGAIN = 2,		/* what another line tells, or is no error: it
				 * is none for which a process ends */
	SAYS_OUTPUT = 4,	/* what may be the first about an output */
};

#define RULE(text, handle) { SLICE_INIT(text), handle, 0 }
#define ASIDE(text, handle) { SLICE_INIT(text), handle, SAYS_ASIDE }
#define AGAIN(text, handle) { SLICE_INIT(text), handle, SAYS_AGAIN }
#define WRITES(text, handle, aside) \
	{ SLICE_INIT(text), handle, SAYS_OUTPUT | ((aside) ? SAYS_ASIDE : 0) }

static void
ignore(struct reading *g)
{
	(void)g;
}

/*
 * At least four bytes each; those with the same four stand together. What is
 * ignored repeats what another line has told.
 */
static const struct rule rules[] = {
	RULE("  Duration: ", on_duration),
	RULE("  Program ", on_program),
	RULE("  Stream #0:", on_stream),
	RULE("Application provided invalid, non monotonically increasing dts",
	    on_dts),
	AGAIN("Cannot reuse HTTP connection for different host", ignore),
	RULE("Chunked encoding data size: ", on_chunk),
	ASIDE("Connection to tcp://", on_connect_fail),
	RULE("Continuity check failed", on_counter),
	RULE("DTS discontinuity in stream", on_discontinuity),
	RULE("DTS ", on_dts),
	AGAIN("Empty segment [", ignore),
	ASIDE("Error in the pull function.", on_tls),
	ASIDE("Error in the push function.", on_tls),
	{ SLICE_INIT("Error opening input file"), on_input_file,
	    SAYS_ASIDE | SAYS_AGAIN },
	AGAIN("Error reading HTTP response: End of file", on_eof),
	RULE("Error reading HTTP response: ", on_failed),
	RULE("Exiting normally, received signal ", on_stopped),
	RULE("Failed to open an initialization section", on_init_fail),
	RULE("Failed to open http", on_open_failed),
	RULE("Failed to open segment ", on_segment_fail),
	RULE("Failed to open next segment ", on_segment_fail),
	RULE("Failed to reload playlist ", on_playlist_fail),
	ASIDE("Failed to resolve hostname ", on_dns),
	RULE("HLS request for url '", on_wanted),
	RULE("HTTP error ", on_status),
	ASIDE("IO error: ", on_tls_io),
	RULE("Filename extension of '", on_filename),
	RULE("Input #0, ", on_input),
	RULE("Media sequence change (", on_sequence),
	RULE("Media sequence changed unexpectedly: ", on_sequence_back),
	RULE("No longer receiving playlist ", on_dropped),
	RULE("Non-monotonic DTS", on_dts),
	RULE("Non-monotonous DTS", on_dts),
	RULE("Not detecting m3u8/hls with non standard", on_undetected),
	WRITES("Opening '", on_opening, false),
	ASIDE("Opening an output file: ", on_output_file),
	RULE("Output #0, ", on_output),
	RULE("Output #", on_output_more),
	RULE("PTS ", on_dts),
	RULE("Packet corrupt (", on_corrupt),
	ASIDE("Peer certificate failed verification", on_tls),
	RULE("Press [q] to stop", on_mapped),
	RULE("Range: bytes=", on_range),
	RULE("Segment ", on_segment_skip),
	RULE("Skip ('#EXT", on_tag),
	ASIDE("Starting connection attempt to ", on_connecting),
	RULE("Statistics: ", on_statistics),
	RULE("Stream ends prematurely at ", on_premature),
	RULE("Stream mapping:", on_mapped),
	ASIDE("Successfully connected to ", on_connected),
	RULE("URL ", on_url),
	RULE("Unable to open key file ", on_key_fail),
	RULE("Unable to read key file ", on_key_unread),
	ASIDE("Will reconnect at ", on_reconnect),
	RULE("detected format ", on_mismatch),
	ASIDE("ffmpeg version ", on_banner),
	ASIDE("frame=", on_written),
	RULE("header='", on_header),
	RULE("keepalive request failed for '", on_keepalive),
	RULE("parse_playlist error ", on_parse_fail),
	RULE("pid=", on_media),
	WRITES("request: ", on_request, true),
	ASIDE("size=", on_written),
	RULE("skipping ", on_expired),
	RULE("stream ", on_sample),
	RULE("timestamp discontinuity ", on_discontinuity),
	AGAIN("corrupt input packet in stream", ignore),
};

/*
 * Where the rules that begin with the same four bytes are, by a hash of the
 * bytes. Most lines end here, so it is one look for them.
 */
static struct slot {
	uint32_t key;		/* the four bytes */
	uint32_t rule;		/* one more than the first rule's index */
} slots[512];
static int indexed;

static uint32_t
key_of(const char *text)
{
	uint32_t key;

	memcpy(&key, text, sizeof(key));
	return key;
}

/* The slot of a key, or the free one where it belongs. */
WRAPS static struct slot *
slot_of(uint32_t key)
{
	uint32_t i = key * UINT32_C(2654435769) >> 23;

	while (slots[i].key != key && slots[i].rule != 0)
		i = (i + 1) % COUNT(slots);
	return &slots[i];
}

static void
index_rules(void)
{
	size_t i;

	for (i = COUNT(rules); i > 0; i--) {
		uint32_t key = key_of(rules[i - 1].literal.p);

		*slot_of(key) = (struct slot){ key, (uint32_t)i };
	}
	indexed = 1;
}

static const struct rule *
find_rule(struct slice text)
{
	const struct slot *slot;
	const struct rule *r;

	if (text.n < sizeof(slot->key))
		return NULL;
	slot = slot_of(key_of(text.p));
	if (slot->rule == 0)
		return NULL;
	for (r = &rules[slot->rule - 1]; r < rules + COUNT(rules) &&
	    key_of(r->literal.p) == slot->key; r++)
		if (text.n >= r->literal.n &&
		    bytes_same(text.p, r->literal.p, r->literal.n))
			return r;
	return NULL;
}

/* Below debug: what a line shows of what was opened before it. */
static void
before(const struct at *at, const struct rule *rule)
{
	if (at->s->http.status_held != 0 && rule->handle != on_playlist_fail)
		answer_settle(at);
	/* The dead one is closed before FFmpeg connects anew. */
	if (rule->handle == on_statistics && at->s->http.reopened)
		return;
	http_imply(at);
}

/* What a line means. Returns whether it means anything. */
static int
understand(struct reading *g, const struct rule *rule)
{
	const struct logline *l = g->l;

	if (rule == NULL)
		return message_line(g);
	g->at->p->stats.known++;
	g->rest = slice_from(l->text, rule->literal.n);
	if (((rule->how & SAYS_OUTPUT) || g->at->s->outputs != NULL) &&
	    writing_takes(g, rule->handle))
		return 1;
	if (g->at->s->http.ninputs > 1)
		exchange_input(g, rule->handle);
	if (l->level >= LEVEL_ERROR && !(rule->how & SAYS_AGAIN))
		message_note(g);
	if (!g->at->s->debug && !(rule->how & SAYS_ASIDE))
		before(g->at, rule);
	rule->handle(g);
	return rule->handle != on_media && rule->handle != on_sample;
}

/* Those that have lines of media: "mpegts", "mov,mp4,m4a,3gp,3g2,mj2". */
static int
is_demuxer(struct slice name)
{
	return slice_starts(name, SLICE("mpegts")) ||
	    slice_starts(name, SLICE("mov,"));
}

/*
 * Takes a line with a prefix apart, into s->line. The prefix is most often that
 * of the line before: then all but the text is there already.
 */
static void
take_apart(const struct at *at, struct slice text)
{
	struct session *s = at->s;
	struct logline *l = &s->line;
	size_t n = s->prefix_n;

	if (n > 0 && text.n > n && bytes_same(text.p, s->prefix, n)) {
		l->text = slice_from(text, n);
		return;
	}
	/* mpv's, of hls-spawn --stdout. */
	if (slice_starts(text, SLICE("[ffmpeg")) &&
	    foreign_line(text, &at->p->own))
		text = sbuf_view(&at->p->own);
	logline_read(l, text);
	s->foreign |= l->name.n > 0 && l->context == 0;
	s->tagged |= l->level != LEVEL_NONE;
	s->informed |= l->level != LEVEL_NONE && l->level <= LEVEL_INFO;
	s->debug |= l->level == LEVEL_DEBUG || l->level == LEVEL_TRACE;
	n = text.n - l->text.n;
	s->prefix_n = n <= sizeof(s->prefix) ? n : 0;
	/* Another player's line may be nothing but its prefix. */
	if (s->prefix_n > 0)
		memcpy(s->prefix, text.p, s->prefix_n);
	if (s->prefix_n > 0 && l->name.n > 0)
		l->name.p = s->prefix + (l->name.p - text.p);
	if (is_demuxer(l->name))
		demuxer_seen(&s->http.demuxers, l->context);
}

static void
read_line(const struct at *at, struct slice text)
{
	struct logline bare = { 0 }, *l = &bare;
	struct reading g;
	const struct rule *rule;

	at->s->last.n = 0;
	bare.text = slice_from(text, logline_date(text));
	if (bare.text.n > 0 && bare.text.p[0] == '[') {
		take_apart(at, bare.text);
		l = &at->s->line;
	}
	rule = find_rule(l->text);
	if (rule == NULL && l->level < LEVEL_WARNING && at->s->tagged)
		return;
	g = (struct reading){ .at = at, .l = l };
	if (understand(&g, rule))
		at->s->last.n = text.n;
}

/*
 * "    Last message repeated 3 times", without -loglevel repeat. When exactly
 * is not known: at this line's stamp at the latest. A number beyond all reason
 * is counted as a line that is not understood. On a terminal FFmpeg counts up,
 * one such line over the other.
 */
static void
repeat(const struct at *at, struct slice times)
{
	struct slice line = sbuf_view(&at->s->last);
	int64_t n, told = at->s->repeated;

	if (words_number(times, &n) != 0 || n > REPEATS_MAX) {
		at->p->flow.garbled++;
		return;
	}
	at->s->repeated = n > told ? n : told;
	at->s->cut = line.n - logline_date(line) >= REPEAT_BYTES;
	for (; n > told && line.n > 0 && at->p->flow.out.error == 0; n--) {
		read_line(at, line);
		out_drain(&at->p->flow.out);
	}
	at->s->last.n = line.n;
	at->s->cut = false;
}

void
ffmpeg_log(const struct at *at, struct slice text)
{
	struct slice rest = text;

	if (!indexed)
		index_rules();
	if (text.n > 0 && text.p[0] == ' ' &&
	    slice_skip(&rest, SLICE("    Last message repeated "))) {
		repeat(at, rest);
		return;
	}
	read_line(at, text);
	if (at->s->last.n > 0) {
		at->s->repeated = 0;
		at->s->last.n = 0;
		sbuf_slice(&at->s->last, text);
	}
}

/* A year of media: FFmpeg writes what it does not know as a huge number. */
#define OUT_TIME_MAX_US (366 * DURATION_MAX_US)

void
ffmpeg_progress(const struct at *at, struct slice text)
{
	struct slice value;
	struct sbuf *b;

	if (slice_starts(text, SLICE("out_time_us="))) {
		value = slice_from(text, 12);
		if (num_int(value, 0, OUT_TIME_MAX_US,
		    &at->s->out_time_us) != 0)
			at->s->out_time_us = -1;
	} else if (slice_starts(text, SLICE("progress=")) &&
	    at->s->out_time_us >= 0) {
		b = session_event(at, "playback");
		put_micro(b, "out_time", at->s->out_time_us);
		record_end(b);
		startup_out_time(at, at->s->out_time_us);
	}
}
