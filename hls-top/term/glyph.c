/*
 * Widths are the C library's.
 */
#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

#include "glyph.h"
#include "utf8.h"

int
glyph_locale(void)
{
	return setlocale(LC_CTYPE, "") != NULL &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The code point of a character that utf8_length has found good. */
static wchar_t
decode(struct slice c)
{
	static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	unsigned long v = (unsigned char)c.p[0] & masks[c.n];
	size_t i;

	for (i = 1; i < c.n; i++)
		v = v << 6 | ((unsigned char)c.p[i] & 0x3f);
	return (wchar_t)v;
}

struct glyph
glyph_next(struct slice *s, int utf8)
{
	static const struct glyph unknown = { SLICE_INIT("?"), 1 };
	size_t n = utf8_length(*s);
	struct glyph g = { { s->p, n }, 1 };

	*s = slice_from(*s, n > 0 ? n : 1);
	if (n == 1)
		return g.text.p[0] >= ' ' && g.text.p[0] <= '~' ? g : unknown;
	if (n == 0 || !utf8)
		return unknown;
	g.width = wcwidth(decode(g.text));
	return g.width > 0 ? g : unknown;
}
