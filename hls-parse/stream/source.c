/*
 * CR, LF and CRLF end a line; escape sequences of terminals are left out. What
 * FFmpeg says of its progress ends in a CR, which some tools lose.
 */
#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "source.h"
#include "text/logline.h"
#include "text/own.h"

/* Where no stamp comes for so long, or in so many of FFmpeg's lines, there is
 * none. */
#define HELD_BYTES 65536
#define HELD_OWN 40
/* -report has so many lines in front of the banner, which names a version. */
#define HEAD_LINES 8

void
source_open(struct source *s, int fd, const char *name, struct out *out)
{
	*s = (struct source){ .name = name };
	line_open(&s->in, fd, out);
}

int
source_close(struct source *s)
{
	int error = s->in.error;

	line_close(&s->in);
	sbuf_free(&s->clean);
	sbuf_free(&s->body);
	sbuf_free(&s->held);
	close(s->in.fd);
	errno = error;
	return error ? -1 : 0;
}

/* The length of an escape sequence (ECMA-48, 5.4) at the start of s. */
static size_t
escape_length(struct slice s)
{
	size_t i = 1;

	if (s.n < 2 || s.p[1] != '[')
		return s.n < 2 ? s.n : 2;
	for (i = 2; i < s.n && (s.p[i] < '@' || s.p[i] > '~'); i++)
		;
	return i < s.n ? i + 1 : i;
}

static struct slice
without_colours(struct source *s, struct slice line)
{
	if (slice_find(line, '\033') == line.n)
		return line;
	s->clean.n = 0;
	while (line.n > 0) {
		size_t n = slice_find(line, '\033');

		sbuf_slice(&s->clean, (struct slice){ line.p, n });
		line = slice_from(line, n);
		if (line.n > 0)
			line = slice_from(line, escape_length(line));
	}
	return sbuf_view(&s->clean);
}

/* Takes the date off that FFmpeg wrote itself. */
static int
take_date(struct source *s, struct slice *text, struct stamp *st)
{
	size_t n = logline_date(*text);

	if (n == 0 || !stamp_read((struct slice){ text->p, n - 1 }, st) ||
	    st->n != n - 1)
		return 0;
	*text = slice_from(*text, n);
	s->dated |= s->stamped == 0;
	return 1;
}

/* Notes a stamp of the line, unless the log's are of another kind. */
static void
note_stamp(struct source *s, int64_t us, bool own)
{
	if (s->stamped < 0 || (s->stamped > 0 && s->dated != own))
		return;
	s->time_us = us;
}

/* Whether something is to be learnt of a line that has no known prefix. */
static int
learn(struct source *s, struct slice line)
{
	size_t at = own_find(line), from;
	struct slice head = { line.p, at };
	struct stamp st;
	size_t date;

	if (at == 0 || at == line.n)
		return 0;
	from = wrap_learn(&s->wrap, line, at);
	head = slice_from(head, from);
	/* FFmpeg's own date is no part of it. */
	for (date = 24; date >= 13; date -= 11)
		if (head.n >= date && logline_date((struct slice){
		    head.p + head.n - date, line.n - at + date }) == date &&
		    stamp_read((struct slice){ head.p + head.n - date,
		    date - 1 }, &st) && st.n == date - 1)
			head.n -= date;
	/* Lines of FFmpeg's own are indented, too. */
	if (head.n > 0 && (s->known == 0 || !slice_only(head, SLICE(" "))))
		prefix_learn(&s->prefix, head);
	return from > 0 || head.n > 0;
}

/* Takes what others put around it off a line, if that is known. */
static int
unwrap(struct source *s, struct slice line)
{
	struct wrapped w;
	struct taken t;
	int found = 0;

	s->part = line;
	if (s->wrap.line.n > 0 && wrap_take(&s->wrap, line, &s->body, &w)) {
		s->part = sbuf_view(&s->body);
		if (w.stamped)
			note_stamp(s, w.us, false);
		found = 1;
	}
	if (prefix_take(&s->prefix, s->part, &t)) {
		s->part = slice_from(s->part, t.n);
		s->who = t.who;
		if (t.stamped)
			note_stamp(s, t.us, false);
		found = 1;
	}
	return found;
}

/* Reads one part of a line: s->part is then what is FFmpeg's of it. */
static void
read_part(struct source *s, struct slice line)
{
	if (unwrap(s, line) || own_starts(line) || !learn(s, line))
		return;
	unwrap(s, line);
}

/* The next line as it stands in the file, or was held; 0 at the end. */
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
	if (!line_next(&s->in, line))
		return 0;
	s->lines++;
	*line = without_colours(s, *line);
	return 1;
}

/* The stamp of a line that is FFmpeg's: 1, or 0 if it has none. */
static int
find_stamp(struct source *s, struct slice line)
{
	struct slice text = s->part;

	if (take_date(s, &text, &s->first)) {
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

		read_part(s, one);
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

	while ((s->stamped == 0 || (s->head && own < HEAD_LINES)) &&
	    own < HELD_OWN && (!s->begun || s->held.n < HELD_BYTES) &&
	    line_next(&s->in, &line)) {
		s->lines++;
		if (!s->begun && s->held.n > HELD_BYTES)
			s->held.n = 0;
		line = without_colours(s, line);
		sbuf_slice(&s->held, line);
		sbuf_char(&s->held, '\n');
		own += look_at(s, line);
	}
	begin_again(s);
}

/* The next part of a line, or of the next one; 0 at the end. */
static int
next_part(struct source *s)
{
	if (s->rest.n == 0 && !read_line(s, &s->rest))
		return 0;
	read_part(s, slice_cut(&s->rest, '\r'));
	return 1;
}

/* Takes one text off s->part, and leaves what is behind a CR or glued to it. */
static void
cut_text(struct source *s)
{
	const char *end = s->part.p + s->part.n;
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

static void
note_own(struct source *s)
{
	s->own_start = own_starts(s->text);
	s->own = s->own_start || (s->own && goes_on(s->text));
	if (s->own && !s->counted)
		s->known++;
	s->counted |= s->own;
}

int
source_next(struct source *s)
{
	struct stamp st;

	if (s->stamped == 0)
		begin(s);
	if (s->part.n == 0 && !next_part(s))
		return 0;
	cut_text(s);
	if (take_date(s, &s->text, &st))
		note_stamp(s, stamp_us(&s->calendar, &st), true);
	note_own(s);
	return 1;
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
}
