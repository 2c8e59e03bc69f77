/*
 * hls-spawn/watch_*: what changed between two playlists, curl's output taken
 * apart however it is cut, curl's configuration, cookies, the variant's choice.
 */
#include <stdlib.h>

#include "check.h"
#include "fetch/cookie.h"
#include "fetch/curl.h"
#include "fetch/intake.h"
#include "fetch/pick.h"
#include "watch/diff.h"
#include "wraps.h"

static void
same(struct slice got, const char *want, const char *what)
{
	checks++;
	if (slice_eq(got, slice_str(want)))
		return;
	printf("%s: \"%.*s\", not \"%s\"\n", what, (int)got.n, got.p, want);
	failures++;
}

/* Diffs */

/* "k0+2 n1": two lines kept from 0, one new. */
static void
put_edits(struct sbuf *b, const struct edits *e)
{
	size_t i;

	b->n = 0;
	for (i = 0; i < e->n; i++) {
		const struct edit *x = &e->list[i];

		if (x->kept)
			sbuf_printf(b, "k%zu+%zu ", x->from, x->n);
		else
			sbuf_printf(b, "n%zu ", x->n);
	}
}

/* Applies the edits, and compares with the new version. */
static void
check_edits(const struct edits *e, const struct version *old,
    const struct version *new)
{
	size_t i, k, at = 0;

	for (i = 0; i < e->n; i++) {
		for (k = 0; k < e->list[i].n; k++, at++) {
			const struct version *v = e->list[i].kept ? old : new;
			size_t from = e->list[i].from + k;

			CHECK(from < v->n && at < new->n &&
			    slice_eq(v->line[from], new->line[at]));
		}
	}
	CHECK(at == new->n);
}

static void
diff(const char *a, const char *b, const char *want)
{
	struct version old = { 0 }, new = { 0 };
	struct edits e = { 0 };
	struct sbuf got = { 0 };

	version_read(&old, slice_str(a));
	version_read(&new, slice_str(b));
	edits_find(&e, &old, &new);
	check_edits(&e, &old, &new);
	put_edits(&got, &e);
	if (want != NULL)
		same(sbuf_view(&got), want, b);
	version_free(&old);
	version_free(&new);
	edits_free(&e);
	sbuf_free(&got);
}

static void
test_diff(void)
{
	diff("", "", "");
	diff("", "a\nb\n", "n2 ");
	diff("a\nb\n", "", "");
	diff("a\nb\n", "a\r\nb", "k0+2 ");
	diff("a\nb\nc\n", "x\ny\n", "n2 ");
	/* The window moves by one segment. */
	diff("#M\n#S:1\n#E\n1\n#E\n2\n#E\n3\n",
	    "#M\n#S:2\n#E\n2\n#E\n3\n#E\n4\n",
	    "n2 k4+4 n2 ");
	/* A list that grows. */
	diff("#M\n#E\n1\n#E\n2\n", "#M\n#E\n1\n#E\n2\n#E\n3\n#END\n",
	    "k0+5 n3 ");
	/* What goes back is found too, and lines that repeat. */
	diff("a\nb\nc\nd\n", "c\nd\na\nb\n", "k2+2 k0+2 ");
	diff("a\na\na\n", "a\na\na\na\n", "k0+3 n1 ");
	diff("\n\n", "\n", "n1 ");
}

static void
test_long_diff(void)
{
	struct version old = { 0 }, new = { 0 };
	struct edits e = { 0 };
	struct sbuf b = { 0 };
	int i;

	for (i = 0; i < 20000; i++)
		sbuf_printf(&b, "#EXTINF:2.000,\nsegment_%d.ts\n", i);
	version_read(&old, sbuf_view(&b));
	sbuf_str(&b, "#EXTINF:2.000,\nlast.ts\n");
	version_read(&new, sbuf_view(&b));
	CHECK(new.n == 40002);
	edits_find(&e, &old, &new);
	CHECK(e.n == 2 && e.list[0].n == 40000 && e.list[1].n == 2);
	version_free(&old);
	version_free(&new);
	edits_free(&e);
	sbuf_free(&b);
}

/* Any two short texts: what comes out is the new version. */
WRAPS static void
test_random_diff(void)
{
	unsigned seed = 7, i, k;
	char a[65], b[65];

	for (i = 0; i < 3000; i++) {
		for (k = 0; k < 64; k++) {
			seed = seed * 1103515245u + 12345u;
			a[k] = "ab\n\nc\r"[seed >> 16 & 3];
			b[k] = "ab\n\nc\r"[seed >> 20 & 3];
		}
		a[seed >> 24 & 63] = b[seed >> 18 & 63] = '\0';
		a[64] = b[64] = '\0';
		diff(a, b, NULL);
	}
}

/* curl's output */

#define MARK "0123456789abcdef0123456789abcdef"

static void
split(struct slice text, size_t n, const char *want)
{
	struct intake t = { .mark = MARK };
	struct sbuf got = { 0 };
	struct slice body = { 0 };
	struct fetched f = { 0 };
	size_t i;

	for (i = 0; i < text.n; i += n) {
		struct slice piece = slice_from(text, i);

		if (piece.n > n)
			piece.n = n;
		CHECK(intake_feed(&t, piece) == 0);
		while (intake_is_whole(&t)) {
			CHECK(intake_next(&t, &body, &f));
			sbuf_printf(&got, "[%.*s|%d %d %lld %.*s]",
			    (int)body.n, body.p, f.exit, f.status,
			    (long long)f.time_us, (int)f.url.n, f.url.p);
		}
		CHECK(!intake_next(&t, &body, &f));
	}
	sbuf_slice(&got, intake_rest(&t));
	same(sbuf_view(&got), want, "intake");
	intake_free(&t);
	sbuf_free(&got);
}

static void
test_intake(void)
{
	static const char text[] = "#EXTM3U\n\n" MARK
	    " 0 200 0.012345 http://h/x#1\n"
	    "\n" MARK " 7 000 1.000000 http://h/x#2\n"
	    "no " MARK "\nx\n" MARK " - 404 0.5 http://h/?a=b\nrest";
	size_t n;

	for (n = 1; n <= sizeof(text); n++)
		split(SLICE(text), n, "[#EXTM3U\n|0 200 12345 http://h/x]"
		    "[|7 0 1000000 http://h/x]"
		    "[no " MARK "\nx|-1 404 500000 http://h/?a=b]rest");
}

static void
test_too_long(void)
{
	struct intake t = { .mark = MARK };
	char *much = calloc(1, 1 << 20);
	int i, r = 0;

	for (i = 0; i < 17 && r == 0; i++)
		r = intake_feed(&t, (struct slice){ much, 1 << 20 });
	CHECK(r == -1 && i == 17);
	intake_free(&t);
	free(much);
}

static void
test_mark(void)
{
	char a[MARK_BYTES], b[MARK_BYTES];

	intake_mark(a);
	intake_mark(b);
	CHECK(strlen(a) == 32 && strcmp(a, b) != 0);
}

/* curl */

static void
test_version(void)
{
	struct curl_can c;

	curl_version(&c, SLICE("curl 7.88.1 (x) libcurl/7.88.1\n"
	    "Protocols: http\nFeatures: alt-svc libz TLS\n"));
	CHECK(c.repeats && c.tells_exit && c.inflates);
	curl_version(&c, SLICE("curl 7.83.1 (x)\nFeatures: SSL\n"));
	CHECK(!c.repeats && c.tells_exit && !c.inflates);
	curl_version(&c, SLICE("curl 7.74.0 (x)\n"));
	CHECK(!c.repeats && !c.tells_exit);
	curl_version(&c, SLICE("curl 8.0.1-DEV (x)\n"));
	CHECK(c.repeats && c.tells_exit);
	curl_version(&c, SLICE("wget 9.9\n"));
	CHECK(!c.repeats && !c.tells_exit && !c.inflates);
}

static void
test_interval(void)
{
	CHECK(curl_every_us(2000000) == 1000000);
	CHECK(curl_every_us(7000000) == 3500000);
	CHECK(curl_every_us(0) == 2000000);
	CHECK(curl_every_us(1) == 500000);
	CHECK(curl_rate(1000000) == 3600);
	CHECK(curl_rate(3500000) == 1028);
	CHECK(curl_rate(500000) == 7200);
	CHECK(curl_rate(curl_every_us(INT64_C(86400000000))) == 1);
}

static void
test_reasons(void)
{
	char buf[16];

	CHECK(curl_reason(0, 200, buf) == NULL);
	CHECK(curl_reason(0, 206, buf) == NULL);
	CHECK(strcmp(curl_reason(0, 404, buf), "http") == 0);
	CHECK(strcmp(curl_reason(0, 302, buf), "http") == 0);
	CHECK(strcmp(curl_reason(6, 0, buf), "dns") == 0);
	CHECK(strcmp(curl_reason(7, 0, buf), "refused") == 0);
	CHECK(strcmp(curl_reason(28, 200, buf), "timeout") == 0);
	CHECK(strcmp(curl_reason(60, 0, buf), "tls") == 0);
	CHECK(strcmp(curl_reason(18, 200, buf), "closed") == 0);
	CHECK(strcmp(curl_reason(63, 200, buf), "size") == 0);
	CHECK(strcmp(curl_reason(47, 302, buf), "curl_47") == 0);
}

/* The lines of a configuration that begin with a word. */
static void
configured(const struct curl_request *r, const char *word, const char *want)
{
	struct sbuf b = { 0 }, got = { 0 };
	struct slice left, line;

	curl_config(&b, r);
	left = sbuf_view(&b);
	while (left.n > 0) {
		line = slice_cut(&left, '\n');
		if (!slice_starts(line, slice_str(word)))
			continue;
		sbuf_slice(&got, line);
		sbuf_char(&got, '\n');
	}
	same(sbuf_view(&got), want, word);
	sbuf_free(&b);
	sbuf_free(&got);
}

static void
test_config(void)
{
	static char headers[] = "X-A: \"q\" {id}-{run}\r\nX-Empty:\r\n"
	    "cookie: a=b\r\n";
	struct options o = { .user_agent = "me/{id}", .cacert = "a b",
		.headers = { headers, sizeof(headers) - 1, 0 } };
	struct curl_can curl = { 1, 1, 1 };
	struct curl_request r = { .o = &o, .curl = &curl, .mark = MARK,
		.url = "http://[::1]:80/{a}?b=[1-2]&c=\\ \xc3#f",
		.every_us = 3500000, .limit_us = 15250000 };

	configured(&r, "url", "url = \"http://\\\\[::1\\\\]:80/\\\\{a\\\\}"
	    "?b=\\\\[1-2\\\\]&c=\\\\%20%C3#f#[1-999999999]\"\n");
	configured(&r, "rate", "rate = \"1028/h\"\n");
	configured(&r, "max-time", "max-time = 15.250\n");
	configured(&r, "header", "header = \"X-A: \\\"q\\\" 0-0\"\n"
	    "header = \"X-Empty;\"\nheader = \"cookie: a=b\"\n"
	    "header = \"Accept-Encoding:\"\n");
	configured(&r, "user-agent", "user-agent = \"me/0 (watch)\"\n");
	configured(&r, "location", "location\nlocation-trusted\n");
	configured(&r, "cacert", "cacert = \"a b\"\n");
	configured(&r, "insecure", "");
	configured(&r, "cookie", "cookie = \"\"\n");
	r.every_us = 0;
	r.cookies = "a=b";
	o.insecure = 1;
	o.headers.n = 0;
	/* cppcheck-suppress unreadVariable ; r has its address */
	curl = (struct curl_can){ 0 };
	configured(&r, "rate", "");
	configured(&r, "insecure", "insecure\n");
	configured(&r, "location", "location\n");
	configured(&r, "header", "");
	configured(&r, "compressed", "");
	configured(&r, "cookie",
	    "cookie = \"\"\ncookie = \"a=b\"\ncookie-jar = \"-\"\n");
	configured(&r, "write-out", "write-out = \"\\n" MARK
	    " - %{http_code} %{time_total} %{url_effective}\\n\"\n");
}

static void
cookies(const char *url, const char *want)
{
	static const char jar[] = "# Netscape HTTP Cookie File\n\n"
	    "h.test\tFALSE\t/\tFALSE\t0\ta\t1\n"
	    "#HttpOnly_.test\tTRUE\t/live\tFALSE\t0\tb\t2=3\n"
	    "h.test\tFALSE\t/\tTRUE\t0\tc\t4\n"
	    "broken\n";
	struct sbuf b = { 0 };

	cookie_select(&b, SLICE(jar), slice_str(url));
	same(sbuf_view(&b), want, url);
	sbuf_free(&b);
}

static void
test_cookies(void)
{
	cookies("http://h.test/live/x", "a=1; b=2=3");
	cookies("https://u:p@H.test:8443/", "a=1; c=4");
	cookies("http://g.h.test/live?x", "b=2=3");
	cookies("http://g.h.test/lively", "");
	cookies("http://xh.test/", "");
	cookies("http://other/live/", "");
	cookies("nonsense", "");
}

/* Variants */

/* Of several kinds of viewers together; the program is the first one's. */
static void
picked(const char *text, const char *wants, int64_t program, const char *want)
{
	struct picked found = { .n = 0 };
	struct m3u8 m = { 0 };
	struct variants v;
	struct sbuf got = { 0 };
	size_t i;

	CHECK(m3u8_read(&m, slice_str(text)) == 0);
	CHECK(variants_read(&v, wants) == NULL);
	for (i = 0; i < v.n; i++) {
		struct pick p = { &v.list[i], i == 0 ? program : -1 };

		pick_playlists(&found, &m, &p);
	}
	sbuf_printf(&got, "%zu", found.n);
	for (i = 0; i < found.n && i < COUNT(found.uri); i++)
		sbuf_printf(&got, " %.*s", (int)found.uri[i].n,
		    found.uri[i].p);
	same(sbuf_view(&got), want, "picked");
	sbuf_free(&got);
	m3u8_free(&m);
}

static void
test_pick(void)
{
	static const char ladder[] = "#EXTM3U\n"
	    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x\",URI=\"x\"\n"
	    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"y\",DEFAULT=YES,"
	    "URI=\"y\"\n"
	    "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"b\",NAME=\"z\"\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=200,AUDIO=\"b\"\n200\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=100,RESOLUTION=1x1,AUDIO=\"a\"\n100\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=900,CODECS=\"mp4a.40.2\"\naudio\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=300,CODECS=\"mp4a.40.2, avc1.4d\""
	    ",AUDIO=\"a\"\n300\n"
	    "#EXT-X-STREAM-INF:BANDWIDTH=300\n300b\n";

	picked(ladder, "highest", -1, "2 300 y");
	picked(ladder, "lowest", -1, "2 100 y");
	picked(ladder, "first", -1, "1 200");
	picked(ladder, "highest=2,first", -1, "3 300 y 200");
	picked(ladder, "<=250,1p", -1, "3 200 100 y");
	picked(ladder, "<=99", -1, "0");
	/* ffprobe knows better, if it can. */
	picked(ladder, "highest", 2, "1 audio");
	picked(ladder, "highest", 9, "2 300 y");
	picked(ladder, "all", -1,
	    "7 200 100 audio 300 300b x y");
	picked("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x\"\n",
	    "highest", -1, "0");
}

int
main(void)
{
	test_diff();
	test_long_diff();
	test_random_diff();
	test_intake();
	test_too_long();
	test_mark();
	test_version();
	test_interval();
	test_reasons();
	test_config();
	test_cookies();
	test_pick();
	return check_result();
}
