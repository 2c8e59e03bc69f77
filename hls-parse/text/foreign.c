/*
 * Other players' forms of FFmpeg's lines. It knows no times and no loggers'
 * names of a program around them.
 */
#include "foreign.h"
#include "logline.h"
#include "words.h"

/* What mpv's letters stand for: its debug and trace begin at our verbose. */
static const struct {
	char letter;
	enum level level;
} letters[] = {
	{ 't', LEVEL_TRACE }, { 'd', LEVEL_VERBOSE }, { 'v', LEVEL_INFO },
	{ 'i', LEVEL_INFO },
	{ 'w', LEVEL_WARNING }, { 'e', LEVEL_ERROR }, { 'f', LEVEL_FATAL },
};

/* Contexts with capitals; those of formats, protocols and codecs have none. */
static const struct slice capitals[] = {
	SLICE_INIT("NULL"), SLICE_INIT("AVIOContext"),
	SLICE_INIT("AVFormatContext"), SLICE_INIT("URLContext"),
};

/* Not "User-Agent": the lines of a request stand where a name would. */
static int
is_name(struct slice s)
{
	size_t i;

	for (i = 0; i < COUNT(capitals); i++)
		if (slice_eq(s, capitals[i]))
			return 1;
	return s.n > 0 && slice_only(s,
	    SLICE("abcdefghijklmnopqrstuvwxyz" DIGITS "_,/#"));
}

static void
put_line(struct sbuf *own, struct slice name, enum level level,
    struct slice text)
{
	own->n = 0;
	if (name.n > 0) {
		sbuf_char(own, '[');
		sbuf_slice(own, name);
		sbuf_str(own, " @ 0x0] ");
		if (level != LEVEL_NONE) {
			sbuf_char(own, '[');
			sbuf_str(own, level_name(level));
			sbuf_str(own, "] ");
		}
	}
	sbuf_slice(own, text);
}

/* "[t]" off *s. */
static enum level
take_letter(struct slice *s)
{
	size_t i;

	if (s->n < 3 || s->p[0] != '[' || s->p[2] != ']')
		return LEVEL_NONE;
	for (i = 0; i < COUNT(letters); i++)
		if (s->p[1] == letters[i].letter) {
			*s = slice_from(*s, 3);
			return letters[i].level;
		}
	return LEVEL_NONE;
}

/* mpv's loggers for FFmpeg, "ffmpeg", "ffmpeg/demuxer", off *s. */
static int
take_logger(struct slice *s)
{
	if (!slice_skip(s, SLICE("ffmpeg")))
		return 0;
	if (slice_skip(s, SLICE("/")))
		return slice_skip(s, SLICE("demuxer")) ||
		    slice_skip(s, SLICE("video")) ||
		    slice_skip(s, SLICE("audio"));
	return 1;
}

/* "hls: TEXT", and "[hls @ 0x55] TEXT" as it is. */
static void
named(struct slice s, enum level level, struct sbuf *own)
{
	struct slice name = slice_until(s, ':'), text = slice_from(s, name.n);

	/* mpv's own, which would be taken for an error. */
	if (slice_starts(s, SLICE("Could not set AVOption ")))
		s.n = 0;
	/* Once mpv's name for no context at all. */
	if (slice_skip(&s, SLICE("?: ")) || !is_name(name) ||
	    !slice_skip(&text, SLICE(": ")))
		put_line(own, SLICE(""), LEVEL_NONE, s);
	else
		put_line(own, name, level, text);
}

/* "[hls] TEXT", or TEXT alone. */
static void
tagged(struct slice s, struct sbuf *own)
{
	struct slice text = s, name;

	if (slice_skip(&text, SLICE("["))) {
		name = slice_cut(&text, ']');
		if (is_name(name) && slice_skip(&text, SLICE(" "))) {
			put_line(own, name, LEVEL_NONE, text);
			return;
		}
	}
	put_line(own, SLICE(""), LEVEL_NONE, s);
}

/* Kodi's thread off *s, "[0x7f3a5c002b70]: ", once "[7FB6937FE700]: ". */
static int
take_thread(struct slice *s)
{
	struct slice thread;

	if (!slice_skip(s, SLICE("[")))
		return 0;
	thread = slice_cut(s, ']');
	return thread.n > 0 && slice_skip(s, SLICE(": ")) &&
	    slice_only(thread, SLICE(DIGITS "abcdefABCDEFx"));
}

/* "[libav.hls] ", "libav.hls:" off *s, as a logger of Python has its name. */
static int
take_libav(struct slice *s, struct slice *name)
{
	struct slice rest = *s;
	int open = slice_skip(&rest, SLICE("["));

	if (!slice_skip(&rest, SLICE("libav.")))
		return 0;
	*name = slice_cut(&rest, open ? ']' : ':');
	slice_skip(&rest, SLICE(" "));
	if (!is_name(*name))
		return 0;
	if (slice_eq(*name, SLICE("generic")))
		name->n = 0;
	*s = rest;
	return 1;
}

/*
 * mpv's own last words: "[cplayer] Exiting... (End of file)", and before them
 * "[stream] Failed to open http://h/l.m3u8."
 */
static int
last_words(struct slice s, struct sbuf *own)
{
	static const struct {
		struct slice bracket, colon, text;
	} words[] = {
		{ SLICE_INIT("[cplayer] "), SLICE_INIT("cplayer: "),
		    SLICE_INIT("Exiting... (") },
		{ SLICE_INIT("[stream] "), SLICE_INIT("stream: "),
		    SLICE_INIT("Failed to open http") },
	};
	size_t i;

	while (slice_skip(&s, SLICE(" ")))
		;
	for (i = 0; i < COUNT(words); i++)
		if ((slice_skip(&s, words[i].bracket) ||
		    slice_skip(&s, words[i].colon)) &&
		    slice_starts(s, words[i].text)) {
			put_line(own, SLICE(""), LEVEL_NONE, s);
			return 1;
		}
	return 0;
}

int
foreign_line(struct slice line, struct sbuf *own)
{
	enum level level = take_letter(&line);
	struct slice s = line, name;

	if (last_words(s, own))
		return 1;
	if (take_libav(&s, &name)) {
		put_line(own, name, level, s);
		return 1;
	}
	if (slice_skip(&s, SLICE("["))) {
		if (!take_logger(&s) || !slice_skip(&s, SLICE("] ")))
			return 0;
		named(s, level, own);
		return 1;
	}
	while (slice_skip(&s, SLICE(" ")))
		;
	line = s;
	if (slice_skip(&s, SLICE("ffmpeg")) && take_thread(&s)) {
		tagged(s, own);
		return 1;
	}
	if (!take_logger(&line) || !slice_skip(&line, SLICE(": ")))
		return 0;
	named(line, level, own);
	return 1;
}

/* Where the line begins that has a logger's name at offset at. */
static size_t
start(struct slice line, size_t at)
{
	if (at == 0 || line.p[at - 1] != '[')
		return at;
	at--;
	return at >= 3 && line.p[at - 1] == ']' && line.p[at - 3] == '[' ?
	    at - 3 : at;
}

static int
may_start(struct slice line, size_t at)
{
	return at == 0 || line.p[at] == '[' || line.p[at - 1] == ' ' ||
	    line.p[at - 1] == ':';
}

/* Where one begins that has this word as its logger's name. */
static size_t
find_word(struct slice line, struct slice word)
{
	struct sbuf own = { NULL, 0, 0 };
	struct slice rest = line, behind;
	size_t found = line.n;

	while (found == line.n && words_after(rest, word, &behind)) {
		size_t at = start(line,
		    (size_t)(behind.p - line.p) - word.n);

		if (may_start(line, at) &&
		    foreign_line(slice_from(line, at), &own))
			found = at;
		rest = behind;
	}
	sbuf_free(&own);
	return found;
}

size_t
foreign_find(struct slice line)
{
	size_t at = find_word(line, SLICE("ffmpeg"));

	return at < line.n ? at : find_word(line, SLICE("libav."));
}
