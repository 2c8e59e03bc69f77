/*
 * A context is as good as a signature. Texts without one are few: they are
 * looked for inside of a line only where no other program says them.
 */
#include "foreign.h"
#include "logline.h"
#include "own.h"
#include "words.h"

/* No name of a context is longer. */
#define NAME_BYTES 64

static const struct text {
	struct slice text;
	int anywhere;		/* also behind something else */
} texts[] = {
	{ SLICE_INIT("ffmpeg version "), 1 },
	{ SLICE_INIT("ffplay version "), 1 },
	{ SLICE_INIT("ffprobe version "), 1 },
	{ SLICE_INIT("ffmpeg started on "), 1 },
	{ SLICE_INIT("Splitting the commandline."), 1 },
	{ SLICE_INIT("  built with "), 1 },
	{ SLICE_INIT("  configuration: "), 1 },
	{ SLICE_INIT("  libav"), 1 }, { SLICE_INIT("  libsw"), 1 },
	{ SLICE_INIT("  libpostproc "), 1 },
	{ SLICE_INIT("Input #"), 1 }, { SLICE_INIT("Output #"), 1 },
	{ SLICE_INIT("Stream mapping:"), 1 },
	{ SLICE_INIT("  Stream #0:"), 1 },
	{ SLICE_INIT("Press [q] to stop"), 1 },
	{ SLICE_INIT("Opening '"), 0 },
	{ SLICE_INIT("video:"), 0 }, { SLICE_INIT("Metadata:"), 0 },
	{ SLICE_INIT("  Metadata:"), 0 }, { SLICE_INIT("  Duration: "), 0 },
	{ SLICE_INIT("Exiting normally, received signal "), 0 },
	{ SLICE_INIT("Exiting with exit code "), 0 },
	{ SLICE_INIT("Conversion failed!"), 0 },
	{ SLICE_INIT("Received > 3 system signals"), 0 },
	{ SLICE_INIT("At least one output file must be specified"), 0 },
	{ SLICE_INIT("Stream map '"), 0 }, { SLICE_INIT("Error opening "), 0 },
	{ SLICE_INIT("Error splitting the argument list"), 0 },
	{ SLICE_INIT("Unrecognized option '"), 0 },
	{ SLICE_INIT("    Last message repeated "), 0 },
};

/* "http://h/l.m3u8: Server returned 404 Not Found": why it gave up. */
static int
is_last_word(struct slice s)
{
	static const struct slice words[] = {
		SLICE_INIT(": Server returned "), SLICE_INIT(": Invalid "),
		SLICE_INIT(": Connection "), SLICE_INIT(": Operation "),
		SLICE_INIT(": Input/output error"), SLICE_INIT(": I/O error"),
		SLICE_INIT(": End of file"), SLICE_INIT(": No route "),
		SLICE_INIT(": Network "), SLICE_INIT(": Protocol not "),
	};
	size_t i;

	if (!slice_begins(s, SLICE("http")))
		return 0;
	for (i = 0; i < COUNT(words); i++)
		if (slice_has(s, words[i]))
			return 1;
	return 0;
}

static int
begins(struct slice s, int anywhere)
{
	size_t i;

	for (i = 0; i < COUNT(texts); i++)
		if ((texts[i].anywhere || !anywhere) &&
		    slice_starts(s, texts[i].text))
			return 1;
	return own_progress(s) > 0 || (!anywhere && is_last_word(s));
}

static int
is_context(struct slice s)
{
	struct logline l;

	logline_read(&l, s);
	return l.name.n > 0 && slice_find(l.name, ' ') == l.name.n;
}

/* Where a context begins in s, or s.n. */
static size_t
find_context(struct slice s)
{
	size_t at, from;

	for (at = slice_find(s, '@'); at < s.n;
	    at += 1 + slice_find(slice_from(s, at + 1), '@')) {
		for (from = at; from > 0 && at - from < NAME_BYTES &&
		    s.p[from] != '['; from--)
			;
		if (s.p[from] == '[' && is_context(slice_from(s, from)))
			return from;
	}
	return s.n;
}

/* A text that stands behind something else: it is a word of its own. */
static size_t
find_text(struct slice s)
{
	size_t i;

	for (i = 1; i < s.n; i++)
		if ((s.p[i - 1] == ' ' || s.p[i - 1] == '"' ||
		    s.p[i - 1] == '\'' || s.p[i - 1] == ']') &&
		    begins(slice_from(s, i), 1))
			return i;
	return s.n;
}

int
own_starts(struct slice s)
{
	struct logline l;

	s = slice_from(s, logline_date(s));
	if (s.n == 0)
		return 0;
	if (s.p[0] != '[')
		return begins(s, 0);
	logline_read(&l, s);
	/* A level in front of a context is that of another logger. */
	if (slice_find(s, '@') < slice_find(s, ']'))
		return l.name.n > 0;
	return l.level != LEVEL_NONE && find_context(s) == s.n;
}

/* The level in front of the text at offset at is FFmpeg's, too. */
static size_t
before_level(struct slice s, size_t at)
{
	struct logline l;
	size_t from = at;

	if (at < 4 || s.p[at - 1] != ' ' || s.p[at - 2] != ']')
		return at;
	while (from > 0 && s.p[from] != '[')
		from--;
	logline_read(&l, slice_from(s, from));
	return l.text.p == s.p + at ? from : at;
}

size_t
own_find(struct slice s)
{
	size_t at;

	if (own_starts(s))
		return 0;
	at = find_context(s);
	if (at == s.n)
		at = find_text(s);
	if (at == s.n)
		return foreign_find(s);
	return before_level(s, at);
}

/* "fps= 25 ", a word with its value, at the start of s: its length, or 0 */
static size_t
pair(struct slice s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= 'a' && s.p[n] <= 'z') ||
	    (s.p[n] >= 'A' && s.p[n] <= 'Z') || s.p[n] == '_'))
		n++;
	if (n == 0 || n == s.n || s.p[n++] != '=')
		return 0;
	while (n < s.n && s.p[n] == ' ')
		n++;
	while (n < s.n && s.p[n] != ' ' && s.p[n] != '[')
		n++;
	while (n < s.n && s.p[n] == ' ')
		n++;
	return n;
}

size_t
own_progress(struct slice s)
{
	struct slice rest = s, unused;
	size_t n;

	if (!slice_starts(s, SLICE("frame=")) &&
	    !slice_starts(s, SLICE("size=")) &&
	    !slice_starts(s, SLICE("Lsize=")))
		return 0;
	while ((n = pair(rest)) > 0 && (rest.n == s.n ||
	    !slice_starts(rest, SLICE("frame="))))
		rest = slice_from(rest, n);
	n = s.n - rest.n;
	return words_after((struct slice){ s.p, n }, SLICE("time="), &unused) ?
	    n : 0;
}

int
own_banner(struct slice s, struct slice *version)
{
	*version = words_untagged(s);
	if (!slice_skip(version, SLICE("ffmpeg version ")) &&
	    !slice_skip(version, SLICE("ffplay version ")) &&
	    !slice_skip(version, SLICE("ffprobe version ")))
		return 0;
	*version = slice_until(*version, ' ');
	return 1;
}
