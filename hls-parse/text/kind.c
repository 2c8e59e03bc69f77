/*
 * Names: extensions and media types. Not what the log says of a request.
 */
#include "kind.h"
#include "words.h"

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
	url = slice_until(url, '?');
	return slice_from(url, slice_behind(url, '/'));
}

static struct slice
extension(struct slice url)
{
	struct slice name = last_component(url);
	size_t i = slice_behind(name, '.');

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
	struct slice rest;

	return words_after(last_component(url), SLICE("init"), &rest);
}

int
kind_is_fmp4(struct slice url)
{
	return slice_lists(SLICE("m4s,mp4,m4v,m4a,cmfv,cmfa"), ',',
	    extension(url));
}
