/*
 * Names: extensions and media types. Not what the log says of a request.
 */
#include "kind.h"

static const struct {
	struct slice name;
	enum transaction_type type;
} extensions[] = {
	{ { "ts", 2 }, T_SEGMENT }, { { "m4s", 3 }, T_SEGMENT },
	{ { "m3u8", 4 }, T_PLAYLIST }, { { "m3u", 3 }, T_PLAYLIST },
	{ { "mp4", 3 }, T_SEGMENT }, { { "m4a", 3 }, T_SEGMENT },
	{ { "m4v", 3 }, T_SEGMENT }, { { "cmfv", 4 }, T_SEGMENT },
	{ { "cmfa", 4 }, T_SEGMENT }, { { "aac", 3 }, T_SEGMENT },
	{ { "mp3", 3 }, T_SEGMENT }, { { "ac3", 3 }, T_SEGMENT },
	{ { "ec3", 3 }, T_SEGMENT }, { { "vtt", 3 }, T_SEGMENT },
	{ { "key", 3 }, T_KEY },
}, contents[] = {
	{ { "application/vnd.apple.mpegurl", 29 }, T_PLAYLIST },
	{ { "application/x-mpegurl", 21 }, T_PLAYLIST },
	{ { "audio/mpegurl", 13 }, T_PLAYLIST },
	{ { "audio/x-mpegurl", 15 }, T_PLAYLIST },
	{ { "video/", 6 }, T_SEGMENT }, { { "audio/", 6 }, T_SEGMENT },
	{ { "text/vtt", 8 }, T_SEGMENT },
};

static struct slice
last_component(struct slice url)
{
	size_t i;

	url.n = slice_find(url, '?');
	for (i = url.n; i > 0 && url.p[i - 1] != '/'; i--)
		;
	return slice_from(url, i);
}

static struct slice
extension(struct slice url)
{
	struct slice name = last_component(url);
	size_t i;

	for (i = name.n; i > 0 && name.p[i - 1] != '.'; i--)
		;
	return slice_from(name, i > 0 ? i : name.n);
}

enum transaction_type
kind_of_url(struct slice url)
{
	struct slice ext = extension(url);
	size_t i;

	for (i = 0; i < COUNT(extensions); i++)
		if (slice_eq(ext, extensions[i].name))
			return extensions[i].type;
	return T_OTHER;
}

enum transaction_type
kind_of_content(struct slice value)
{
	size_t i;

	for (i = 0; i < COUNT(contents); i++)
		if (slice_begins(value, contents[i].name))
			return contents[i].type;
	return T_OTHER;
}

int
kind_is_init(struct slice url)
{
	struct slice name = last_component(url);

	for (; name.n >= 4; name = slice_from(name, 1))
		if (memcmp(name.p, "init", 4) == 0)
			return 1;
	return 0;
}

int
kind_is_fmp4(struct slice url)
{
	static const struct slice fmp4[] = {
		{ "m4s", 3 }, { "mp4", 3 }, { "m4v", 3 }, { "m4a", 3 },
		{ "cmfv", 4 }, { "cmfa", 4 },
	};
	struct slice ext = extension(url);
	size_t i;

	for (i = 0; i < COUNT(fmp4); i++)
		if (slice_eq(ext, fmp4[i]))
			return 1;
	return 0;
}
