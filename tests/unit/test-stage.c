/* What a line, the first bytes and a whole input tell of the stream. */
#include "check.h"
#include "stage/evidence.h"
#include "stage/look.h"

#define T "1795351500.000000 "

static void
test_line(void)
{
	static const struct {
		enum stage stage;
		const char *line;
	} lines[] = {
		{ STAGE_NONE, "" }, { STAGE_NONE, "# a comment" },
		{ STAGE_RECORD, T "- swarm format=1 version=0.1.0" },
		{ STAGE_RECORD, T "1.0 start pid=1 attempt=0" },
		{ STAGE_RECORD, T "- tick target=1 started=1" },
		{ STAGE_RECORD, T "- end reason=done" },
		{ STAGE_RECORD, T "1.0 lately_invented a=b" },
		{ STAGE_RECORD, T "- source name=a.log lines=1 known=1" },
		{ STAGE_RAW, T "1.0 log [hls @ 0x1] Opening 'a' for reading" },
		{ STAGE_RAW, T "edge:1.0 log " },
		{ STAGE_RAW, T "1.0 progress frame=1" },
		{ STAGE_RAW, T "- watch n=1 status=200 lines=9 url=http://h" },
		{ STAGE_RAW, T "- watch_line n=1 text=#EXTM3U" },
		{ STAGE_EVENTS, T "1.0 fetch n=1 type=segment status=200" },
		{ STAGE_EVENTS, T "- parse lines=4 garbled=0" },
		{ STAGE_EVENTS, T "- watch n=1 state=ok kind=live" },
		{ STAGE_EVENTS, T "1.0 startup time=0.1" },
		{ STAGE_EVENTS, T "- origin name=a n=1 url=http://h up=1" },
		{ STAGE_STATS, T "10s segment count=498" },
		{ STAGE_STATS, T "steady http requests=1" },
		{ STAGE_STATS, T "- startup pending=1" },
		{ STAGE_STATS, T "- watch playlists=1" },
		{ STAGE_STATS, T "- origin name=a up=1 exporters=1" },
		{ STAGE_STATS, T "- block n=1" },
		/* Stamps of ts(1) before what is no record. */
		{ STAGE_FFMPEG, T "[hls @ 0x55d1] Skip ('#EXT-X-VERSION:3')" },
		{ STAGE_FFMPEG, T "ffmpeg version 5.1.9 Copyright (c)" },
		{ STAGE_FFMPEG, "[hls @ 000001977a41a8c0] Opening 'x'" },
		{ STAGE_FFMPEG, "app-1  | [in#0/hls @ 0x1] x" },
		{ STAGE_FFMPEG, "{\"log\":\"[http @ 0x1] HTTP error\\n\"}" },
		{ STAGE_FFMPEG, "[ffmpeg/demuxer] hls: Opening 'x'" },
		{ STAGE_VLC, "[00007f5c10001ab0] http stream error: 404" },
		{ STAGE_VLC, "[0000561b5b0f0570] main libvlc: Running vlc" },
		{ STAGE_VLC, "[0xb7024530] access_http access error: 404" },
		{ STAGE_VLC, "E/VLC (12245): [b4000070db16be10/488c] http "
		    "stream: local stream 1 error" },
		{ STAGE_VLC, "VLC media player 3.0.20 Vetinari" },
		{ STAGE_GSTREAMER, "0:00:00.036373170  4711 0x55e3e827ab40 "
		    "INFO   hlsdemux gsthlsdemux.c:123:f:<d> text" },
		{ STAGE_GSTREAMER, "0:00:00.868050000  1592   09F62420 WARN  "
		    "filesrc gstfilesrc.c:1044:f:<s> error: No such file" },
		{ STAGE_GSTREAMER, "0:00:01.000000001 \033[332m  47\033[00m "
		    "0x55e3e8 \033[36mDEBUG  \033[00m \033[00m hlsdemux x" },
		{ STAGE_GSTREAMER, "Setting pipeline to PAUSED ..." },
		{ STAGE_PLAYLIST, "#EXTM3U" }, { STAGE_PLAYLIST, "#EXTM3U\r" },
		{ STAGE_PLAYLIST, "#EXTINF:2.000," },
		{ STAGE_METRICS, "# TYPE hls_segments_total counter" },
		{ STAGE_METRICS, "hls_segments_total 12" },
		{ STAGE_METRICS, "a_b{c=\"d}\",e=\"f\"} +Inf 1795351500000" },
		{ STAGE_REPORT, "{" }, { STAGE_REPORT, "{\"run\":{\"url\":" },
		{ STAGE_TEXT, "{\"runs\":1}" },
		{ STAGE_TEXT, "hello" }, { STAGE_TEXT, "hello world 12" },
		{ STAGE_TEXT, T "- tick target=\"" },
		{ STAGE_TEXT, T "1s segment bitrate=\" bitrate=5" },
		{ STAGE_TEXT, "192.0.2.1 - - [29/Nov/2026:21:00:00 +0000] "
		    "\"GET /hi_00012.ts HTTP/1.1\" 200 250000" },
		{ STAGE_BINARY, "\x01\x02\x03\x04 abc" },
	};
	size_t i;

	for (i = 0; i < COUNT(lines); i++) {
		enum stage s = stage_of(slice_str(lines[i].line));

		CHECK(s == lines[i].stage);
		if (s != lines[i].stage)
			printf("%d: %s\n", (int)s, lines[i].line);
	}
	CHECK(stage_of(SLICE("a\0b")) == STAGE_BINARY);
}

static void
test_magic(void)
{
	char ts[189] = "G";

	ts[188] = 'G';
	CHECK(stage_magic((struct slice){ ts, 189 }) == STAGE_TS);
	CHECK(stage_magic((struct slice){ ts, 188 }) == STAGE_NONE);
	CHECK(stage_magic(SLICE("\x1f\x8b\x08")) == STAGE_GZIP);
	CHECK(stage_magic(SLICE("\x28\xb5\x2f\xfd")) == STAGE_ZSTD);
	CHECK(stage_magic(SLICE("\0\0\0\x20" "ftypiso5")) == STAGE_MP4);
	CHECK(stage_magic(SLICE("\xff\xfe" "f\0")) == STAGE_UTF16);
	CHECK(stage_magic(SLICE("#EXTM3U\n")) == STAGE_PLAYLIST);
	CHECK(stage_magic(SLICE("")) == STAGE_NONE);
	CHECK(stage_magic(SLICE("1795")) == STAGE_NONE);
}

/* What is said at the end of these bytes, read in pieces of so many. */
static enum stage
whole(enum stage reads, const char *text, size_t each)
{
	struct stage_look look = { .reads = reads };
	struct slice s = slice_str(text);

	while (s.n > 0) {
		size_t n = each < s.n ? each : s.n;

		stage_bytes(&look, (struct slice){ s.p, n });
		s = slice_from(s, n);
	}
	return stage_end(&look);
}

#define HEAD T "- swarm format=1\n" T "1.0 start pid=1\n"
#define TICK T "- tick target=1\n"
#define TEN "key=000001 key=000002 key=000003 "
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN "key=1"
#define LOG "[hls @ 0x1] Opening 'a' for reading\n"

static void
test_look(void)
{
	static const struct {
		enum stage reads, is;
		const char *text;
	} inputs[] = {
		{ STAGE_RAW, STAGE_EMPTY, "" },
		{ STAGE_RAW, STAGE_TEXT, "#\n" },
		{ STAGE_RAW, STAGE_TEXT, "a\nb\nc\nd\n" },
		/* The first seconds of a run tell nothing. */
		{ STAGE_RAW, STAGE_NONE, HEAD TICK TICK },
		{ STAGE_EVENTS, STAGE_NONE, HEAD TICK TICK },
		{ STAGE_RAW, STAGE_EVENTS, HEAD T "- parse lines=2\n" TICK },
		{ STAGE_RAW, STAGE_STATS, T "1s http requests=0\n" },
		{ STAGE_EVENTS, STAGE_RAW, HEAD TICK T "1.0 log x\n" },
		/* A stream that begins in the middle, with comments. */
		{ STAGE_RAW, STAGE_NONE, "000 1.0 log x\n# c\n" T "1.0 log x\n"
		    T "- block n=1\n" },
		{ STAGE_EVENTS, STAGE_RAW, "000 1.0 log x\n# c\n"
		    T "1.0 log y\n" },
		/* Messages of a shell's before the stream. */
		{ STAGE_RAW, STAGE_NONE, LOG LOG HEAD LOG LOG LOG LOG },
		{ STAGE_RAW, STAGE_FFMPEG, LOG LOG LOG },
		{ STAGE_RAW, STAGE_FFMPEG, "$ ffmpeg\na\nb\nc\n" LOG },
		{ STAGE_RAW, STAGE_FFMPEG, "[hls @ 0x1] no newline" },
		{ STAGE_FFMPEG, STAGE_NONE, LOG },
		{ STAGE_FFMPEG, STAGE_RAW, T "1.0 log " LOG LOG },
		{ STAGE_FFMPEG, STAGE_TEXT, "a\nb\n" },
		{ STAGE_FFMPEG, STAGE_VLC, "VLC media player 3.0.20\n"
		    "[00007f5c10001ab0] http stream error: 404\n" },
		{ STAGE_STATS, STAGE_NONE, T "1s http requests=0\n" },
		{ STAGE_STATS, STAGE_EVENTS, T "1.0 request n=1\n" },
		{ STAGE_STATS, STAGE_METRICS, "a 1\nb 2\n" },
		{ STAGE_STATS, STAGE_REPORT, "{\n  \"a\": 1,\n}\n" },
		/* A line is not looked at to its end. */
		{ STAGE_STATS, STAGE_NONE, T "1s a b=1 bitrate=1 " LONG "\n"
		    T "1s a b=1 bitrate=1 " LONG "\n"
		    T "1s a b=1 bitrate=1 " LONG "\n" },
		/* Noise before the right stream. */
		{ STAGE_EVENTS, STAGE_NONE, "\1\2\n\1\3\n\1\4\na 1\nb 1\nc 1\n"
		    T "1.0 request n=1\n" },
		{ STAGE_EVENTS, STAGE_BINARY, "\1\2\n\1\3\n\1\4\na\n" },
		{ STAGE_STATS, STAGE_PLAYLIST, "#EXTM3U\n#EXTINF:2\na.ts\n" },
	};
	static const size_t each[] = { 1, 7, 4096 };
	size_t i, k;

	for (i = 0; i < COUNT(inputs); i++)
		for (k = 0; k < COUNT(each); k++) {
			enum stage s = whole(inputs[i].reads, inputs[i].text,
			    each[k]);

			CHECK(s == inputs[i].is);
			if (s != inputs[i].is)
				printf("%d: %s\n", (int)s, inputs[i].text);
		}
}

static void
test_ahead(void)
{
	static const char zeros[512];
	struct stage_look look = { .reads = STAGE_RAW };

	CHECK(stage_ahead(&look, SLICE(LOG LOG)) == STAGE_NONE);
	CHECK(stage_line(&look, SLICE(LOG)) == STAGE_NONE);
	CHECK(stage_ahead(&look, SLICE(LOG LOG LOG)) == STAGE_FFMPEG);
	look = (struct stage_look){ .reads = STAGE_RAW };
	CHECK(stage_ahead(&look, SLICE("\0\0\0\0")) == STAGE_NONE);
	CHECK(stage_ahead(&look, (struct slice){ zeros, sizeof(zeros) }) ==
	    STAGE_BINARY);
	look = (struct stage_look){ .reads = STAGE_RAW, .own = 1 };
	CHECK(stage_line(&look, SLICE(T "- block n=1")) == STAGE_NONE);
	CHECK(stage_end(&look) == STAGE_NONE);
}

static int
says(const char *sentence, struct stage_fed fed)
{
	struct sbuf b = { 0 };
	int ok;

	stage_sentence(&b, &fed);
	ok = slice_eq(sbuf_view(&b), slice_str(sentence));
	if (!ok)
		printf("%.*s\n", (int)b.n, b.p);
	sbuf_free(&b);
	return ok;
}

static void
test_sentence(void)
{
	CHECK(says("run.raw: this is a raw stream: hls-parse run.raw | "
	    "hls-agg", (struct stage_fed){ STAGE_RAW, STAGE_EVENTS, "hls-agg",
	    "run.raw" }));
	CHECK(says("standard input: this is a log of FFmpeg's: hls-parse "
	    "--plain | hls-agg | hls-top", (struct stage_fed){ STAGE_FFMPEG,
	    STAGE_STATS, "hls-top", NULL }));
	CHECK(says("standard input: this is a log of FFmpeg's: hls-parse "
	    "--plain", (struct stage_fed){ STAGE_FFMPEG, STAGE_RAW,
	    "hls-parse", NULL }));
	CHECK(says("standard input: these are events: hls-agg",
	    (struct stage_fed){ STAGE_EVENTS, STAGE_RAW, "hls-parse", NULL }));
	CHECK(says("a: these are events: hls-agg a | hls-top",
	    (struct stage_fed){ STAGE_EVENTS, STAGE_STATS, "hls-top", "a" }));
	CHECK(says("a: this is a stat stream: hls-export, hls-top, "
	    "hls-agg --merge", (struct stage_fed){ STAGE_STATS, STAGE_EVENTS,
	    "hls-agg", "a" }));
	CHECK(says("a: compressed by gzip: zcat a | hls-agg",
	    (struct stage_fed){ STAGE_GZIP, STAGE_EVENTS, "hls-agg", "a" }));
	CHECK(says("standard input is empty", (struct stage_fed){
	    STAGE_EMPTY, STAGE_RAW, "hls-parse", NULL }));
}

int
main(void)
{
	test_line();
	test_magic();
	test_look();
	test_ahead();
	test_sentence();
	return check_result();
}
