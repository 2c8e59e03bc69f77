/*
 * A playlist begins with #EXTM3U (RFC 8216, 4.3.1.1), behind blanks at most;
 * what is compressed may be one.
 */
#include "body.h"
#include "stage/evidence.h"

/* Beyond this no tag is looked for. */
#define LOOK_BYTES 2048

static struct slice
without_blanks(struct slice s)
{
	if (slice_starts(s, SLICE("\xef\xbb\xbf")))
		s = slice_from(s, 3);
	while (s.n > 0 && slice_find(SLICE(" \t\r\n"), *s.p) < 4)
		s = slice_from(s, 1);
	return s;
}

/* What begins with "<". */
static const char *
markup(struct slice s)
{
	if (s.n > LOOK_BYTES)
		s.n = LOOK_BYTES;
	if (slice_has(s, SLICE("<MPD")))
		return "DASH";
	if (slice_has(s, SLICE("<SmoothStreamingMedia")))
		return "Smooth Streaming";
	if (slice_holds(s, SLICE("<html")) ||
	    slice_holds(s, SLICE("<!doctype")))
		return "HTML";
	return "XML";
}

static const char *
text(struct slice s)
{
	s = without_blanks(s);
	if (s.n == 0)
		return "empty";
	if (slice_starts(s, SLICE("#EXTM3U")))
		return NULL;
	if (*s.p == '<')
		return markup(s);
	return *s.p == '{' ? "JSON" : "without #EXTM3U";
}

const char *
body_is(struct slice body)
{
	static const struct {
		struct slice begin;
		const char *is;
	} images[] = {
		{ SLICE_INIT("\x89PNG"), "an image" },
		{ SLICE_INIT("\xff\xd8\xff"), "an image" },
		{ SLICE_INIT("GIF8"), "an image" },
		{ SLICE_INIT("RIFF"), "an image or sound" },
		{ SLICE_INIT("ID3"), "sound" },
		{ SLICE_INIT("\x1a\x45\xdf\xa3"), "Matroska" },
	};
	size_t i;

	switch (stage_magic(body)) {
	case STAGE_MP4:
		return "MP4";
	case STAGE_TS:
		return "MPEG-TS";
	case STAGE_NONE:
		break;
	default:
		return NULL;
	}
	for (i = 0; i < COUNT(images); i++)
		if (slice_starts(body, images[i].begin))
			return images[i].is;
	return text(body);
}

const char *
body_format(struct slice name)
{
	static const struct {
		struct slice begin;
		const char *is;
	} formats[] = {
		{ SLICE_INIT("mov"), "MP4" }, { SLICE_INIT("dash"), "DASH" },
		{ SLICE_INIT("mpegts"), "MPEG-TS" },
		{ SLICE_INIT("matroska"), "Matroska" },
	};
	size_t i;

	if (name.n == 0 || slice_starts(name, SLICE("hls")))
		return NULL;
	for (i = 0; i < COUNT(formats); i++)
		if (slice_starts(name, formats[i].begin))
			return formats[i].is;
	return "another format";
}
