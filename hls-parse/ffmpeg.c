/*
 * The table of rules, found by their first byte and one memcmp: no regular
 * expressions. Each handler gets the line with its text behind the rule's
 * own.
 */
#include "ffmpeg.h"
#include "message.h"
#include "num.h"
#include "rules.h"

struct rule {
	const char *literal;
	void (*handle)(struct reading *);
};

static void
ignore(struct reading *g)
{
	(void)g;
}

/*
 * Sorted by first byte only so far as find_rule needs: equal ones together.
 * What is ignored repeats what another line has told.
 */
static const struct rule rules[] = {
	{ "  Duration: ", on_duration },
	{ "  Stream #0:", on_stream },
	{ "Application provided invalid, non monotonically increasing dts",
	    on_dts },
	{ "Chunked encoding data size: ", on_chunk },
	{ "Connection to tcp://", on_connect_fail },
	{ "Continuity check failed", on_counter },
	{ "DTS discontinuity in stream", on_discontinuity },
	{ "DTS ", on_dts },
	{ "Empty segment [", ignore },
	{ "Error in the pull function.", on_tls },
	{ "Error in the push function.", on_tls },
	{ "Error opening input file", ignore },
	{ "Error reading HTTP response: ", on_failed },
	{ "Exiting normally, received signal ", on_stopped },
	{ "Failed to open an initialization section", on_init_fail },
	{ "Failed to open segment ", on_segment_fail },
	{ "Failed to open next segment ", on_segment_fail },
	{ "Failed to reload playlist ", on_playlist_fail },
	{ "Failed to resolve hostname ", on_dns },
	{ "HLS request for url '", on_wanted },
	{ "HTTP error ", on_status },
	{ "IO error: ", on_tls_io },
	{ "Media sequence change (", on_sequence },
	{ "Media sequence changed unexpectedly: ", on_sequence_back },
	{ "No longer receiving playlist ", on_dropped },
	{ "Non-monotonic DTS", on_dts },
	{ "Non-monotonous DTS", on_dts },
	{ "Opening '", on_opening },
	{ "Output #0, ", on_output },
	{ "PTS ", on_dts },
	{ "Packet corrupt (", on_corrupt },
	{ "Peer certificate failed verification", on_tls },
	{ "Range: bytes=", on_range },
	{ "Segment ", on_segment_skip },
	{ "Skip ('#EXT", on_tag },
	{ "Starting connection attempt to ", on_connecting },
	{ "Statistics: ", on_statistics },
	{ "Stream ends prematurely at ", on_premature },
	{ "Stream mapping:", on_mapped },
	{ "Successfully connected to ", on_connected },
	{ "Unable to open key file ", on_key_fail },
	{ "Unable to read key file ", on_key_fail },
	{ "Will reconnect at ", on_reconnect },
	{ "header='", on_header },
	{ "keepalive request failed for '", on_failed },
	{ "parse_playlist error ", on_parse_fail },
	{ "pid=", on_media },
	{ "request: ", on_request },
	{ "skipping ", on_expired },
	{ "stream ", on_sample },
	{ "timestamp discontinuity ", on_discontinuity },
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

void
ffmpeg_log(struct parse *p, struct session *s, int64_t t, struct slice text)
{
	struct logline l;
	struct reading g = { .p = p, .s = s, .l = &l };
	const struct rule *rule;

	logline_read(&l, t, text);
	s->tagged |= l.level != LEVEL_NONE;
	rule = find_rule(l.text);
	if (rule == NULL) {
		if (l.level >= LEVEL_WARNING || !s->tagged)
			message_line(&g);
		return;
	}
	if (l.level >= LEVEL_ERROR)
		message_note(&g);
	g.rest = slice_from(l.text, strlen(rule->literal));
	rule->handle(&g);
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
