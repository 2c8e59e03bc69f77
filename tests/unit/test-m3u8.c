/* Playlists line by line: what counts, what is tolerated, what is refused. */
#include "check.h"
#include "m3u8/playlist.h"

static struct m3u8 m;

static int
read_text(const char *text)
{
	return m3u8_read(&m, slice_str(text));
}

static int
refused(const char *text, const char *error, size_t line)
{
	return read_text(text) == -1 && strcmp(m.error, error) == 0 &&
	    m.error_line == line && m.type == M3U8_NONE && m.segments == 0;
}

static int
is(struct slice s, const char *text)
{
	return slice_eq(s, slice_str(text));
}

static void
test_refused(void)
{
	CHECK(refused("", "empty", 1));
	CHECK(refused("\r\n \t\n", "empty", 1));
	CHECK(refused("\xef\xbb\xbf\n", "empty", 1));
	CHECK(refused("<!DOCTYPE html>\n<html>", "no #EXTM3U", 1));
	CHECK(refused("\n#EXTM3U\n", "no #EXTM3U", 1));
	CHECK(refused("#EXTINF:2,\na.ts\n#EXTM3U\n", "no #EXTM3U", 1));
	CHECK(refused("#EXTM3U8\n", "no #EXTM3U", 1));
	CHECK(refused("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:-1\n#EXTINF:1,\na\n",
	    "media sequence", 2));
	CHECK(refused("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:\n", "media sequence",
	    2));
	CHECK(refused("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:9223372036854775808\n",
	    "media sequence", 2));
	CHECK(refused("#EXTM3U\n#EXT-X-DISCONTINUITY-SEQUENCE:x\n",
	    "discontinuity sequence", 2));
	/* It does not go on in another resource, nor behind a whole one. */
	CHECK(refused("#EXTM3U\n#EXT-X-BYTERANGE:9\n#EXTINF:1,\na\n",
	    "byte range", 4));
	CHECK(refused("#EXTM3U\n#EXT-X-BYTERANGE:9@0\n#EXTINF:1,\na\n"
	    "#EXT-X-BYTERANGE:9\n#EXTINF:1,\nb\n", "byte range", 7));
	CHECK(refused("#EXTM3U\n#EXTINF:1,\na\n#EXTINF:1,\n"
	    "#EXT-X-BYTERANGE:9\na\n", "byte range", 6));
	CHECK(refused("#EXTM3U\n#EXT-X-BYTERANGE:9@-1\n", "byte range", 2));
	CHECK(refused("#EXTM3U\n#EXT-X-BYTERANGE:9223372036854775807@1\n",
	    "byte range", 2));
	CHECK(refused("#EXTM3U\n#EXT-X-BYTERANGE:9223372036854775806@1\n"
	    "#EXTINF:1,\na\n#EXTINF:1,\n#EXT-X-BYTERANGE:1\na\n",
	    "byte range", 7));
	CHECK(refused("#EXTM3U\n#EXT-X-MAP:URI=\"a\",BYTERANGE=\"x\"\n",
	    "byte range", 2));
	CHECK(m3u8_read(&m, (struct slice){ "#EXTM3U", M3U8_TEXT_MAX + 1 }) ==
	    -1 && strcmp(m.error, "too long") == 0);
}

/* The number after the last segment is a number, too. */
static void
test_numbers(void)
{
	static const char seven[] = "#EXTM3U\n"
	    "#EXT-X-MEDIA-SEQUENCE:9223372036854775807\n#EXTINF:1,\na\n";
	static const char six[] = "#EXTM3U\n"
	    "#EXT-X-MEDIA-SEQUENCE:9223372036854775806\n#EXTINF:1,\na\n";

	CHECK(refused(seven, "media sequence", 4));
	CHECK(read_text(six) == 0 && m.segments == 1);
	CHECK(m.segment[0].sequence == INT64_MAX - 1);
	CHECK(read_text("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:9223372036854775807\n")
	    == 0 && m.sequence == INT64_MAX);
	CHECK(refused("#EXTM3U\n#EXT-X-DISCONTINUITY-SEQUENCE:"
	    "9223372036854775807\n#EXT-X-DISCONTINUITY\n",
	    "discontinuity sequence", 3));
	CHECK(refused("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:9\n"
	    "#EXT-X-SKIP:SKIPPED-SEGMENTS=9223372036854775800\n",
	    "media sequence", 3));
	/* The tag may stand behind the segments. */
	CHECK(read_text("#EXTM3U\n#EXTINF:1,\na\n#EXTINF:1,\nb\n"
	    "#EXT-X-MEDIA-SEQUENCE: 17\n") == 0 && m.segments == 2);
	CHECK(m.segment[0].sequence == 17 && m.segment[1].sequence == 18);
	CHECK(read_text("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:17\n"
	    "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n#EXTINF:1,\na\n") == 0);
	CHECK(m.sequence == 17 && m.skipped == 3);
	CHECK(m.segment[0].sequence == 20);
}

static int
inf(const char *text, int64_t us)
{
	struct slice s = slice_str(text);
	char buf[128];

	snprintf(buf, sizeof(buf), "#EXTM3U\n#EXTINF%.*s\na.ts", (int)s.n,
	    s.p);
	if (read_text(buf) != 0 || m.segments != 1)
		return 0;
	if (us < 0)
		return m.segment[0].odd && m.segment[0].duration_us == 0;
	return !m.segment[0].odd && m.segment[0].duration_us == us;
}

static void
test_durations(void)
{
	static const char *const odd[] = {
		":", ":,", ":nan", ":inf,", ":1e308,", ":-1,Channel", ":+2,",
		":.", ":,2", ":86401,", ":86400.000001,", ":2s,", ":2.5.1,",
		":99999999999999999999,", ":0x10,", ":-0,", "",
	};
	size_t i;

	CHECK(inf(":2,", 2000000) && inf(":2", 2000000));
	CHECK(inf(":2.002,title", 2002000) && inf(": 2.5 ,x", 2500000));
	CHECK(inf(":9.9999999,", 9999999) && inf(":0.1,", 100000));
	CHECK(inf(":4.004000 no comma", 4004000));
	CHECK(inf(":5.,", 5000000) && inf(":.5,", 500000));
	CHECK(inf(":0,", 0) && inf(":0.0000001,", 0));
	CHECK(inf(":00000000000000000000010,", 10000000));
	CHECK(inf(":86400,", M3U8_DURATION_MAX_US));
	CHECK(inf(":9,96,", 9000000));
	for (i = 0; i < COUNT(odd); i++) {
		CHECK(inf(odd[i], -1));
		if (!inf(odd[i], -1))
			printf("%s\n", odd[i]);
	}
	CHECK(read_text("#EXTM3U\n#EXTINF:1.5,\na\n#EXTINF:x,\nb\n"
	    "#EXTINF:2.5,\nc") == 0 && m3u8_duration_us(&m) == 4000000);
}

static void
test_lines(void)
{
	/* Cut behind an EXTINF; a comment, an unknown tag, a stray. */
	CHECK(read_text("\xef\xbb\xbf#EXTM3U \r\n#EXT-X-TARGETDURATION:2\r\n"
	    "# a comment\r\n#EXT-X-NEW:1\r\n\r\n#EXTINF:2,\r\n a b.ts \r\n"
	    "stray.ts\r\n#EXTINF:2,\r\n") == 0);
	CHECK(m.type == M3U8_MEDIA && m.target_us == 2000000);
	CHECK(m.segments == 1 && is(m.segment[0].uri, "a b.ts"));
	CHECK(m.unknown == 1 && m.strays == 1 && m.error == NULL);
	/* Whichever order: all that stands before the URI is its own. */
	CHECK(read_text("#EXTM3U x=y\n#EXTINF:9,\n#EXT-X-DISCONTINUITY\n"
	    "#EXTINF:3,\n#EXT-X-BYTERANGE: 10 @ 20 \n#EXT-X-GAP\n\na\n"
	    "#EXTINF:1,\nb\n") == 0 && m.segments == 2);
	CHECK(m.segment[0].duration_us == 3000000 && m.segment[0].gap);
	CHECK(m.segment[0].range_from == 20 && m.segment[0].range_length == 10);
	CHECK(m.segment[0].discontinuity_tag);
	CHECK(!m.segment[1].discontinuity_tag);
	CHECK(!m.segment[1].gap && m.segment[1].range_length == -1);
	/* What a stray was said to be does not pass to the next segment. */
	CHECK(read_text("#EXTM3U\n#EXT-X-GAP\n#EXT-X-BYTERANGE:1@2\n"
	    "#EXT-X-DISCONTINUITY\ns\n#EXTINF:1,\na\n") == 0);
	CHECK(!m.segment[0].gap && m.segment[0].range_length == -1);
	CHECK(m.segment[0].discontinuity_tag);
	CHECK(m.segment[0].discontinuity == 1);
	CHECK(read_text("#EXTM3U\n#EXT-X-TARGETDURATION:10.7\n") == 0 &&
	    m.target_us == 10000000);
	CHECK(read_text("#EXTM3U\n#EXT-X-TARGETDURATION:x\n#EXTINF:1,\na\n") ==
	    0 && m.target_us == 0 && m.segments == 1);
	CHECK(read_text("#EXTM3U\n#EXT-X-TARGETDURATION:86401\n") == 0 &&
	    m.target_us == 0);
}

static void
test_types(void)
{
	CHECK(read_text("#EXTM3U\n") == 0 && m.type == M3U8_NONE);
	CHECK(strcmp(m3u8_word(&m), "unknown") == 0);
	CHECK(read_text("#EXTM3U\na.ts\n") == 0 && m.type == M3U8_NONE &&
	    m.strays == 1);
	CHECK(read_text("#EXTM3U\n#EXT-X-ENDLIST") == 0 &&
	    m.type == M3U8_MEDIA && m.ended);
	CHECK(strcmp(m3u8_word(&m), "vod") == 0);
	CHECK(read_text("#EXTM3U\n#EXT-X-PLAYLIST-TYPE: EVENT\n") == 0 &&
	    strcmp(m3u8_word(&m), "event") == 0);
	CHECK(read_text("#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n") == 0 &&
	    m.mutability == M3U8_VOD && strcmp(m3u8_word(&m), "live") == 0);
	/* A media tag that players do not go by. */
	CHECK(read_text("#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=1\na\n") == 0 && m.mixed);
	CHECK(m.type == M3U8_MULTIVARIANT && m.variants == 1);
	CHECK(strcmp(m3u8_word(&m), "multivariant") == 0);
	/* Segments win, also of a URI that both claim. */
	CHECK(read_text("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n"
	    "#EXT-X-MEDIA:TYPE=AUDIO\n#EXT-X-I-FRAME-STREAM-INF:URI=\"i\"\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=2\n#EXTINF:1,\na\nb\n") == 0);
	CHECK(m.type == M3U8_MEDIA && m.mixed && m.variants == 0);
	CHECK(m.renditions == 0 && m.iframes == 0 && m.segments == 1);
	CHECK(is(m.segment[0].uri, "a") && m.strays == 1);
}

static void
test_attributes(void)
{
	CHECK(read_text("#EXTM3U\n#EXT-X-STREAM-INF: PROGRAM-ID=1 , "
	    "BANDWIDTH = 1280000,CODECS= \"avc1.4d401f,mp4a.40.2\",junk,"
	    "X=\"a=b,AUDIO=no\",RESOLUTION=640x360,AUDIO=\"\" ,"
	    "AVERAGE-BANDWIDTH=x,junk,SUBTITLES=bare,X-A=0x1F,VIDEO=\"open,A=\n"
	    "v.m3u8\n") == 0 && m.variants == 1);
	CHECK(m.variant[0].bandwidth == 1280000);
	CHECK(m.variant[0].average_bandwidth == 0);
	CHECK(is(m.variant[0].codecs, "avc1.4d401f,mp4a.40.2"));
	CHECK(m.variant[0].width == 640 && m.variant[0].height == 360);
	CHECK(is(m.variant[0].audio, "") && is(m.variant[0].subtitles, "bare"));
	CHECK(is(m.variant[0].video, "open,A=") && m.iframes == 0);
	/* One that is cut, and one whose size is none. */
	CHECK(read_text("#EXTM3U\n"
	    "#EXT-X-STREAM-INF:RESOLUTION=640x,AUDIO=\"a\"VIDEO=b\na\n"
	    "#EXT-X-STREAM-INF:\nb\n#EXT-X-STREAM-INF:BANDWIDTH=5\n") == 0);
	CHECK(m.variants == 2 && m.variant[0].width == 0);
	CHECK(is(m.variant[0].audio, "a") && is(m.variant[0].video, "b"));
	CHECK(is(m.variant[1].uri, "b") && m.variant[1].audio.n == 0);
}

static void
test_times(void)
{
	CHECK(read_text("#EXTM3U\n#EXTINF:1,\na\n#EXTINF:2,\n"
	    "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:10.5Z\nb\n"
	    "#EXTINF:3.25,\nc\n#EXTINF:1,\nd\n#EXT-X-DISCONTINUITY\n"
	    "#EXTINF:1,\ne\n#EXTINF:1,\nf\n#EXT-X-PROGRAM-DATE-TIME:never\n"
	    "#EXTINF:1,\ng\n") == 0 && m.segments == 7);
	CHECK(m.segment[0].pdt_us == M3U8_NO_TIME);
	CHECK(m.segment[1].pdt_us == 10500000 && m.segment[1].pdt_tag);
	CHECK(m.segment[2].pdt_us == 12500000 && !m.segment[2].pdt_tag);
	CHECK(m.segment[3].pdt_us == 15750000);
	CHECK(m.segment[4].pdt_us == M3U8_NO_TIME);
	CHECK(m.segment[6].pdt_us == M3U8_NO_TIME && !m.segment[6].pdt_tag);
	CHECK(read_text("#EXTM3U\n#EXTINF:?,\n"
	    "#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:10\na\n#EXTINF:1,\nb\n")
	    == 0 && m.segment[1].pdt_us == M3U8_NO_TIME);
}

/* The arrays are kept, and hold nothing of the playlist before. */
static void
test_again(void)
{
	const struct m3u8_segment *kept;

	CHECK(read_text("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n"
	    "#EXT-X-MAP:URI=\"i\"\n#EXTINF:1,\na\n") == 0);
	kept = m.segment;
	CHECK(m.segment[0].key == 0 && m.segment[0].map == 0);
	CHECK(read_text("") == -1 && m.segments == 0 && m.maps == 0);
	CHECK(read_text("#EXTM3U\n#EXTINF:1,\nb\n") == 0 && m.error == NULL);
	CHECK(m.segment == kept && m.segments == 1 && m.keys == 0);
	CHECK(m.segment[0].key == -1 && m.segment[0].map == -1);
	m3u8_free(&m);
	CHECK(m.segment == NULL && m.segment_room == 0);
}

int
main(void)
{
	test_refused();
	test_numbers();
	test_durations();
	test_lines();
	test_types();
	test_attributes();
	test_times();
	test_again();
	return check_result();
}
