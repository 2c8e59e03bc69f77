/*
 * Names: extensions and media types. Not what the log says of a request.
 */
#include "kind.h"

static const struct {
	struct slice name;
	enum transaction_type type;
} extensions[] = {
	{ SLICE_INIT("ts"), T_SEGMENT }, { SLICE_INIT("m4s"), T_SEGMENT },
	{ SLICE_INIT("m3u8"), T_PLAYLIST }, { SLICE_INIT("m3u"), T_PLAYLIST },
	{ SLICE_INIT("mp4"), T_SEGMENT }, { SLICE_INIT("m4a"), T_SEGMENT },
	{ SLICE_INIT("m4v"), T_SEGMENT }, { SLICE_INIT("cmfv"), T_SEGMENT },
	{ SLICE_INIT("cmfa"), T_SEGMENT }, { SLICE_INIT("aac"), T_SEGMENT },
	{ SLICE_INIT("mp3"), T_SEGMENT }, { SLICE_INIT("ac3"), T_SEGMENT },
	{ SLICE_INIT("ec3"), T_SEGMENT }, { SLICE_INIT("vtt"), T_SEGMENT },
	{ SLICE_INIT("key"), T_KEY },
}, contents[] = {
	{ SLICE_INIT("application/vnd.apple.mpegurl"), T_PLAYLIST },
	{ SLICE_INIT("application/x-mpegurl"), T_PLAYLIST },
	{ SLICE_INIT("audio/mpegurl"), T_PLAYLIST },
	{ SLICE_INIT("audio/x-mpegurl"), T_PLAYLIST },
	{ SLICE_INIT("video/"), T_SEGMENT },
	{ SLICE_INIT("audio/"), T_SEGMENT },
	{ SLICE_INIT("text/vtt"), T_SEGMENT },
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
		SLICE_INIT("m4s"), SLICE_INIT("mp4"), SLICE_INIT("m4v"),
		SLICE_INIT("m4a"), SLICE_INIT("cmfv"), SLICE_INIT("cmfa"),
	};
	struct slice ext = extension(url);
	size_t i;

	for (i = 0; i < COUNT(fmp4); i++)
		if (slice_eq(ext, fmp4[i]))
			return 1;
	return 0;
}
