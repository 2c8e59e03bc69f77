/* References, resolved: the examples of RFC 3986, 5.4, and what it leaves. */
#include "check.h"
#include "m3u8/url.h"

struct example {
	const char *reference, *target;
};

static void
check_all(const char *base, const struct example *e, size_t n)
{
	struct sbuf b = { 0 };

	for (; n > 0; n--, e++) {
		b.n = 0;
		url_resolve(&b, slice_str(base), slice_str(e->reference));
		CHECK(slice_eq(sbuf_view(&b), slice_str(e->target)));
		if (!slice_eq(sbuf_view(&b), slice_str(e->target)))
			printf("%s: %.*s\n", e->reference, (int)b.n, b.p);
	}
	sbuf_free(&b);
}

/* Without fragments: they are no part of a request. */
static void
test_rfc(void)
{
	static const struct example list[] = {
		{ "g:h", "g:h" }, { "g", "http://a/b/c/g" },
		{ "./g", "http://a/b/c/g" }, { "g/", "http://a/b/c/g/" },
		{ "/g", "http://a/g" }, { "//g", "http://g" },
		{ "?y", "http://a/b/c/d;p?y" }, { "g?y", "http://a/b/c/g?y" },
		{ "#s", "http://a/b/c/d;p?q" }, { "g#s", "http://a/b/c/g" },
		{ "g?y#s", "http://a/b/c/g?y" }, { ";x", "http://a/b/c/;x" },
		{ "g;x", "http://a/b/c/g;x" },
		{ "g;x?y#s", "http://a/b/c/g;x?y" },
		{ "", "http://a/b/c/d;p?q" }, { ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" }, { "..", "http://a/b/" },
		{ "../", "http://a/b/" }, { "../g", "http://a/b/g" },
		{ "../..", "http://a/" }, { "../../", "http://a/" },
		{ "../../g", "http://a/g" }, { "../../../g", "http://a/g" },
		{ "../../../../g", "http://a/g" }, { "/./g", "http://a/g" },
		{ "/../g", "http://a/g" }, { "g.", "http://a/b/c/g." },
		{ ".g", "http://a/b/c/.g" }, { "g..", "http://a/b/c/g.." },
		{ "..g", "http://a/b/c/..g" }, { "./../g", "http://a/b/g" },
		{ "./g/.", "http://a/b/c/g/" },
		{ "g/./h", "http://a/b/c/g/h" }, { "g/../h", "http://a/b/c/h" },
		{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
		{ "g;x=1/../y", "http://a/b/c/y" },
		{ "g?y/./x", "http://a/b/c/g?y/./x" },
		{ "g?y/../x", "http://a/b/c/g?y/../x" },
		{ "g#s/../x", "http://a/b/c/g" }, { "http:g", "http:g" },
	};

	check_all("http://a/b/c/d;p?q", list, COUNT(list));
}

static void
test_bases(void)
{
	static const struct example bare[] = {
		{ "x.ts", "http://h:8080/x.ts" }, { "?a", "http://h:8080?a" },
		{ "../x.ts", "http://h:8080/x.ts" }, { "", "http://h:8080" },
		{ "//h?x=/../y", "http://h?x=/../y" },
		{ ".../....", "http://h:8080/.../...." },
	};
	static const struct example query[] = {
		{ "x.ts", "https://h/live/x.ts" },
		{ "?b=1", "https://h/live/a.m3u8?b=1" },
		{ "?", "https://h/live/a.m3u8?" },
		{ "//cdn/x.ts?t=/../y", "https://cdn/x.ts?t=/../y" },
		{ "HTTP://cdn/./x.ts", "HTTP://cdn/x.ts" },
		{ "a:b.ts", "a:b.ts" }, { "./a:b.ts", "https://h/live/a:b.ts" },
		{ "1:b.ts", "https://h/live/1:b.ts" },
		{ "data:video/mp4;base64,AAA/BBB=",
		    "data:video/mp4;base64,AAA/BBB=" },
	};
	static const struct example file[] = {
		{ "x.ts", "x.ts" }, { "../x.ts", "x.ts" }, { "..", "" },
		{ "../../x.ts", "x.ts" }, { "/x.ts", "/x.ts" },
	};

	check_all("http://h:8080", bare, COUNT(bare));
	check_all("https://h/live/a.m3u8?s=/x/y#z", query, COUNT(query));
	check_all("a.m3u8", file, COUNT(file));
}

static void
test_bytes(void)
{
	static const struct example list[] = {
		{ "a b\t.ts", "http://h/a%20b%09.ts" },
		{ "\x7f\x01\r", "http://h/%7F%01%0D" },
		{ "\xc3\xa9.ts", "http://h/\xc3\xa9.ts" },
		{ "a%20b%2e%2e/x", "http://h/a%20b%2e%2e/x" },
	};
	struct sbuf b = { 0 };

	check_all("http://h/x", list, COUNT(list));
	/* It appends, and leaves alone what is there. */
	sbuf_str(&b, "/a/../");
	url_resolve(&b, SLICE("http://h/a/b"), SLICE("../../c\0d"));
	CHECK(slice_eq(sbuf_view(&b), SLICE("/a/../http://h/c%00d")));
	sbuf_free(&b);
}

int
main(void)
{
	test_rfc();
	test_bases();
	test_bytes();
	return check_result();
}
