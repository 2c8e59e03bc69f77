/*
 * CR, LF and CRLF end a line; escape sequences of terminals are left out.
 */
#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "source.h"

/* Where no stamp comes for so long, there is none. */
#define HELD_BYTES 65536

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

/* One line as it stands in the file; an empty one behind a CR is none. */
static int
read_line(struct source *s, struct slice *line)
{
	struct slice whole;

	while (s->rest.n == 0) {
		if (!line_next(&s->in, &whole))
			return 0;
		if (whole.n == 0) {
			*line = whole;
			return 1;
		}
		s->rest = without_colours(s, whole);
	}
	*line = slice_cut(&s->rest, '\r');
	return 1;
}

/* What was held is given first, at the stamp that ended the wait. */
static int
next_held(struct source *s)
{
	struct slice held = sbuf_view(&s->held);

	held = slice_from(held, s->held_read);
	if (held.n == 0)
		return 0;
	s->text = slice_cut(&held, '\n');
	s->held_read += s->text.n + 1;
	return 1;
}

/* Reads on to the first stamp, and keeps what stands in front of it. */
static void
find_stamp(struct source *s)
{
	struct slice line;
	int64_t us;

	while (s->held.n < HELD_BYTES && read_line(s, &line)) {
		if (stamp_take(&s->stamp, &line, &us)) {
			s->stamped = 1;
			s->time_us = us;
		}
		sbuf_slice(&s->held, line);
		sbuf_char(&s->held, '\n');
		if (s->stamped)
			return;
	}
	/* Not 0, which elsewhere means that there is none. */
	s->stamped = -1;
	s->time_us = SECOND_US;
}

int
source_next(struct source *s)
{
	struct slice line;
	int64_t us;

	if (s->stamped == 0)
		find_stamp(s);
	if (next_held(s))
		return 1;
	if (!read_line(s, &line)) {
		s->at_end = 1;
		return 0;
	}
	if (s->stamped > 0 && stamp_take(&s->stamp, &line, &us))
		s->time_us = us;
	s->text = line;
	return 1;
}
