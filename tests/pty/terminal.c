/*
 * Rows are addressed, never reached by a newline, while the alternate screen
 * is there; the main screen scrolls as a teletype's paper does.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "ealloc.h"
#include "slice.h"
#include "terminal.h"
#include "utf8.h"

#define ESC '\033'
#define BEHIND UINT32_MAX	/* the right half of a wide character */

static void __attribute__((format(printf, 2, 3)))
foreign(struct terminal *t, const char *fmt, ...)
{
	va_list ap;

	if (t->foreign++ > 0)
		return;
	va_start(ap, fmt);
	vsnprintf(t->why, sizeof(t->why), fmt, ap);
	va_end(ap);
}

void
terminal_size(struct terminal *t, int rows, int cols)
{
	int i;

	for (i = 0; i < 2; i++) {
		free(t->cells[i]);
		t->cells[i] = ezalloc((size_t)rows * (size_t)cols,
		    sizeof(**t->cells));
	}
	t->rows = rows;
	t->cols = cols;
	t->row = t->col = t->main_row = 0;
}

void
terminal_open(struct terminal *t, int rows, int cols)
{
	*t = (struct terminal){ .rows = 0 };
	terminal_size(t, rows, cols);
}

void
terminal_free(struct terminal *t)
{
	free(t->cells[0]);
	free(t->cells[1]);
}

static uint32_t *
cell(const struct terminal *t, int row, int col)
{
	return &t->cells[t->alternate][row * t->cols + col];
}

static void
erase(struct terminal *t, int row, int col, int rows)
{
	size_t n = (size_t)(rows * t->cols - col);

	memset(cell(t, row, col), 0, n * sizeof(**t->cells));
}

static void
newline(struct terminal *t)
{
	if (t->alternate) {
		foreign(t, "a newline on the alternate screen");
		return;
	}
	if (++t->row < t->rows)
		return;
	t->row = t->rows - 1;
	memmove(cell(t, 0, 0), cell(t, 0, 0) + t->cols, (size_t)(t->row *
	    t->cols) * sizeof(**t->cells));
	erase(t, t->row, 0, 1);
}

/* Not by the C library's tables, which the program under test has as well. */
static int
is_harmful(uint32_t c)
{
	static const uint32_t ranges[][2] = {
		{ 0x7f, 0x9f }, { 0x300, 0x36f }, { 0x61c, 0x61c },
		{ 0x1160, 0x11ff }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
		{ 0xfff0, 0xfffb }, { 0xfffe, 0xffff }, { 0xe0000, 0xe0fff },
		{ 0xd800, 0xdfff }, { 0x10ffff, UINT32_MAX },
	};
	size_t i;

	for (i = 0; i < COUNT(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return 1;
	return 0;
}

static void
put(struct terminal *t, uint32_t c)
{
	int width = c < 0x80 ? 1 : wcwidth((wchar_t)c);

	if (c >= 0x7f && (width <= 0 || is_harmful(c))) {
		foreign(t, "U+%04lX is not for terminals", (unsigned long)c);
		return;
	}
	if (t->col + width > t->cols && t->alternate) {
		foreign(t, "row %d is too long", t->row + 1);
		return;
	}
	if (t->col + width > t->cols) {
		t->col = 0;
		newline(t);
	}
	if (width > t->cols)
		return;
	*cell(t, t->row, t->col) = c;
	if (width == 2)
		*cell(t, t->row, t->col + 1) = BEHIND;
	t->col += width;
}

static void
enter(struct terminal *t, int alternate)
{
	/* To enter it once more is the remedy where nobody knows. */
	if (!alternate && !t->alternate)
		foreign(t, "the main screen twice");
	if (alternate && !t->alternate)
		t->main_row = t->row;
	t->alternate = alternate;
	t->row = alternate ? 0 : t->main_row;
	t->col = 0;
	if (alternate)
		erase(t, 0, 0, t->rows);
	*(alternate ? &t->entered : &t->left) += 1;
}

/* ESC [ r ; 1 H */
static int
moves(struct terminal *t, const char *s)
{
	char *end;
	long row = strtol(s, &end, 10);

	if (end == s || strcmp(end, ";1H") != 0)
		return 0;
	if (row < 1 || row > t->rows || !t->alternate) {
		foreign(t, "the cursor in row %ld", row);
		return 1;
	}
	if (t->looks)
		foreign(t, "a look goes on behind row %d", t->row + 1);
	t->row = (int)row - 1;
	t->col = 0;
	return 1;
}

/* What stands between ESC [ and the end of the sequence, with the end. */
static void
sequence(struct terminal *t, const char *s)
{
	static const char *const looks[] = { "1m", "2m", "7m", "31m", "33m",
		"36m" };
	size_t i;

	for (i = 0; i < COUNT(looks); i++)
		if (strcmp(s, looks[i]) == 0) {
			t->looks = 1;
			return;
		}
	if (strcmp(s, "0m") == 0)
		t->looks = 0;
	else if (strcmp(s, "?25h") == 0 || strcmp(s, "?25l") == 0)
		t->hidden = s[3] == 'l';
	else if (strcmp(s, "?1049h") == 0 || strcmp(s, "?1049l") == 0)
		enter(t, s[5] == 'h');
	else if (strcmp(s, "K") == 0 && t->alternate)
		erase(t, t->row, t->col, 1);
	else if (strcmp(s, "2J") == 0 && t->alternate)
		erase(t, 0, 0, t->rows);
	else if (!moves(t, s))
		foreign(t, "ESC [ %s", s);
}

static void
in_sequence(struct terminal *t, unsigned char c)
{
	if (c == ESC) {
		t->torn++;
		t->npart = 1;
		return;
	}
	t->part[t->npart++] = (char)c;
	t->part[t->npart] = '\0';
	if (t->npart == 2 && c != '[') {
		foreign(t, "ESC 0x%02x", c);
		t->npart = 0;
	} else if (t->npart > 2 && c >= '@' && c <= '~') {
		sequence(t, t->part + 2);
		t->npart = 0;
	} else if (c < ' ' || c > '~' || t->npart + 1 == sizeof(t->part)) {
		foreign(t, "0x%02x inside a sequence", c);
		t->npart = 0;
	}
}

/* The bytes of a character that is not ASCII. */
static void
in_character(struct terminal *t, unsigned char c)
{
	static const unsigned char masks[] = { 0, 0, 0x1f, 0x0f, 0x07 };
	struct slice s = { t->part, ++t->npart };
	uint32_t v;
	size_t i, n;

	t->part[t->npart - 1] = (char)c;
	n = utf8_length(s);
	if (n == 0 && t->npart < 4)
		return;
	t->npart = 0;
	if (n == 0) {
		foreign(t, "0x%02x is not UTF-8", (unsigned char)s.p[0]);
		return;
	}
	v = (unsigned char)s.p[0] & masks[n];
	for (i = 1; i < n; i++)
		v = v << 6 | ((unsigned char)s.p[i] & 0x3f);
	put(t, v);
}

static void
byte(struct terminal *t, unsigned char c)
{
	if (t->npart > 0 && t->part[0] == ESC) {
		in_sequence(t, c);
		return;
	}
	if (c == ESC && t->npart > 0) {
		t->torn++;
		t->npart = 0;
	} else if (c < 0x80 && t->npart > 0) {
		foreign(t, "0x%02x is not UTF-8", (unsigned char)t->part[0]);
		t->npart = 0;
	}
	if (c == ESC)
		t->part[t->npart++] = ESC;
	else if (c >= 0x80)
		in_character(t, c);
	else if (c >= ' ' && c <= '~')
		put(t, c);
	else if (c == '\n')
		newline(t);
	else if (c == '\r' && !t->alternate)
		t->col = 0;
	else
		foreign(t, "0x%02x", c);
}

void
terminal_feed(struct terminal *t, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		byte(t, (unsigned char)p[i]);
	t->bytes += (int64_t)n;
}

static char *
encode(char *s, uint32_t c)
{
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;
	static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (i = n; i > 1; i--) {
		s[i - 1] = (char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	s[0] = (char)(leads[n] | c);
	return s + n;
}

void
terminal_row(const struct terminal *t, int row, char *s, size_t size)
{
	char *end = s;
	int col, n = t->cols;

	while (n > 0 && (*cell(t, row, n - 1) == 0 ||
	    *cell(t, row, n - 1) == ' '))
		n--;
	for (col = 0; col < n && (size_t)(end - s) + 5 <= size; col++) {
		uint32_t c = *cell(t, row, col);

		if (c != BEHIND)
			end = encode(end, c == 0 ? ' ' : c);
	}
	*end = '\0';
}

int
terminal_shows(const struct terminal *t, const char *text)
{
	size_t size = 4 * (size_t)t->cols + 1;
	char *s = ezalloc(size, 1);
	int row, found = 0;

	for (row = 0; row < t->rows && !found; row++) {
		terminal_row(t, row, s, size);
		found = strstr(s, text) != NULL;
	}
	free(s);
	return found;
}

void
terminal_print(const struct terminal *t, FILE *to)
{
	size_t size = 4 * (size_t)t->cols + 1;
	char *s = ezalloc(size, 1);
	int row;

	for (row = 0; row < t->rows; row++) {
		terminal_row(t, row, s, size);
		fprintf(to, "%s\n", s);
	}
	free(s);
}
