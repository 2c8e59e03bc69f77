/*
 * The line splitter. A line that lies whole in its read(2) is a view into it;
 * only a line that spans reads is copied.
 */
#include "lines.h"

void
lines_feed(struct lines *l, struct slice bytes, int64_t stamp_us)
{
	l->input = bytes;
	l->input_us = stamp_us;
}

/* Offset of the first \n or \r, or s.n. */
static size_t
find_end(struct slice s)
{
	s.n = slice_find(s, '\n');
	return slice_find(s, '\r');
}

/* Text of at most LINES_TEXT_MAX bytes; returns how many were too many. */
static size_t
limit(struct slice *s, size_t room)
{
	size_t over = s->n > room ? s->n - room : 0;

	s->n -= over;
	return over;
}

static void
keep(struct lines *l, struct slice piece)
{
	if (!l->open) {
		l->open = 1;
		l->part_us = l->input_us;
	}
	l->part_cut += (int64_t)limit(&piece, LINES_TEXT_MAX - l->part.n);
	sbuf_slice(&l->part, piece);
}

void
lines_cut(struct lines *l, int64_t bytes)
{
	keep(l, SLICE(""));
	l->part_cut += bytes;
}

static void
give_part(struct lines *l, struct text *t)
{
	*t = (struct text){ sbuf_view(&l->part), l->part_us, l->part_cut };
	l->given = 1;
}

static void
forget_given(struct lines *l)
{
	if (!l->given)
		return;
	l->part.n = 0;
	l->part_cut = 0;
	l->open = l->given = 0;
}

static void
skip_newline_of_cr(struct lines *l)
{
	if (!l->after_cr || l->input.n == 0)
		return;
	l->after_cr = 0;
	if (l->input.p[0] == '\n')
		l->input = slice_from(l->input, 1);
}

int
lines_next(struct lines *l, struct text *t)
{
	struct slice piece;
	size_t end;

	forget_given(l);
	skip_newline_of_cr(l);
	if (l->input.n == 0)
		return 0;
	end = find_end(l->input);
	piece = (struct slice){ l->input.p, end };
	if (end == l->input.n) {
		keep(l, piece);
		l->input.n = 0;
		return 0;
	}
	l->after_cr = l->input.p[end] == '\r';
	l->input = slice_from(l->input, end + 1);
	if (l->open) {
		keep(l, piece);
		give_part(l, t);
		return 1;
	}
	*t = (struct text){ .stamp_us = l->input_us };
	t->cut_bytes = (int64_t)limit(&piece, LINES_TEXT_MAX);
	t->text = piece;
	return 1;
}

int
lines_last(struct lines *l, struct text *t)
{
	forget_given(l);
	if (!l->open)
		return 0;
	give_part(l, t);
	return 1;
}

void
lines_free(struct lines *l)
{
	sbuf_free(&l->part);
	*l = (struct lines){ 0 };
}
