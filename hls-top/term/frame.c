/*
 * The escape sequences of a frame (those of the screen are in term.c):
 *
 *	ESC [ r ; 1 H	cursor to the start of row r
 *	ESC [ K		erase to the end of the line, from its start: at the
 *			end of a full line some terminals would erase its last
 *			character
 *	ESC [ 2 J	erase the screen
 *	ESC [ 0 m	plain
 *	ESC [ 1 m	bold
 *	ESC [ 2 m	dim
 *	ESC [ 7 m	reverse
 *	ESC [ 31 m	red; 33 yellow, 36 cyan
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ealloc.h"
#include "frame.h"
#include "glyph.h"

void
frame_free(struct frame *f)
{
	int i;

	for (i = 0; i < f->size; i++) {
		sbuf_free(&f->now[i]);
		sbuf_free(&f->shown[i]);
	}
	free(f->now);
	free(f->shown);
	*f = (struct frame){ .colour = f->colour, .utf8 = f->utf8,
		.plain = f->plain };
}

void
frame_size(struct frame *f, int rows, int cols)
{
	if (rows == f->rows && cols == f->cols)
		return;
	frame_free(f);
	f->rows = f->size = rows;
	f->cols = cols;
	f->now = ezalloc((size_t)rows, sizeof(*f->now));
	f->shown = ezalloc((size_t)rows, sizeof(*f->shown));
	f->fresh = 1;
}

void
frame_forget(struct frame *f)
{
	f->fresh = 1;
}

void
frame_renew(struct frame *f)
{
	f->renewed = 1;
}

void
frame_begin(struct frame *f)
{
	int i;

	for (i = 0; i < f->rows; i++)
		f->now[i].n = 0;
	f->row = -1;
	f->col = 0;
	f->look = f->row_look = LOOK_PLAIN;
}

/* The row under way, or NULL outside of the screen. */
static struct sbuf *
line(const struct frame *f)
{
	return f->row >= 0 && f->row < f->rows ? &f->now[f->row] : NULL;
}

void
frame_look(struct frame *f, enum look look)
{
	static const char *const plain[] = {
		[LOOK_PLAIN] = "", [LOOK_TITLE] = "\033[7m",
		[LOOK_HEAD] = "\033[1m", [LOOK_DIM] = "\033[2m",
		[LOOK_GOOD] = "\033[1m", [LOOK_WARN] = "\033[1m",
		[LOOK_BAD] = "\033[1m",
	};
	static const char *const colours[] = {
		[LOOK_GOOD] = "\033[36m", [LOOK_WARN] = "\033[33m",
		[LOOK_BAD] = "\033[31m",
	};
	struct sbuf *b = line(f);

	if (b == NULL || look == f->look || f->plain)
		return;
	if (f->look != LOOK_PLAIN)
		sbuf_str(b, "\033[0m");
	sbuf_str(b, plain[look]);
	if (f->colour && look < COUNT(colours) && colours[look] != NULL)
		sbuf_str(b, colours[look]);
	f->look = look;
}

static void
end_row(struct frame *f)
{
	if (f->row_look == LOOK_TITLE) {
		frame_look(f, LOOK_TITLE);
		frame_pad(f, f->cols);
	}
	frame_look(f, LOOK_PLAIN);
}

void
frame_row(struct frame *f, enum look look)
{
	end_row(f);
	f->row++;
	f->col = 0;
	f->row_look = look;
	frame_look(f, look);
}

static void
send_row(struct frame *f, int i, struct sbuf *out)
{
	struct sbuf old = f->shown[i];

	if (!f->fresh && !f->renewed &&
	    slice_eq(sbuf_view(&f->now[i]), sbuf_view(&old)))
		return;
	sbuf_printf(out, "\033[%d;1H\033[K", i + 1);
	sbuf_slice(out, sbuf_view(&f->now[i]));
	f->shown[i] = f->now[i];
	f->now[i] = old;
}

void
frame_end(struct frame *f, struct sbuf *out)
{
	int i;

	end_row(f);
	if (f->fresh)
		sbuf_str(out, "\033[0m\033[2J");
	for (i = 0; i < f->rows; i++)
		send_row(f, i, out);
	f->fresh = f->renewed = 0;
}

void
frame_text(struct frame *f, struct sbuf *out)
{
	int i;

	for (i = 0; i <= f->row && i < f->rows; i++) {
		struct slice s = sbuf_view(&f->now[i]);

		while (s.n > 0 && s.p[s.n - 1] == ' ')
			s.n--;
		sbuf_slice(out, s);
		sbuf_char(out, '\n');
	}
}

int
frame_width(const struct frame *f, struct slice s)
{
	int width = 0;

	while (s.n > 0)
		width += glyph_next(&s, f->utf8).width;
	return width;
}

void
/* NOLINTNEXTLINE(misc-no-recursion): blanks are never too wide */
frame_slice(struct frame *f, struct slice s)
{
	struct sbuf *b = line(f);

	while (b != NULL && s.n > 0) {
		struct glyph g = glyph_next(&s, f->utf8);

		if (f->col + g.width > f->cols) {
			/* Half of a wide one's room: what follows stays put. */
			frame_pad(f, f->cols);
			return;
		}
		sbuf_slice(b, g.text);
		f->col += g.width;
	}
}

void
/* NOLINTNEXTLINE(misc-no-recursion): as frame_slice */
frame_str(struct frame *f, const char *s)
{
	frame_slice(f, slice_str(s));
}

void
/* NOLINTNEXTLINE(misc-no-recursion): as frame_slice */
frame_pad(struct frame *f, int col)
{
	while (f->col < col && f->col < f->cols && line(f) != NULL)
		frame_str(f, " ");
}

void
frame_right(struct frame *f, const char *s, int end)
{
	frame_pad(f, end - frame_width(f, slice_str(s)));
	frame_str(f, s);
}

void
frame_item(struct frame *f, const char *fmt, ...)
{
	char text[128];
	struct slice s = { text, 0 };
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0 || n >= (int)sizeof(text))
		return;
	s.n = (size_t)n;
	if (f->col + frame_width(f, s) > f->cols)
		return;
	frame_slice(f, s);
	frame_pad(f, f->col + 2);
}
