/*
 * What hls-spawn reads from ffmpeg and ffprobe, and how it hides secrets.
 */

#include "check.h"
#include "ffmpeg/command.h"
#include "ffmpeg/features.h"
#include "ffmpeg/probe.h"
#include "stream/hide.h"

#define P(n) "programs.program." #n "."
#define STREAM(n, k) P(n) "streams.stream." #k "."

/* Four variants: the second's playlist failed, the last is audio alone. */
static const char ladder[] =
	P(0) "program_id=0\n" P(0) "tags.variant_bitrate=\"300000\"\n"
	STREAM(0, 0) "codec_type=\"video\"\n" STREAM(0, 0) "height=180\n"
	STREAM(0, 1) "codec_type=\"audio\"\n"
	P(1) "program_id=1\n" P(1) "tags.variant_bitrate=\"9000000\"\n"
	P(2) "program_id=2\n" P(2) "tags.variant_bitrate=\"900000\"\n"
	STREAM(2, 0) "codec_type=\"video\"\n" STREAM(2, 0) "height=360\n"
	STREAM(2, 0) "disposition.default=1\n"
	STREAM(2, 1) "codec_type=\"audio\"\n"
	STREAM(2, 1) "disposition.default=0\n"
	STREAM(2, 2) "codec_type=\"audio\"\n"
	STREAM(2, 2) "disposition.default=1\n"
	P(3) "program_id=3\n" P(3) "tags.variant_bitrate=\"64000\"\n"
	STREAM(3, 0) "codec_type=\"audio\"\n"
	"format.duration=\"N/A\"\n";

static void
test_probe(void)
{
	struct probe p;

	probe_read(&p, SLICE(ladder), VARIANT_HIGHEST);
	CHECK(p.kind == KIND_LIVE && p.programs == 4);
	CHECK(p.program == 2 && p.bitrate == 900000 && p.audio == 1);
	probe_read(&p, SLICE(ladder), VARIANT_LOWEST);
	CHECK(p.program == 0 && p.audio == 0);
	probe_read(&p, SLICE(ladder), VARIANT_FIRST);
	CHECK(p.program == 0);
	probe_read(&p, SLICE("format.duration=\"12.5\"\n"), VARIANT_FIRST);
	CHECK(p.kind == KIND_VOD && p.program == -1 && p.programs == 0);
	probe_read(&p, SLICE("rubbish\nprograms.program.999.x=\n=\n"),
	    VARIANT_HIGHEST);
	CHECK(p.kind == KIND_UNKNOWN && p.program == -1);
}

static void
test_features(void)
{
	struct features f = { 0 };

	features_version(&f, SLICE("ffmpeg version 5.1.9-0+deb12u1 Copyright "
	    "(c) 2000\nbuilt with gcc\n"));
	CHECK(strcmp(f.version, "5.1.9-0+deb12u1") == 0);
	features_version(&f, SLICE("mencoder 1\n"));
	CHECK(strcmp(f.version, "unknown") == 0);
	features_options(&f, SLICE("-stats_period time  set the period\n"
	    "  -http_seekable     <boolean>    .D.........\n"
	    "  -seg_max_retryx     <int> mentions -seg_max_retry\n"
	    "rw_timeout\n  -seekable <boolean>"));
	CHECK(f.has[FEATURE_STATS_PERIOD] && f.has[FEATURE_HTTP_SEEKABLE]);
	CHECK(f.has[FEATURE_SEEKABLE]);
	CHECK(!f.has[FEATURE_SEG_MAX_RETRY] && !f.has[FEATURE_RW_TIMEOUT]);
}

static void
hidden(const char *url, const char *want)
{
	struct sbuf b = { 0 };

	hide_url(&b, slice_str(url));
	sbuf_char(&b, '\0');
	if (strcmp(b.p, want) != 0) {
		printf("%s became %s, not %s\n", url, b.p, want);
		failures++;
	}
	sbuf_free(&b);
}

static void
test_hide(void)
{
	struct sbuf b = { 0 };

	hidden("http://h/p.m3u8", "http://h/p.m3u8");
	hidden("http://u:p@h/p", "http://h/p");
	hidden("https://u:p@ss@h:8/p?a=1", "https://h:8/p?a=*");
	hidden("http://u 'x\":p@h/?a=1 2'3\"4&b", "http://h/?a=*&*");
	hidden("http://h/a@b?x=1&y=&tok&z=a=b", "http://h/a@b?"
	    "x=*&y=*&*&z=*");
	hidden("u:p@h/p?t=1&u=http://v:q@i/", "h/p?t=*&u=*");
	hidden("//u:p@h/p?t=1", "h/p?t=*");
	hidden("http:/u:p@h/p?t=1", "h/p?t=*");
	hidden("h/p", "h/p");
	hide_text(&b, SLICE("open http://u:p"), SLICE("http://u:p q@h/?a=1"));
	CHECK(slice_eq(sbuf_view(&b), SLICE("open http://h/?a=*")));
	b.n = 0;
	hide_text(&b, SLICE("a http://u@h/?a= b: 'http://v@i/?x=1' gone"),
	    SLICE("http://u@h/?a= b"));
	CHECK(slice_eq(sbuf_view(&b),
	    SLICE("a http://h/?a=*: 'http://i/?x=*' gone")));
	sbuf_free(&b);
}

/* No shell: what is quoted is read back as the same words. */
static void
test_quote(void)
{
	char *argv[] = { "a b", "", "it's", "$(x)", "-map", "0:v?", NULL };
	struct arguments a = { .argv = argv };
	struct sbuf b = { 0 };

	command_quote(&b, &a);
	CHECK(slice_eq(sbuf_view(&b),
	    SLICE("'a b' '' 'it'\\''s' '$(x)' -map '0:v?'")));
	sbuf_free(&b);
}

int
main(void)
{
	test_probe();
	test_features();
	test_hide();
	test_quote();
	return check_result();
}
