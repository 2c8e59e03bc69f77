/*
 * By what nobody else writes. What stands in front of a line is anybody's
 * (docker, journald): FFmpeg's and VLC's signs are looked for anywhere in it.
 */
#include "logs.h"

/* FFmpeg's, and of what is built on its libraries. */
static const struct slice ffmpeg_signs[] = {
	SLICE_INIT("ffmpeg version "), SLICE_INIT("ffprobe version "),
	SLICE_INIT("ffplay version "), SLICE_INIT("[ffmpeg/"),
	SLICE_INIT("ffmpeg["), SLICE_INIT("Input #0, "),
	SLICE_INIT("Output #0, "), SLICE_INIT("Press [q] to stop"),
	SLICE_INIT("Stream mapping:"), SLICE_INIT(" muxing overhead: "),
	SLICE_INIT(" bitrate="), SLICE_INIT("' for reading"),
};

static size_t
hex_length(struct slice s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') ||
	    ((s.p[n] | 32) >= 'a' && (s.p[n] | 32) <= 'f')))
		n++;
	return n;
}

/* "[hls @ 0x55d1c0a0e940]"; on Windows without the 0x. */
static int
has_context(struct slice s)
{
	while (s.n > 0) {
		struct slice name;
		size_t n;

		slice_cut(&s, '[');
		name = slice_until(s, ']');
		if (name.n == s.n || slice_find(name, '@') == name.n)
			continue;
		slice_cut(&name, '@');
		if (!slice_skip(&name, SLICE(" ")))
			continue;
		slice_skip(&name, SLICE("0x"));
		n = hex_length(name);
		if (n > 0 && n == name.n)
			return 1;
	}
	return 0;
}

static int
is_ffmpeg(struct slice line)
{
	size_t i;

	if (has_context(line))
		return 1;
	for (i = 0; i < COUNT(ffmpeg_signs); i++)
		if (slice_has(line, ffmpeg_signs[i]))
			return 1;
	return 0;
}

/* "[00007f5c10001ab0] http stream error: text"; 4.0 has "/thread" in it. */
static int
is_vlc(struct slice line)
{
	struct slice s = line;

	if (slice_starts(line, SLICE("VLC media player ")) ||
	    slice_starts(line, SLICE("-- logger module started")))
		return 1;
	while (s.n > 0) {
		struct slice name, words;
		size_t n;

		slice_cut(&s, '[');
		words = s;
		name = slice_cut(&words, ']');
		slice_skip(&name, SLICE("0x"));
		n = hex_length(name);
		if (n < 8 || (n < name.n && name.p[n] != '/'))
			continue;
		/* A module, a type and a colon: no words of another logger. */
		words = slice_until(words, ':');
		if (!slice_only(words, SLICE(" abcdefghijklmnopqrstuvwxyz_-"
		    DIGITS)))
			continue;
		if (slice_word(&words, SLICE(" ")).n > 1 &&
		    slice_word(&words, SLICE(" ")).n > 1)
			return 1;
	}
	return 0;
}

/* The next word, without the colours of a terminal. */
static struct slice
plain_word(struct slice *s)
{
	for (;;) {
		struct slice word;

		while (slice_skip(s, SLICE(" ")))
			;
		if (!slice_starts(*s, SLICE("\033["))) {
			word = *s;
			word.n = slice_find(word, ' ');
			if (slice_find(word, '\033') < word.n)
				word.n = slice_find(word, '\033');
			*s = slice_from(*s, word.n);
			return word;
		}
		slice_cut(s, 'm');
	}
}

/*
 * "0:00:00.036373170  4711 0x55e3e8 INFO hlsdemux gsthlsdemux.c:12:f: text",
 * and what gst-launch itself says.
 */
static int
is_gstreamer(struct slice line)
{
	static const struct slice levels[] = {
		SLICE_INIT("ERROR"), SLICE_INIT("WARN"), SLICE_INIT("FIXME"),
		SLICE_INIT("INFO"), SLICE_INIT("DEBUG"), SLICE_INIT("LOG"),
		SLICE_INIT("TRACE"), SLICE_INIT("MEMDUMP"),
	};
	struct slice time = plain_word(&line), level;
	size_t i;

	if (slice_eq(time, SLICE("Setting")))
		return slice_starts(line, SLICE(" pipeline to P"));
	if (time.n < 17 || time.p[time.n - 10] != '.' ||
	    !slice_only(time, SLICE(DIGITS ":.")))
		return 0;
	if (!slice_only(plain_word(&line), SLICE(DIGITS)))
		return 0;
	plain_word(&line);
	level = plain_word(&line);
	for (i = 0; i < COUNT(levels); i++)
		if (slice_eq(level, levels[i]))
			return 1;
	return 0;
}

enum stage
logs_of(struct slice line)
{
	if (is_ffmpeg(line))
		return STAGE_FFMPEG;
	if (is_vlc(line))
		return STAGE_VLC;
	return is_gstreamer(line) ? STAGE_GSTREAMER : STAGE_NONE;
}
