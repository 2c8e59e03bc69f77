/*
 * Records tell by their kind and subject; logs are in logs.c.
 */
#include "evidence.h"
#include "logs.h"
#include "record.h"

/* Beyond this no sign is looked for. */
#define LOOK_BYTES 2048

#define WORD(w, s) { SLICE_INIT(w), s }

/* Kinds by the stream that has them; what is not here tells nothing. */
static const struct {
	struct slice kind;
	enum stage stage;
} kinds[] = {
	WORD("log", STAGE_RAW), WORD("progress", STAGE_RAW),
	WORD("scrape", STAGE_RAW), WORD("scrape_line", STAGE_RAW),
	WORD("scrape_end", STAGE_RAW), WORD("watch_keep", STAGE_RAW),
	WORD("watch_line", STAGE_RAW),
	WORD("request", STAGE_EVENTS), WORD("fetch", STAGE_EVENTS),
	WORD("fetch_fail", STAGE_EVENTS), WORD("void", STAGE_EVENTS),
	WORD("abort", STAGE_EVENTS), WORD("reconnect", STAGE_EVENTS),
	WORD("connect", STAGE_EVENTS), WORD("connect_fail", STAGE_EVENTS),
	WORD("sequence", STAGE_EVENTS), WORD("stale", STAGE_EVENTS),
	WORD("segment_fail", STAGE_EVENTS),
	WORD("segment_skip", STAGE_EVENTS),
	WORD("segment_gap", STAGE_EVENTS), WORD("expired", STAGE_EVENTS),
	WORD("playlist_fail", STAGE_EVENTS),
	WORD("init_fail", STAGE_EVENTS), WORD("key_fail", STAGE_EVENTS),
	WORD("continuity", STAGE_EVENTS), WORD("rule", STAGE_EVENTS),
	WORD("startup", STAGE_EVENTS), WORD("startup_fail", STAGE_EVENTS),
	WORD("playback_fail", STAGE_EVENTS),
	WORD("rebuffer", STAGE_EVENTS), WORD("viewer", STAGE_EVENTS),
	WORD("playback", STAGE_EVENTS), WORD("message", STAGE_EVENTS),
	WORD("cause", STAGE_EVENTS), WORD("parse", STAGE_EVENTS),
	WORD("run", STAGE_STATS), WORD("clients", STAGE_STATS),
	WORD("viewers", STAGE_STATS), WORD("qoe", STAGE_STATS),
	WORD("inflight", STAGE_STATS), WORD("generator", STAGE_STATS),
	WORD("origins", STAGE_STATS), WORD("host", STAGE_STATS),
	WORD("sketch", STAGE_STATS), WORD("fault", STAGE_STATS),
	WORD("client", STAGE_STATS), WORD("threshold", STAGE_STATS),
	WORD("verdict", STAGE_STATS), WORD("evidence", STAGE_STATS),
	WORD("report", STAGE_STATS), WORD("block", STAGE_STATS),
};

/* "10s", "all": what hls-agg --windows can have. */
static int
is_window(struct slice s)
{
	size_t n = 0;

	if (slice_eq(s, SLICE("all")) || slice_eq(s, SLICE("steady")))
		return 1;
	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	s = n > 0 ? slice_from(s, n) : SLICE("");
	return slice_eq(s, SLICE("s")) || slice_eq(s, SLICE("ms")) ||
	    slice_eq(s, SLICE("m")) || slice_eq(s, SLICE("h"));
}

/* What stands for the whole swarm in more than one stream. */
static enum stage
of_swarm(const struct record *r)
{
	struct slice v;

	if (slice_eq(r->kind, SLICE("watch"))) {
		if (field_get(r->rest, "playlists", &v))
			return STAGE_STATS;
		return field_get(r->rest, "state", &v) ? STAGE_EVENTS :
		    STAGE_RAW;
	}
	if (slice_eq(r->kind, SLICE("startup")))
		return STAGE_STATS;
	if (slice_eq(r->kind, SLICE("origin")))
		return field_get(r->rest, "exporters", &v) ? STAGE_STATS :
		    STAGE_EVENTS;
	return STAGE_NONE;
}

/* What begins as a record and is none is no other text either. */
static enum stage
of_record(struct slice line)
{
	struct session_id id;
	struct record r;
	enum stage s;
	size_t i;
	int text, swarm;

	if (record_read(&r, line) != 0)
		return STAGE_NONE;
	swarm = slice_eq(r.subject, SLICE("-"));
	if (!swarm && !is_window(r.subject) && session_read(r.subject, &id))
		return STAGE_NONE;
	text = slice_eq(r.kind, SLICE("log")) ||
	    slice_eq(r.kind, SLICE("progress"));
	if (!text && !record_valid(r.rest))
		return STAGE_TEXT;
	if (is_window(r.subject))
		return STAGE_STATS;
	s = swarm ? of_swarm(&r) : STAGE_NONE;
	if (s != STAGE_NONE)
		return s;
	for (i = 0; i < COUNT(kinds); i++)
		if (slice_eq(kinds[i].kind, r.kind))
			return kinds[i].stage;
	return STAGE_RECORD;
}

/* "name{label="value"} 12.5", "name 12 1795351500000" */
static int
is_sample(struct slice line)
{
	static const char name[] = ALNUM "_:";
	struct slice value;
	size_t n = 0;

	while (n < line.n && slice_find(SLICE(name), line.p[n]) <
	    sizeof(name) - 1)
		n++;
	if (n == 0 || n == line.n || (line.p[0] >= '0' && line.p[0] <= '9'))
		return 0;
	line = slice_from(line, n);
	if (line.p[0] == '{') {
		n = slice_behind(line, '}');
		line = slice_from(line, n);
	}
	if (!slice_skip(&line, SLICE(" ")))
		return 0;
	value = slice_cut(&line, ' ');
	return value.n > 0 && slice_only(value, SLICE(DIGITS "+-.eEInfNa")) &&
	    slice_only(line, SLICE(DIGITS ".-"));
}

static enum stage
of_comment(struct slice line)
{
	static const struct slice metrics[] = {
		SLICE_INIT("# HELP "), SLICE_INIT("# TYPE "),
		SLICE_INIT("# UNIT "), SLICE_INIT("# EOF"),
	};
	size_t i;

	if (slice_starts(line, SLICE("#EXTM3U")) ||
	    slice_starts(line, SLICE("#EXTINF:")) ||
	    slice_starts(line, SLICE("#EXT-X-")))
		return STAGE_PLAYLIST;
	for (i = 0; i < COUNT(metrics); i++)
		if (slice_starts(line, metrics[i]))
			return STAGE_METRICS;
	return STAGE_NONE;
}

/* NULs, or more control bytes than any text has. */
static int
is_binary(struct slice line)
{
	size_t i, control = 0;

	for (i = 0; i < line.n; i++) {
		unsigned char c = (unsigned char)line.p[i];

		if (c == 0)
			return 1;
		control += c < ' ' && (c < '\b' || c > '\r') && c != '\033';
	}
	return control > line.n / 16;
}

/* As hls-agg prints it, or in one line. */
static int
is_report(struct slice line)
{
	return slice_eq(line, SLICE("{")) ||
	    slice_starts(line, SLICE("{\"run\":{")) ||
	    slice_starts(line, SLICE("{\"verdict\":{"));
}

struct slice
stage_cut(struct slice line, size_t n)
{
	struct slice cut = { line.p, n };

	cut.n = slice_behind(cut, ' ');
	cut.n = cut.n > 0 ? cut.n - 1 : n;
	return cut;
}

enum stage
stage_of(struct slice line)
{
	enum stage s;

	if (line.n > LOOK_BYTES)
		line = stage_cut(line, LOOK_BYTES);
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n == 0 || line.p[0] == '#')
		return of_comment(line);
	s = of_record(line);
	if (s != STAGE_NONE)
		return s;
	if (is_binary(line))
		return STAGE_BINARY;
	s = logs_of(line);
	if (s != STAGE_NONE)
		return s;
	if (is_report(line))
		return STAGE_REPORT;
	return is_sample(line) ? STAGE_METRICS : STAGE_TEXT;
}

enum stage
stage_magic(struct slice bytes)
{
	static const struct {
		struct slice begin;
		size_t at;
		enum stage stage;
	} magic[] = {
		{ SLICE_INIT("\x1f\x8b"), 0, STAGE_GZIP },
		{ SLICE_INIT("BZh"), 0, STAGE_BZIP2 },
		{ SLICE_INIT("\xfd" "7zXZ"), 0, STAGE_XZ },
		{ SLICE_INIT("\x28\xb5\x2f\xfd"), 0, STAGE_ZSTD },
		{ SLICE_INIT("\x04\x22\x4d\x18"), 0, STAGE_LZ4 },
		{ SLICE_INIT("PK\x03\x04"), 0, STAGE_ZIP },
		{ SLICE_INIT("\xff\xfe"), 0, STAGE_UTF16 },
		{ SLICE_INIT("\xfe\xff"), 0, STAGE_UTF16 },
		{ SLICE_INIT("ftyp"), 4, STAGE_MP4 },
		{ SLICE_INIT("styp"), 4, STAGE_MP4 },
		{ SLICE_INIT("moof"), 4, STAGE_MP4 },
		{ SLICE_INIT("#EXTM3U"), 0, STAGE_PLAYLIST },
		{ SLICE_INIT("\xef\xbb\xbf#EXTM3U"), 0, STAGE_PLAYLIST },
	};
	size_t i;

	for (i = 0; i < COUNT(magic); i++)
		if (bytes.n >= magic[i].at && slice_starts(
		    slice_from(bytes, magic[i].at), magic[i].begin))
			return magic[i].stage;
	/* Packets of 188 bytes with this one at their start. */
	if (bytes.n > 188 && bytes.p[0] == 'G' && bytes.p[188] == 'G')
		return STAGE_TS;
	return STAGE_NONE;
}
