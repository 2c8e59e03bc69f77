/*
 * A line of another kind stays as it is.
 */
#include "brief.h"
#include "record.h"

#define LINES_MOST 1000
#define ROW "watch_line n=1 text="

static int
is_line(struct slice row)
{
	return slice_starts(row, SLICE("+")) ||
	    slice_starts(row, SLICE("watch_line "));
}

/* The lines that the rows give which stand here. */
static int64_t
count_lines(struct slice text)
{
	int64_t n = 0, lines;
	struct slice row;

	for (;;) {
		row = slice_cut(&text, '\n');
		if (is_line(row))
			n++;
		else if (!slice_starts(row, SLICE("watch_keep ")))
			return n;
		else if (field_int(row, "lines", &lines) && lines > 0 &&
		    lines <= LINES_MOST)
			n += lines;
	}
}

static int
is_uncounted(struct slice record)
{
	static const char *const keys[] = { "lines", "same", "reason" };
	struct slice any;
	size_t i;

	for (i = 0; i < COUNT(keys); i++)
		if (field_get(record, keys[i], &any))
			return 0;
	return slice_starts(record, SLICE("watch "));
}

/* "01.ts", "01.ts 0-99" */
static void
put_segment(struct sbuf *b, struct slice range)
{
	struct slice s = slice_cut(&range, ' ');
	int n = (int)s.n - 1;

	if (n < 0)
		return;
	sbuf_printf(b, "log HLS request for url 'http://o/%.*s', offset 0, "
	    "playlist %c\nlog Opening 'http://o/%.*s' for reading\n"
	    "log [h @ 5] request: GET /%.*s HTTP/1.1\n", n, s.p + 1, s.p[0],
	    n, s.p + 1, n, s.p + 1);
	if (range.n > 0)
		sbuf_printf(b, "log Range: bytes=%.*s\n", (int)range.n,
		    range.p);
	sbuf_str(b, "log [h @ 5] header='HTTP/1.1 200 OK'\n"
	    "log [h @ 5] header='Content-Length: 5'\n"
	    "log [h @ 5] header=''\nlog pid=1\n");
}

static void
put_written(struct sbuf *b, struct slice us)
{
	sbuf_printf(b, "progress out_time_us=%.*s\n"
	    "progress progress=continue\n", (int)us.n, us.p);
}

/* What stands behind it is text. */
static void
put_line(struct sbuf *b, struct slice line, struct slice text)
{
	if (slice_skip(&line, SLICE("+")))
		sbuf_str(b, ROW);
	sbuf_slice(b, line);
	if (is_uncounted(line))
		put_int(b, "lines", count_lines(text));
	sbuf_char(b, '\n');
}

void
brief_expand(struct sbuf *b, struct slice text)
{
	struct slice line;

	while (slice_find(text, '\n') < text.n) {
		line = slice_cut(&text, '\n');
		if (slice_skip(&line, SLICE("*")))
			put_segment(b, line);
		else if (slice_skip(&line, SLICE("=")))
			put_written(b, line);
		else
			put_line(b, line, text);
	}
}
