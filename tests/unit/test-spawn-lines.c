/*
 * hls-spawn/lines: the same bytes give the same lines however they are cut
 * into reads, and each line bears the stamp of its first byte.
 */
#include <stdlib.h>

#include "check.h"
#include "stream/lines.h"

/* Feeds text in pieces of n bytes; joins the lines with |, in brackets. */
static void
split(struct sbuf *out, struct slice text, size_t n)
{
	struct lines l = { 0 };
	struct text t;
	size_t i;

	out->n = 0;
	for (i = 0; i < text.n; i += n) {
		struct slice piece = slice_from(text, i);

		if (piece.n > n)
			piece.n = n;
		lines_feed(&l, piece, (int64_t)i);
		while (lines_next(&l, &t)) {
			sbuf_slice(out, t.text);
			sbuf_char(out, '|');
		}
	}
	if (lines_last(&l, &t)) {
		sbuf_slice(out, t.text);
		sbuf_char(out, '!');
	}
	lines_free(&l);
}

static void
same_however_cut(struct slice text, struct slice want)
{
	struct sbuf out = { 0 };
	size_t n;

	for (n = 1; n <= text.n + 1; n++) {
		split(&out, text, n);
		if (slice_eq(sbuf_view(&out), want))
			continue;
		printf("in pieces of %zu: \"%.*s\", not \"%.*s\"\n", n,
		    (int)out.n, out.p, (int)want.n, want.p);
		failures++;
	}
	sbuf_free(&out);
}

static void
test_ends(void)
{
	same_however_cut(SLICE("a\nb\n"), SLICE("a|b|"));
	same_however_cut(SLICE("a\rb\r"), SLICE("a|b|"));
	same_however_cut(SLICE("a\r\nb\r\n"), SLICE("a|b|"));
	same_however_cut(SLICE("GET /\r\nHost: x\r\n\r\n\n"),
	    SLICE("GET /|Host: x|||"));
	same_however_cut(SLICE("\n\n"), SLICE("||"));
	same_however_cut(SLICE("\r\r\n\n\r"), SLICE("||||"));
	same_however_cut(SLICE("frame=1 \rnext\n"), SLICE("frame=1 |next|"));
	same_however_cut(SLICE("a\nunfinished"), SLICE("a|unfinished!"));
	same_however_cut(SLICE("a\0b\xff\n"), SLICE("a\0b\xff|"));
	same_however_cut(SLICE(""), SLICE(""));
}

static void
test_stamps(void)
{
	struct lines l = { 0 };
	struct text t;

	lines_feed(&l, SLICE("one\ntwo\nth"), 10);
	CHECK(lines_next(&l, &t) && t.stamp_us == 10);
	CHECK(lines_next(&l, &t) && t.stamp_us == 10);
	CHECK(!lines_next(&l, &t));
	lines_feed(&l, SLICE("r"), 20);
	CHECK(!lines_next(&l, &t));
	lines_feed(&l, SLICE("ee\r"), 30);
	CHECK(lines_next(&l, &t) && t.stamp_us == 10);
	CHECK(slice_eq(t.text, SLICE("three")));
	CHECK(!lines_next(&l, &t));
	lines_feed(&l, SLICE("\nfour\n"), 40);
	CHECK(lines_next(&l, &t) && t.stamp_us == 40);
	CHECK(slice_eq(t.text, SLICE("four")));
	CHECK(!lines_last(&l, &t));
	lines_free(&l);
}

/* A line of n bytes comes out with what fits, and the rest is counted. */
static void
long_line(size_t n, size_t piece)
{
	struct lines l = { 0 };
	char *p = malloc(n + 1);
	struct text t = { .cut_bytes = -1 };
	size_t i, got = 0;

	memset(p, 'x', n);
	p[n] = '\n';
	for (i = 0; i <= n; i += piece) {
		size_t k = n + 1 - i < piece ? n + 1 - i : piece;

		lines_feed(&l, (struct slice){ p + i, k }, 0);
		while (lines_next(&l, &t))
			got++;
	}
	CHECK(got == 1);
	CHECK(t.text.n == (n < LINES_TEXT_MAX ? n : LINES_TEXT_MAX));
	CHECK(t.cut_bytes == (int64_t)(n - t.text.n));
	lines_feed(&l, SLICE("next\n"), 0);
	CHECK(lines_next(&l, &t) && t.cut_bytes == 0);
	CHECK(slice_eq(t.text, SLICE("next")));
	lines_free(&l);
	free(p);
}

int
main(void)
{
	static const size_t pieces[] = { 1, 7, 4096, 65536 };
	size_t i;

	test_ends();
	test_stamps();
	for (i = 0; i < COUNT(pieces); i++) {
		long_line(LINES_TEXT_MAX - 1, pieces[i]);
		long_line(LINES_TEXT_MAX, pieces[i]);
		long_line(LINES_TEXT_MAX + 1, pieces[i]);
		long_line(50000, pieces[i]);
	}
	return check_result();
}
