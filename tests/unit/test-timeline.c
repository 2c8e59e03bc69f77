/*
 * Segments of a watched playlist, found by what a viewer asks for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "watch/timeline.h"

static const struct slice BASE = SLICE_INIT("http://o.ex/live/hi.m3u8");

static struct timeline t;
static struct candidates c;
static struct timeline_news news;

static void
update(const char *text)
{
	struct m3u8 m = { 0 };

	CHECK(m3u8_read(&m, slice_str(text)) == 0);
	timeline_update(&t, &m, BASE, &news);
	m3u8_free(&m);
}

static void
search(const struct asked_for *q)
{
	c.n = 0;
	c.alike = ALIKE_NOT;
	timeline_find(&t, 0, q, &c);
}

/* So many are found, the first of them with this number. */
static int
finds(const char *url, size_t n, int64_t sequence)
{
	search(&(struct asked_for){ slice_str(url), 0, -1 });
	return c.n == n && (n == 0 || c.list[0].piece->sequence == sequence);
}

static void
reset(void)
{
	timeline_free(&t);
	memset(&t, 0, sizeof(t));
}

static void
by_url(void)
{
	update("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n"
	    "#EXTINF:2,\na.ts?k=1\n#EXTINF:4,\nb.ts?k=1\n"
	    "#EXTINF:1.5,\n/x/a.ts\n");
	CHECK(news.fresh == 3 && t.end_us == 7500000);
	CHECK(finds("http://o.ex/live/a.ts?k=1", 1, 7));
	CHECK(c.alike == ALIKE_EXACT);
	CHECK(finds("http://o.ex/live/a.ts?k=2", 1, 7));
	CHECK(c.alike == ALIKE_BARE);
	/* Another host, and a session in the path. */
	CHECK(finds("http://cdn.ex/s/17/live/a.ts", 1, 7));
	CHECK(c.alike == 2);
	CHECK(finds("http://cdn.ex/x/a.ts", 1, 9));
	CHECK(finds("http://cdn.ex/a.ts", 2, 9));
	CHECK(finds("http://o.ex/live/c.ts", 0, 0));
	reset();
}

static void
runs(void)
{
	CHECK(timeline_run(SLICE("http://a/x/y/z?q"), SLICE("http://b/w/y/z"))
	    == 2);
	CHECK(timeline_run(SLICE("http://a/x/y/z"), SLICE("http://b/y")) == 0);
	CHECK(timeline_run(SLICE("http://a/z"), SLICE("http://b/z")) == 1);
	CHECK(timeline_run(SLICE(""), SLICE("http://b/z")) == 0);
}

static void
slides(void)
{
	char text[256];
	int era, i;

	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:2,\n0.ts\n");
	era = t.era;
	for (i = 1; i < 1000; i++) {
		snprintf(text, sizeof(text), "#EXTM3U\n"
		    "#EXT-X-MEDIA-SEQUENCE:%d\n#EXTINF:2,\n%d.ts\n", i, i);
		update(text);
	}
	CHECK(t.n == TIMELINE_LEFT_MAX + 1 && t.era == era);
	CHECK(t.end_us == 2000 * INT64_C(1000000));
	CHECK(finds("http://o.ex/live/999.ts", 1, 999));
	CHECK(finds("http://o.ex/live/743.ts", 1, 743));
	CHECK(finds("http://o.ex/live/742.ts", 0, 0));
	/* A cache that is a little behind changes nothing. */
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:998\n#EXTINF:2,\n998.ts\n");
	CHECK(news.fresh == 0 && t.era == era);
	/* The stream begins anew. */
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:2,\n0.ts\n");
	CHECK(news.fresh == 1 && t.era != era && t.n == 1);
	reset();
}

static void
what_changes(void)
{
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n#EXTINF:2,\na.ts?t=1\n");
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n#EXTINF:2,\na.ts?t=2\n");
	CHECK(news.renamed < 0 && news.moved < 0);
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n"
	    "#EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXTINF:2,\na.ts?t=2\n");
	CHECK(news.moved == 5 && news.renamed < 0);
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:5\n"
	    "#EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXTINF:2,\nb.ts\n");
	CHECK(news.renamed == 5);
	/* What was between was never seen: no place compares. */
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:9\n#EXTINF:2,\nc.ts\n");
	CHECK(news.fresh == 1 && t.n == 1);
	reset();
}

/* A packager that began anew gives the names and numbers out once more. */
static void
same_names(void)
{
	update("#EXTM3U\n#EXTINF:2,\n0.ts\n#EXTINF:2,\n1.ts\n"
	    "#EXTINF:2,\n2.ts\n");
	CHECK(t.edge_us == 6000000);
	update("#EXTM3U\n#EXTINF:2,\n0.ts\n#EXTINF:1,\n1.ts\n");
	CHECK(t.edge_us == 4000000 && t.end_us == 6000000);
	CHECK(finds("http://o.ex/live/1.ts", 1, 1));
	CHECK(c.list[0].piece->duration_us == 1000000);
	update("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:2\n#EXTINF:2,\n2.ts\n"
	    "#EXTINF:2,\n3.ts\n");
	CHECK(news.fresh == 1 && t.edge_us == 8000000);
	reset();
}

static void
gaps_take_no_time(void)
{
	update("#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-GAP\n#EXTINF:2,\nb.ts\n"
	    "#EXTINF:2,\nc.ts\n");
	CHECK(t.end_us == 4000000);
	CHECK(finds("http://o.ex/live/b.ts", 1, 1) && c.list[0].piece->gap);
	reset();
}

static void
by_range(void)
{
	struct asked_for q = { SLICE("http://o.ex/live/f.mp4"), 100, 299 };

	update("#EXTM3U\n#EXTINF:2,\n#EXT-X-BYTERANGE:100@0\nf.mp4\n"
	    "#EXTINF:3,\n#EXT-X-BYTERANGE:100\nf.mp4\n"
	    "#EXTINF:4,\n#EXT-X-BYTERANGE:100\nf.mp4\n");
	search(&q);
	CHECK(c.n == 2 && c.list[0].piece->sequence == 2 &&
	    c.list[1].piece->sequence == 1);
	q.to = -1;
	search(&q);
	CHECK(c.n == 1 && c.list[0].piece->sequence == 1);
	reset();
}

int
main(void)
{
	by_url();
	runs();
	slides();
	what_changes();
	same_names();
	gaps_take_no_time();
	by_range();
	free(c.list);
	return check_result();
}
