/*
 * CR, LF and CRLF end a line. What FFmpeg says of its progress ends in a CR,
 * which some tools lose.
 */
#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "peel.h"
#include "source.h"
#include "text/logline.h"
#include "text/own.h"

/* Where no stamp comes for so long, or in so many of FFmpeg's lines, there is
 * none. */
#define HELD_BYTES 65536
#define HELD_OWN 40
/* -report has so many lines in front of the banner, which names a version. */
#define HEAD_LINES 8
/* Longer texts are none of FFmpeg's. */
#define JOINED_LINES 16

void
source_open(struct source *s, int fd, const char *file, struct out *out)
{
	*s = (struct source){ .file = file, .look.reads = STAGE_FFMPEG };
	s->name = file != NULL ? file : "standard input";
	line_open(&s->in, fd, out);
}

int
source_close(struct source *s)
{
	int error = s->in.error;

	line_close(&s->in);
	paste_free(&s->paste);
	sbuf_free(&s->join.text);
	sbuf_free(&s->ahead);
	sbuf_free(&s->body);
	sbuf_free(&s->foreign);
	sbuf_free(&s->held);
	prefix_free(&s->prefix);
	close(s->in.fd);
	errno = error;
	return error ? -1 : 0;
}

/* The next line as it stands in the file; 0 at the end. */
static int
fetch_line(struct source *s, struct slice *line)
{
	if (!line_next(&s->in, line))
		return 0;
	s->lines++;
	*line = paste_line(&s->paste, *line);
	return 1;
}

/* The next line, which may have been held; 0 at the end. */
static int
read_line(struct source *s, struct slice *line)
{
	struct slice held = sbuf_view(&s->held);

	s->counted = false;
	if (s->held_read < held.n) {
		held = slice_from(held, s->held_read);
		*line = slice_cut(&held, '\n');
		s->held_read += line->n + 1;
		return 1;
	}
	return fetch_line(s, line);
}

/* The stamp of a line that is FFmpeg's: 1, or 0 if it has none. */
static int
find_stamp(struct source *s, struct slice line)
{
	struct slice text = s->part;

	if (peel_date(s, &text, &s->first)) {
		s->time_us = stamp_us(&s->calendar, &s->first);
		return 1;
	}
	if (s->wrap.line.n > 0 && wrap_stamp(&s->wrap, line, &s->first))
		return 1;
	return prefix_stamp(&s->prefix, &s->first);
}

static void
note_version(struct source *s)
{
	struct slice text = slice_from(s->part, logline_date(s->part));
	struct slice version;

	s->head |= slice_starts(text, SLICE("ffmpeg started on "));
	if (s->version[0] != '\0' || !own_banner(text, &version))
		return;
	s->head = false;
	if (version.n >= sizeof(s->version))
		version.n = sizeof(s->version) - 1;
	memcpy(s->version, version.p, version.n);
}

/*
 * Looks at a line before any is given out, and notes what is around FFmpeg's.
 * Returns whether it is one of these.
 */
static int
look_at(struct source *s, struct slice line)
{
	while (line.n > 0) {
		struct slice one = slice_cut(&line, '\r');

		peel(s, one);
		if (!own_starts(s->part))
			continue;
		s->begun = true;
		note_version(s);
		if (find_stamp(s, one))
			s->stamped = 1;
		return 1;
	}
	return 0;
}

/* The lines are given out from the first one on. */
static void
begin_again(struct source *s)
{
	if (s->stamped == 0) {
		s->stamped = -1;
		/* Not 0, which elsewhere means that there is none. */
		s->time_us = SECOND_US;
	}
	s->calendar = s->prefix.calendar = s->wrap.calendar =
	    (struct calendar){ .year = 0 };
	s->prefix.hot_n = 0;
	s->part.n = 0;
}

/* Whether the lines read so far do not tell what is to be known first. */
static bool
is_open(const struct source *s, int own)
{
	if (s->look.is != STAGE_NONE || own == HELD_OWN ||
	    (s->begun && s->held.n >= HELD_BYTES))
		return false;
	return s->stamped == 0 || (s->head && own < HEAD_LINES);
}

/*
 * Reads on to the first line that is FFmpeg's and has a stamp, and holds what
 * stands in front of it. What stands far in front of all of FFmpeg's is passed
 * over.
 */
static void
begin(struct source *s)
{
	struct slice line;
	int own = 0;

	stage_ahead(&s->look, line_peek(&s->in));
	while (is_open(s, own) && fetch_line(s, &line)) {
		/* A mark of the byte order is no part of the text. */
		if (s->lines == 1)
			slice_skip(&line, SLICE("\xef\xbb\xbf"));
		if (!s->begun && s->held.n > HELD_BYTES)
			s->held.n = 0;
		sbuf_slice(&s->held, line);
		sbuf_char(&s->held, '\n');
		if (stage_line(&s->look, line) == STAGE_NONE)
			own += look_at(s, line);
	}
	if (s->look.is == STAGE_NONE && !s->begun)
		stage_end(&s->look);
	begin_again(s);
}

/* A text that wrapping has cut, with what stands in the lines behind it. */
static void
join_lines(struct source *s, size_t line_bytes)
{
	int64_t time_us = s->time_us;
	int n;

	for (n = 0; n < JOINED_LINES && s->rest.n == 0 &&
	    read_line(s, &s->rest); n++) {
		size_t next_bytes = s->rest.n;

		peel(s, slice_cut(&s->rest, '\r'));
		if (own_starts(s->part) || s->part.n == 0) {
			s->ahead.n = 0;
			sbuf_slice(&s->ahead, s->part);
			s->ahead_us = s->time_us;
			s->ahead_bytes = next_bytes;
			s->is_ahead = true;
			break;
		}
		join_add(&s->join, s->part, line_bytes);
		line_bytes = next_bytes;
		if (!join_lacks(&s->join, sbuf_view(&s->join.text),
		    line_bytes))
			break;
	}
	s->time_us = time_us;
	s->part = sbuf_view(&s->join.text);
}

/* The next part of a line, or of the next one; 0 at the end. */
static int
next_part(struct source *s)
{
	size_t n;

	if (s->is_ahead) {
		s->is_ahead = false;
		s->time_us = s->ahead_us;
		s->part = sbuf_view(&s->ahead);
		n = s->ahead_bytes;
	} else {
		if (s->rest.n == 0 && !read_line(s, &s->rest))
			return 0;
		n = s->rest.n;
		peel(s, slice_cut(&s->rest, '\r'));
	}
	if (join_lacks(&s->join, s->part, n))
		join_lines(s, n);
	return 1;
}

/* Takes one text off s->part, and leaves what is behind a CR or glued to it. */
static void
cut_text(struct source *s)
{
	const char *end = slice_from(s->part, s->part.n).p;
	size_t n;

	s->text = slice_cut(&s->part, '\r');
	n = own_progress(s->text);
	if (n == 0 || n == s->text.n)
		return;
	s->text.n = n;
	s->part.p = s->text.p + n;
	s->part.n = (size_t)(end - s->part.p);
}

/* What goes on below a line of FFmpeg's: indented, or a header of HTTP. */
static bool
goes_on(struct slice text)
{
	return text.n == 0 || text.p[0] == ' ' ||
	    slice_has(text, SLICE(": "));
}

/* Whether it is FFmpeg's, most often by the context of one before. */
static bool
starts_own(struct source *s)
{
	struct slice text = s->text;
	size_t n;

	if (s->mark_n > 0 && text.n > s->mark_n &&
	    bytes_same(text.p, s->mark, s->mark_n))
		return true;
	if (!own_starts(text))
		return false;
	n = slice_find(text, ']') + 1;
	if (text.p[0] == '[' && n < text.n && n <= sizeof(s->mark)) {
		memcpy(s->mark, text.p, n);
		s->mark_n = n;
	}
	return true;
}

static void
note_own(struct source *s)
{
	s->own_start = starts_own(s);
	s->own = s->own_start || (s->own && goes_on(s->text));
	if (s->own && !s->counted)
		s->known++;
	s->counted |= s->own;
}

enum stage
source_is(const struct source *s)
{
	/* Text of others may still be all that there is. */
	return s->look.is == STAGE_NONE || s->look.is == STAGE_TEXT ?
	    STAGE_FFMPEG : s->look.is;
}

int
source_next(struct source *s)
{
	struct stamp st;

	if (s->stamped == 0)
		begin(s);
	if (source_is(s) != STAGE_FFMPEG)
		return 0;
	if (s->part.n == 0 && !next_part(s))
		return 0;
	cut_text(s);
	if (peel_date(s, &s->text, &st))
		peel_stamp(s, stamp_us(&s->calendar, &st), true);
	note_own(s);
	return 1;
}

bool
source_is_timeless(const struct source *s)
{
	return s->stamped < 0 || s->first.decimals == 0;
}

int
source_version(const struct source *s, struct slice *version)
{
	if (s->version[0] == '\0')
		return 0;
	*version = slice_str(s->version);
	return 1;
}

void
source_print(const struct source *s, struct sbuf *b)
{
	size_t from = b->n;

	if (s->wrap.line.n > 0) {
		sbuf_str(b, "lines in ");
		sbuf_slice(b, (struct slice){ s->wrap.line.text,
		    s->wrap.line.n });
		sbuf_str(b, "...\"");
	}
	if (s->prefix.n > 0) {
		struct sbuf text = { NULL, 0, 0 };

		shape_print(&s->prefix.shape[0], &text);
		if (text.n > 0) {
			sbuf_str(b, b->n > from ? ", prefix \"" :
			    "prefix \"");
			sbuf_slice(b, sbuf_view(&text));
			sbuf_char(b, '"');
		}
		sbuf_free(&text);
	}
	if (s->stamped <= 0)
		return;
	sbuf_str(b, b->n > from ? ", " : "");
	sbuf_str(b, s->dated ? "FFmpeg's own stamps " : "stamps ");
	sbuf_str(b, stamp_name(&s->first));
	if (source_is_timeless(s))
		sbuf_str(b, ", of whole seconds");
}
