/*
 * Other players' forms of FFmpeg's lines.
 */
#include "check.h"
#include "text/foreign.h"

static const struct {
	const char *line, *own;
} forms[] = {
	/* mpv */
	{ "[ffmpeg/demuxer] hls: Opening 'http://h/a.ts' for reading",
	    "[hls @ 0x0] Opening 'http://h/a.ts' for reading" },
	{ "[ffmpeg/demuxer] hls,applehttp: Skip ('#EXT-X-VERSION:3')",
	    "[hls,applehttp @ 0x0] Skip ('#EXT-X-VERSION:3')" },
	{ "[ffmpeg] http: header='Date: Sun, 29 Nov 2026 21:27:49 GMT'",
	    "[http @ 0x0] header='Date: Sun, 29 Nov 2026 21:27:49 GMT'" },
	{ "[ffmpeg] AVIOContext: Statistics: 291 bytes read, 0 seeks",
	    "[AVIOContext @ 0x0] Statistics: 291 bytes read, 0 seeks" },
	{ "[ffmpeg] NULL: Opening 'http://h/' for reading",
	    "[NULL @ 0x0] Opening 'http://h/' for reading" },
	{ "[ffmpeg/video] h264: no frame!", "[h264 @ 0x0] no frame!" },
	{ "[ffmpeg/audio] aac: Input buffer exhausted",
	    "[aac @ 0x0] Input buffer exhausted" },
	{ "[ffmpeg] ?: EOF", "EOF" },
	/* lines of a request: no context, one empty */
	{ "[ffmpeg] User-Agent: libmpv\r", "User-Agent: libmpv\r" },
	{ "[ffmpeg] Host: 127.0.0.1:36499", "Host: 127.0.0.1:36499" },
	{ "[ffmpeg] \r", "\r" },
	{ "[ffmpeg] ", "" },
	/* its own */
	{ "[ffmpeg] Opening http://h/live.m3u8", "Opening http://h/live.m3u8" },
	{ "[ffmpeg] http://h/live.m3u8: x", "http://h/live.m3u8: x" },
	{ "[ffmpeg] Could not set AVOption tls_verify='0'", "" },
	{ "[cplayer] Exiting... (Quit)", "Exiting... (Quit)" },
	{ "[i][cplayer] Exiting... (End of file)", "Exiting... (End of file)" },
	{ "   cplayer: Exiting... (End of file)", "Exiting... (End of file)" },
	/* --log-file, whose time is gone; --msg-module */
	{ "[t][ffmpeg] http: http_code=206",
	    "[http @ 0x0] [trace] http_code=206" },
	{ "[d][ffmpeg] tcp: Starting", "[tcp @ 0x0] [verbose] Starting" },
	{ "[v][ffmpeg/demuxer] hls: Opening 'u'",
	    "[hls @ 0x0] [info] Opening 'u'" },
	{ "[w][ffmpeg] http: HTTP error 404 Not Found",
	    "[http @ 0x0] [warning] HTTP error 404 Not Found" },
	{ "[t][ffmpeg] Accept: */*\r", "Accept: */*\r" },
	{ "ffmpeg/demuxer: hls: Opening 'u'", "[hls @ 0x0] Opening 'u'" },
	{ "    ffmpeg: http: http_code=206", "[http @ 0x0] http_code=206" },
	/* Kodi */
	{ "ffmpeg[0x7f3a5c002b70]: [hls] Opening 'u' for reading",
	    "[hls @ 0x0] Opening 'u' for reading" },
	{ "ffmpeg[7FB6937FE700]: [hls,applehttp] Failed to open segment",
	    "[hls,applehttp @ 0x0] Failed to open segment" },
	{ "ffmpeg[B9C]: [http] No trailing CRLF found in HTTP header.",
	    "[http @ 0x0] No trailing CRLF found in HTTP header." },
	{ "ffmpeg[0x1]: Input #0, hls, from 'u':", "Input #0, hls, from 'u':" },
	{ "ffmpeg[0x1]: [Parsed] x", "[Parsed] x" },
	/* OBS */
	{ "[ffmpeg] [hls @ 0x55e00480d100] Opening 'u' for reading",
	    "[hls @ 0x55e00480d100] Opening 'u' for reading" },
	{ "[ffmpeg] [hls @ 000001f5c0a6b2c0] Skip ('#EXT-X-X')",
	    "[hls @ 000001f5c0a6b2c0] Skip ('#EXT-X-X')" },
};

static const char *const none[] = {
	"", "[", "[t]", "[t", "ffmpeg", "[ffmpeg", "[ffmpeg]", "ffmpeg[",
	"ffmpeg[]: [hls] x", "ffmpeg[0x1] [hls] x", "ffmpeg[thread]: [hls] x",
	"[ffmpegx] hls: x", "[ffmpeg/other] hls: x", "[cplayer] hls: x",
	"[v][cplayer] Run x", "[x][ffmpeg] hls: x", "[t] [ffmpeg] hls: x",
	"[hls @ 0x55d0] Opening 'u' for reading", "[http @ 0x1] [trace] x",
	"header='Server: origin'", "ffmpeg version 5.1.9 Copyright",
	"AO: [null] 48000Hz mono 1ch floatp",
};

int
main(void)
{
	struct sbuf own = { 0 };
	size_t i;

	for (i = 0; i < COUNT(forms); i++) {
		CHECK(foreign_line(slice_str(forms[i].line), &own));
		CHECK(slice_eq(sbuf_view(&own), slice_str(forms[i].own)));
	}
	for (i = 0; i < COUNT(none); i++)
		CHECK(!foreign_line(slice_str(none[i]), &own));
	sbuf_free(&own);
	return check_result();
}
