/*
 * One table: what it is, and what reads it. The streams of the pipeline lead
 * on to the program that was called.
 */
#include "die.h"
#include "stage.h"

/*
 * In what reads it, $ is the file with a blank in front of it, and @ the
 * program that was called.
 */
static const struct {
	const char *what, *reader;
} words[STAGES] = {
	[STAGE_FFMPEG] = { "this is a log of FFmpeg's",
	    "hls-parse --plain$" },
	[STAGE_RAW] = { "this is a raw stream", "hls-parse$" },
	[STAGE_EVENTS] = { "these are events", "hls-agg$" },
	[STAGE_STATS] = { "this is a stat stream",
	    "hls-export, hls-top, hls-agg --merge" },
	[STAGE_REPORT] = { "this is a report of hls-agg --json",
	    "hls-agg --baseline OLD.json NEW.json" },
	[STAGE_METRICS] = { "these are metrics for Prometheus",
	    "nothing here reads them" },
	[STAGE_PLAYLIST] = { "this is a playlist", "hls-spawn URL plays it" },
	[STAGE_VLC] = { "this is a log of VLC's",
	    "it is not read, only FFmpeg's own lines are" },
	[STAGE_GSTREAMER] = { "this is a log of GStreamer's",
	    "it is not read, only FFmpeg's own lines are" },
	[STAGE_GZIP] = { "compressed by gzip", "zcat$ | @" },
	[STAGE_BZIP2] = { "compressed by bzip2", "bzcat$ | @" },
	[STAGE_XZ] = { "compressed by xz", "xzcat$ | @" },
	[STAGE_ZSTD] = { "compressed by zstd", "zstdcat$ | @" },
	[STAGE_LZ4] = { "compressed by lz4", "lz4cat$ | @" },
	[STAGE_ZIP] = { "this is a zip archive", "unzip -p$ | @" },
	[STAGE_UTF16] = { "this is UTF-16, as PowerShell writes",
	    "iconv -f UTF-16 -t UTF-8$ | @" },
	[STAGE_TS] = { "this is MPEG-TS", "media is not read" },
	[STAGE_MP4] = { "this is MP4", "media is not read" },
	[STAGE_BINARY] = { "this is binary data", "it is not read" },
};

/* What @ should have been fed with, where nothing tells what it was. */
static const char *const wanted[STAGES] = {
	[STAGE_FFMPEG] = "no line of it is known to be FFmpeg's",
	[STAGE_RAW] = "no line of it is a record of hls-spawn's; "
	    "a log of FFmpeg's: hls-parse --plain",
	[STAGE_EVENTS] = "no line of it is an event; they come from hls-parse",
	[STAGE_STATS] = "no line of it is a stat record; "
	    "those are what hls-agg writes to standard output",
};

const char *
stage_what(enum stage s)
{
	return words[s].what;
}

static int
is_stream(enum stage s)
{
	return s >= STAGE_FFMPEG && s <= STAGE_STATS;
}

static void
put_reader(struct sbuf *b, const struct stage_fed *fed, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '@') {
			sbuf_str(b, fed->program);
		} else if (*text != '$') {
			sbuf_char(b, *text);
		} else if (fed->file != NULL) {
			sbuf_char(b, ' ');
			sbuf_str(b, fed->file);
		}
}

/* What leads from the one found to the one read, or to its own readers. */
static void
put_pipeline(struct sbuf *b, const struct stage_fed *fed)
{
	enum stage s = fed->found;

	put_reader(b, fed, words[s].reader);
	if (!is_stream(s) || s >= fed->reads)
		return;
	/* hls-parse reads both of the first two. */
	if (s == STAGE_FFMPEG)
		s = STAGE_RAW;
	while (++s < fed->reads)
		sbuf_str(b, s == STAGE_EVENTS ? " | hls-agg" : "");
	if (s == fed->reads) {
		sbuf_str(b, " | ");
		sbuf_str(b, fed->program);
	}
}

void
stage_sentence(struct sbuf *b, const struct stage_fed *fed)
{
	sbuf_str(b, fed->file != NULL ? fed->file : "standard input");
	if (fed->found == STAGE_EMPTY) {
		sbuf_str(b, " is empty");
		return;
	}
	sbuf_str(b, ": ");
	if (words[fed->found].what == NULL) {
		sbuf_str(b, wanted[fed->reads] != NULL ?
		    wanted[fed->reads] : "it is not read");
		return;
	}
	sbuf_str(b, words[fed->found].what);
	sbuf_str(b, ": ");
	put_pipeline(b, fed);
}

void
stage_say(const struct stage_fed *fed)
{
	struct sbuf b = { 0 };

	stage_sentence(&b, fed);
	msg("%.*s", (int)b.n, b.p);
	sbuf_free(&b);
}
