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
	STREAM(0, 0) "codec_type=\"video\"\n" STREAM(0, 0) "width=320\n"
	STREAM(0, 0) "height=180\n"
	STREAM(0, 1) "codec_type=\"audio\"\n"
	P(1) "program_id=1\n" P(1) "tags.variant_bitrate=\"9000000\"\n"
	P(2) "program_id=2\n" P(2) "tags.variant_bitrate=\"900000\"\n"
	STREAM(2, 0) "codec_type=\"video\"\n" STREAM(2, 0) "width=640\n"
	STREAM(2, 0) "height=360\n"
	STREAM(2, 0) "disposition.default=1\n"
	STREAM(2, 1) "codec_type=\"audio\"\n"
	STREAM(2, 1) "disposition.default=0\n"
	STREAM(2, 2) "codec_type=\"audio\"\n"
	STREAM(2, 2) "disposition.default=1\n"
	P(3) "program_id=3\n" P(3) "tags.variant_bitrate=\"64000\"\n"
	STREAM(3, 0) "codec_type=\"audio\"\n"
	"format.duration=\"N/A\"\n";

/* What a viewer who wants that plays, "" for none. */
static void
chosen(const struct probe *p, const char *want, const char *name)
{
	struct sbuf b = { 0 };
	struct variants v;
	const struct rung *r;

	CHECK(variants_read(&v, want) == NULL && v.n == 1);
	r = rungs_choose(&p->rungs, &v.list[0]);
	if (r != NULL)
		rung_name(&b, r);
	if (!slice_eq(sbuf_view(&b), slice_str(name))) {
		printf("%s is %.*s, not %s\n", want, (int)b.n, b.p, name);
		failures++;
	}
	sbuf_free(&b);
}

static void
test_probe(void)
{
	struct variants v;
	struct probe p = { 0 };

	probe_read(&p, SLICE(ladder));
	CHECK(p.kind == KIND_LIVE && p.programs == 4);
	CHECK(p.rungs.list[2].audio == 1 && p.rungs.list[0].audio == 0);
	chosen(&p, "highest", "640x360@900000");
	chosen(&p, "lowest", "320x180@300000");
	chosen(&p, "first", "320x180@300000");
	chosen(&p, "360p", "640x360@900000");
	chosen(&p, "359p", "320x180@300000");
	chosen(&p, "2160p", "640x360@900000");
	chosen(&p, "179p", "");
	/* Its playlist could not be opened. */
	chosen(&p, "<=10M", "640x360@900000");
	chosen(&p, "<=0.9M", "640x360@900000");
	chosen(&p, "<=899999", "320x180@300000");
	chosen(&p, "<=64k", "audio@64000");
	chosen(&p, "<=63k", "");
	probe_free(&p);
	p = (struct probe){ 0 };
	probe_read(&p, SLICE("format.format_name=\"mov,mp4,m4a,3gp,3g2\"\n"
	    "format.duration=\"12.5\"\n"));
	CHECK(strcmp(p.format, "mov,mp4,m4a,3gp") == 0);
	CHECK(p.kind == KIND_VOD && p.programs == 0);
	CHECK(variants_read(&v, "first") == NULL);
	CHECK(rungs_choose(&p.rungs, &v.list[0]) == NULL);
	p = (struct probe){ 0 };
	probe_read(&p, SLICE("rubbish\nprograms.program.999.x=\n=\n"));
	CHECK(p.kind == KIND_UNKNOWN && p.programs == 0);
	probe_free(&p);
}

/* Two of one height, and one that only the playlist knows. */
static void
test_heights(void)
{
	struct rung list[] = {
		{ .id = 0, .bitrate = 100, .height = 720, .width = 1280,
		    .streams = 1, .videos = 1 },
		{ .id = 1, .bitrate = 300, .height = 720, .width = 1280,
		    .streams = 1, .videos = 1 },
		{ .id = 2, .bitrate = 900, .streams = 1, .videos = 1 },
	};
	struct probe p = { .rungs = { list, COUNT(list) } };

	chosen(&p, "720p", "1280x720@300");
	chosen(&p, "highest", "@900");
	chosen(&p, "<=899", "1280x720@300");
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
	hide_text(&b, SLICE("open http://u:p"), SLICE("http://u:p q@h/?a=1"),
	    SLICE(""));
	CHECK(slice_eq(sbuf_view(&b), SLICE("open http://h/?a=*")));
	b.n = 0;
	hide_text(&b, SLICE("a http://u@h/?a= b: 'http://v@i/?x=1' gone"),
	    SLICE("http://u@h/?a= b"), SLICE(""));
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
	test_heights();
	test_features();
	test_hide();
	test_quote();
	return check_result();
}
