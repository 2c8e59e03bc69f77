/*
 * The path of the open object is all the state there is: the next path tells
 * which objects to close and which to open.
 */
#include "nest.h"

static void
indent(struct nest *j)
{
	int i;

	sbuf_char(j->out, '\n');
	for (i = 0; i < j->depth; i++)
		sbuf_str(j->out, "  ");
}

void
nest_item(struct nest *j)
{
	if (!j->fresh)
		sbuf_char(j->out, ',');
	j->fresh = 0;
	indent(j);
}

static void
open_object(struct nest *j)
{
	sbuf_char(j->out, '{');
	j->depth++;
	j->fresh = 1;
}

static void
close_object(struct nest *j)
{
	j->depth--;
	indent(j);
	sbuf_char(j->out, '}');
	j->fresh = 0;
}

void
nest_begin(struct nest *j, struct sbuf *out)
{
	*j = (struct nest){ .out = out };
	open_object(j);
}

/* Length of the components that both paths begin with, with their dots. */
static size_t
common(struct slice a, struct slice b)
{
	size_t i, n = 0;

	for (i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		if (a.p[i] == '.')
			n = i + 1;
	return n;
}

static void
put_key(struct nest *j, struct slice name)
{
	nest_item(j);
	sbuf_char(j->out, '"');
	sbuf_slice(j->out, name);
	sbuf_str(j->out, "\": ");
}

void
nest_key(struct nest *j, const char *path)
{
	struct slice rest = { path, strlen(path) };
	size_t n = common(sbuf_view(&j->at), rest), dot;

	while (j->at.n > n) {
		close_object(j);
		do
			j->at.n--;
		while (j->at.n > 0 && j->at.p[j->at.n - 1] != '.');
	}
	rest = slice_from(rest, n);
	while ((dot = slice_find(rest, '.')) < rest.n) {
		put_key(j, (struct slice){ rest.p, dot });
		open_object(j);
		sbuf_slice(&j->at, (struct slice){ rest.p, dot + 1 });
		rest = slice_from(rest, dot + 1);
	}
	put_key(j, rest);
}

void
nest_end(struct nest *j)
{
	while (j->depth > 0)
		close_object(j);
	sbuf_char(j->out, '\n');
	sbuf_free(&j->at);
}

/* Length of the UTF-8 character that s begins with, 0 if it is none. */
static size_t
utf8(struct slice s)
{
	static const unsigned char lead[] = { 0x80, 0xc0, 0xe0, 0xf0, 0xf8 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c;
	size_t i, n = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;

	if (n == 1)
		return 1;
	if (n > s.n || p[0] < lead[n - 1] || p[0] >= lead[n])
		return 0;
	c = p[0] & (0x7fu >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	return c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ?
	    0 : n;
}

void
nest_text(struct nest *j, struct slice s)
{
	sbuf_char(j->out, '"');
	while (s.n > 0) {
		size_t n = utf8(s);
		unsigned char c = (unsigned char)s.p[0];

		if (n == 0)
			sbuf_str(j->out, "\\ufffd");
		else if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f)
			sbuf_printf(j->out, "\\u%04x", c);
		else
			sbuf_slice(j->out, (struct slice){ s.p, n });
		s = slice_from(s, n ? n : 1);
	}
	sbuf_char(j->out, '"');
}
