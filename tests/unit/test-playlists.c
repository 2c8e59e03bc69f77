/* Playlists as packagers write them: tests/data/playlists, from the top. */
#include <stdlib.h>

#include "check.h"
#include "m3u8/playlist.h"
#include "sbuf.h"

static struct m3u8 m;
static struct sbuf text;

static int
open_playlist(const char *name)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "tests/data/playlists/%s.m3u8", name);
	f = fopen(path, "rb");
	text.n = 0;
	if (f == NULL) {
		perror(path);
		return -1;
	}
	while (!feof(f) && !ferror(f))
		text.n += fread(sbuf_room(&text, 4096), 1, 4096, f);
	(void)fclose(f);
	return m3u8_read(&m, sbuf_view(&text));
}

static int
is(struct slice s, const char *what)
{
	return slice_eq(s, slice_str(what));
}

/* What all of them are: of multivariant ones, segments are the variants. */
static const struct {
	const char *name, *word;
	size_t segments, maps, keys;
	int64_t sequence, target_us, duration_us, unknown;
} expected[] = {
	{ "ffmpeg-live", "live", 4, 0, 0, 17, 2000000, 7960000, 0 },
	{ "ffmpeg-event", "event", 3, 1, 0, 0, 4000000, 10519978, 0 },
	{ "ffmpeg-single-file", "vod", 3, 0, 0, 0, 5000000, 13480000,
	    0 },
	{ "shaka-live", "live", 3, 1, 0, 1042, 7000000, 18018000, 0 },
	{ "shaka-multivariant", "multivariant", 2, 0, 0, 0, 0, 0, 0 },
	{ "apple-segmenter", "vod", 3, 1, 0, 1, 6000000, 16170830, 0 },
	{ "apple-iframes", "vod", 2, 1, 0, 1, 6000000, 6000000, 0 },
	{ "apple-multivariant", "multivariant", 2, 0, 0, 0, 0, 0, 0 },
	{ "mediapackage-live", "live", 5, 0, 0, 8514222, 6000000,
	    24024000, 3 },
	{ "wowza-live", "live", 3, 0, 0, 1, 12000000, 32022000, 0 },
	{ "unified-live", "live", 3, 0, 0, 435217063, 4000000,
	    11520000, 0 },
	{ "low-latency", "live", 3, 1, 0, 266, 4000000, 12000240, 0 },
	{ "low-latency-delta", "live", 2, 0, 0, 266, 4000000, 8000160,
	    0 },
	{ "ad-breaks", "live", 7, 4, 2, 5000, 6000000, 40000000, 0 },
	{ "two-key-systems", "vod", 2, 1, 2, 0, 6000000, 7500000, 0 },
	{ "film-subtitles", "vod", 1, 0, 0, 0, 7112000000,
	    7111688000, 0 },
	{ "channels", "live", 2, 0, 0, 0, 0, 0, 0 },
	{ "windows", "live", 2, 0, 0, 0, 10000000, 18500000, 0 },
};

static void
test_all(void)
{
	size_t i, before;

	for (i = 0; i < COUNT(expected); i++) {
		before = (size_t)failures;
		CHECK(open_playlist(expected[i].name) == 0);
		CHECK(strcmp(m3u8_word(&m), expected[i].word) == 0);
		CHECK(m.segments + m.variants == expected[i].segments);
		CHECK(m.maps == expected[i].maps && m.keys == expected[i].keys);
		CHECK(m.sequence == expected[i].sequence);
		CHECK(m.target_us == expected[i].target_us);
		CHECK(m3u8_duration_us(&m) == expected[i].duration_us);
		CHECK(m.unknown == expected[i].unknown);
		CHECK(m.strays == 0 && !m.mixed);
		if ((size_t)failures > before)
			printf("that was %s\n", expected[i].name);
	}
}

static void
test_ranges(void)
{
	CHECK(open_playlist("ffmpeg-single-file") == 0);
	CHECK(m.segment[1].range_from == 501208);
	CHECK(m.segment[2].range_from == 999784);
	CHECK(m.segment[2].range_length == 350056);
	CHECK(open_playlist("apple-segmenter") == 0);
	CHECK(is(m.map[0].uri, "main.mp4") && m.map[0].range_from == 0);
	CHECK(m.map[0].range_length == 719 && m.independent);
	CHECK(m.segment[0].range_from == 719 && m.segment[0].map == 0);
	CHECK(m.mutability == M3U8_VOD && m.ended && !m.iframes_only);
	CHECK(open_playlist("apple-iframes") == 0 && m.iframes_only);
	CHECK(open_playlist("channels") == 0 && m.segment[0].odd);
	CHECK(is(m.segment[1].uri, "http://tv.example/2/index.m3u8"));
	CHECK(open_playlist("windows") == 0);
	CHECK(is(m.segment[0].uri, "http://h.example/a b/0.ts"));
	CHECK(is(m.segment[1].uri, "http://h.example/a b/1.ts"));
}

static void
test_variants(void)
{
	CHECK(open_playlist("shaka-multivariant") == 0);
	CHECK(m.renditions == 2 && m.iframes == 1 && m.independent);
	CHECK(is(m.variant[1].uri, "video_1080.m3u8"));
	CHECK(m.variant[1].bandwidth == 4980002);
	CHECK(m.variant[1].average_bandwidth == 4000111);
	CHECK(m.variant[1].width == 1920 && m.variant[1].height == 1080);
	CHECK(is(m.variant[1].audio, "default-audio-group"));
	CHECK(is(m.variant[1].subtitles, "default-text-group"));
	CHECK(is(m.rendition[0].group, "default-audio-group"));
	CHECK(m.rendition[0].is_default && !m.rendition[1].is_default);
	CHECK(open_playlist("apple-multivariant") == 0);
	CHECK(m.renditions == 4 && m.iframes == 2 && m.version == 6);
	CHECK(is(m.variant[0].uri, "v5/prog_index.m3u8"));
	CHECK(is(m.variant[1].audio, "aud2"));
	CHECK(is(m.variant[1].codecs, "avc1.640020,ac-3"));
	CHECK(m.rendition[1].kind == M3U8_AUDIO);
	CHECK(is(m.rendition[1].uri, "a2/prog_index.m3u8"));
	CHECK(m.rendition[2].kind == M3U8_CLOSED_CAPTIONS);
	CHECK(m.rendition[2].uri.n == 0 && m.rendition[2].autoselect);
	CHECK(is(m.rendition[3].name, "English, for the deaf"));
	CHECK(m.rendition[3].kind == M3U8_SUBTITLES);
	CHECK(is(m.rendition[3].language, "en"));
}

/* 2026-11-29T10:00:00Z */
#define TEN INT64_C(1795946400000000)

static void
test_times(void)
{
	CHECK(open_playlist("ffmpeg-event") == 0);
	CHECK(m.segment[0].pdt_us == TEN + 1800250000);
	CHECK(m.segment[1].pdt_us == TEN + 1804250000);
	CHECK(m.segment[2].pdt_us == TEN + 1808250000);
	CHECK(open_playlist("unified-live") == 0);
	CHECK(m.segment[0].pdt_us == TEN && m.segment[0].pdt_tag);
	CHECK(m.segment[2].pdt_us == TEN + 7680000 && !m.segment[2].pdt_tag);
	CHECK(m.segment[2].sequence == 435217065);
	CHECK(open_playlist("mediapackage-live") == 0);
	CHECK(m.discontinuity == 412 && m.segment[1].discontinuity == 412);
	CHECK(m.segment[2].discontinuity == 413 && m.segment[2].pdt_tag);
	CHECK(m.segment[2].discontinuity_tag);
	CHECK(m.segment[3].pdt_us == m.segment[2].pdt_us + 2136000);
	CHECK(m.segment[4].pdt_us == M3U8_NO_TIME);
	CHECK(m.segment[4].discontinuity == 414);
}

static void
test_low_latency(void)
{
	CHECK(open_playlist("low-latency") == 0);
	CHECK(m.parts == 5 && is(m.segment[2].uri, "seg268.mp4"));
	CHECK(m.segment[2].sequence == 268 && m.version == 9);
	CHECK(m.segment[2].pdt_us == TEN + 8000160);
	CHECK(open_playlist("low-latency-delta") == 0 && m.skipped == 3);
	CHECK(m.segment[0].sequence == 269 && m.segment[1].sequence == 270);
	CHECK(m.segment[0].map == -1);
}

static void
test_ads(void)
{
	CHECK(open_playlist("ad-breaks") == 0);
	CHECK(is(m.key[0].uri, "https://keys.example/k?id=1,2"));
	CHECK(is(m.key[0].method, "AES-128") && m.key[0].format.n == 0);
	CHECK(m.segment[1].key == 0 && m.segment[1].gap && !m.segment[0].gap);
	CHECK(m.segment[2].key == -1 && m.segment[5].key == -1);
	CHECK(m.segment[6].key == 1 && m.segment[6].map == 3);
	CHECK(is(m.map[1].uri, "https://ads.example/42/init.mp4"));
	CHECK(m.map[1].range_length == -1 && m.segment[3].map == 1);
	CHECK(m.map[2].range_from == 0 && m.map[2].range_length == 800);
	CHECK(m.segment[5].range_from == 100800);
	CHECK(m.segment[6].range_from == 0 && m.segment[6].range_length == -1);
	CHECK(m.segment[1].discontinuity == 20);
	CHECK(m.segment[3].discontinuity == 21);
	CHECK(m.segment[6].discontinuity == 23);
	CHECK(m.segment[6].sequence == 5006);
	CHECK(m.segment[2].pdt_us == M3U8_NO_TIME);
	CHECK(m.segment[6].pdt_us == TEN + 34000000);
	CHECK(open_playlist("two-key-systems") == 0 && m.segment[1].key == 1);
	CHECK(is(m.key[0].format, "com.apple.streamingkeydelivery"));
	CHECK(is(m.key[1].uri, "data:text/plain;base64,AAAAOHBzc2g="));
}

/* Cut anywhere, it has a beginning of the segments, and their figures. */
static void
test_cut(void)
{
	static struct m3u8 whole;
	struct slice all;
	size_t n, i;

	CHECK(open_playlist("ad-breaks") == 0);
	all = sbuf_view(&text);
	CHECK(m3u8_read(&whole, all) == 0);
	for (n = 7; n < all.n; n++) {
		if (m3u8_read(&m, (struct slice){ all.p, n }) != 0)
			continue;
		CHECK(m.segments <= whole.segments);
		for (i = 0; i + 1 < m.segments; i++)
			CHECK(m.segment[i].duration_us ==
			    whole.segment[i].duration_us &&
			    slice_eq(m.segment[i].uri, whole.segment[i].uri));
	}
	m3u8_free(&whole);
}

int
main(void)
{
	test_all();
	test_ranges();
	test_variants();
	test_times();
	test_low_latency();
	test_ads();
	test_cut();
	m3u8_free(&m);
	sbuf_free(&text);
	return check_result();
}
