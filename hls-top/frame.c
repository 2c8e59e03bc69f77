/*
 * The escape sequences of a frame (those of the screen are in term.c):
 *
 *	ESC [ H		cursor home
 *	ESC [ K		erase to the end of the line, from its start: at the
 *			end of a full line some terminals would erase its last
 *			character
 *	ESC [ J		erase below the last row
 *	ESC [ 0 m	plain
 *	ESC [ 1 m	bold
 *	ESC [ 7 m	reverse
 *	ESC [ 31 m	red
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "frame.h"

void
frame_begin(struct frame *f, struct sbuf *out)
{
	f->out = out;
	f->row = -1;
	f->col = 0;
	f->look = LOOK_PLAIN;
	out->n = 0;
	sbuf_str(out, "\033[H");
}

static void
end_row(struct frame *f)
{
	if (f->look == LOOK_TITLE)
		frame_pad(f, f->cols);
	if (f->look != LOOK_PLAIN)
		sbuf_str(f->out, "\033[0m");
}

void
frame_row(struct frame *f, enum look look)
{
	end_row(f);
	if (++f->row > 0)
		sbuf_str(f->out, "\r\n");
	sbuf_str(f->out, "\033[K");
	f->col = 0;
	f->look = look;
	if (look == LOOK_TITLE)
		sbuf_str(f->out, "\033[7m");
	else if (look == LOOK_HEAD || look == LOOK_BAD)
		sbuf_str(f->out, "\033[1m");
	if (look == LOOK_BAD && f->colour)
		sbuf_str(f->out, "\033[31m");
}

/* On the screen's last row erasing below would take its last character. */
void
frame_end(struct frame *f)
{
	end_row(f);
	if (f->row + 1 < f->rows)
		sbuf_str(f->out, "\r\n\033[J");
}

void
frame_slice(struct frame *f, struct slice s)
{
	size_t i;

	for (i = 0; i < s.n && f->col < f->cols; i++, f->col++) {
		char c = s.p[i];

		sbuf_char(f->out, c >= ' ' && c <= '~' ? c : '?');
	}
}

void
frame_str(struct frame *f, const char *s)
{
	frame_slice(f, (struct slice){ s, strlen(s) });
}

void
frame_pad(struct frame *f, int col)
{
	while (f->col < col && f->col < f->cols)
		frame_str(f, " ");
}

void
frame_right(struct frame *f, const char *s, int end)
{
	frame_pad(f, end - (int)strlen(s));
	frame_str(f, s);
}

void
frame_item(struct frame *f, const char *fmt, ...)
{
	char text[128];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0 || n >= (int)sizeof(text) || f->col + n > f->cols)
		return;
	frame_str(f, text);
	/* The gap is only there where something may follow. */
	if (f->col + 2 < f->cols)
		frame_pad(f, f->col + 2);
	else
		f->col = f->cols;
}
