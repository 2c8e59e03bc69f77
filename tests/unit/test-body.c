/*
 * What a body that is no playlist is called, and what may be one.
 */
#include <string.h>

#include "check.h"
#include "preflight/body.h"

static int
is(struct slice body, const char *want)
{
	const char *got = body_is(body);

	return want == NULL ? got == NULL :
	    got != NULL && strcmp(got, want) == 0;
}

static void
test_other(void)
{
	CHECK(is(SLICE(""), "empty"));
	CHECK(is(SLICE(" \r\n"), "empty"));
	CHECK(is(SLICE("<!DOCTYPE html><title>x"), "HTML"));
	CHECK(is(SLICE("\n<HTML>"), "HTML"));
	CHECK(is(SLICE("<?xml version=\"1.0\"?>\n<MPD xmlns=\"x\">"), "DASH"));
	CHECK(is(SLICE("<?xml version=\"1.0\"?><Error>"), "XML"));
	CHECK(is(SLICE("{\"error\":1}"), "JSON"));
	CHECK(is(SLICE("\x89PNG\r\n"), "an image"));
	CHECK(is(SLICE("\0\0\0\x18" "ftypisom"), "MP4"));
	CHECK(is(SLICE("seg1.ts\nseg2.ts\n"), "without #EXTM3U"));
}

/* Rather played in vain than refused. */
static void
test_playlist(void)
{
	CHECK(is(SLICE("#EXTM3U\n"), NULL));
	CHECK(is(SLICE("\xef\xbb\xbf#EXTM3U\n"), NULL));
	CHECK(is(SLICE("\n #EXTM3U\n"), NULL));
	CHECK(is(SLICE("\x1f\x8b\x08"), NULL));
}

static int
format(const char *name, const char *want)
{
	const char *got = body_format(slice_str(name));

	return want == NULL ? got == NULL :
	    got != NULL && strcmp(got, want) == 0;
}

int
main(void)
{
	test_other();
	test_playlist();
	CHECK(format("", NULL));
	CHECK(format("hls", NULL));
	CHECK(format("hls,applehttp", NULL));
	CHECK(format("mov,mp4,m4a,3gp,3", "MP4"));
	CHECK(format("dash", "DASH"));
	CHECK(format("ogg", "another format"));
	return check_result();
}
