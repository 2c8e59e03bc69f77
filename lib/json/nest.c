/*
 * The path of the open object is all the state there is: the next path tells
 * which objects to close and which to open.
 */
#include "nest.h"
#include "utf8.h"

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
	while (j->depth > j->outer)
		close_object(j);
	if (j->outer == 0)
		sbuf_char(j->out, '\n');
	sbuf_free(&j->at);
}

void
nest_object(struct nest *j, struct nest *child)
{
	*child = (struct nest){ .out = j->out, .depth = j->depth,
		.outer = j->depth };
	open_object(child);
}

void
nest_name(struct nest *j, struct slice key)
{
	nest_item(j);
	nest_text(j, key);
	sbuf_str(j->out, ": ");
}

void
nest_child(struct nest *j, struct slice key, struct nest *child)
{
	nest_name(j, key);
	nest_object(j, child);
}

void
nest_list(struct nest *j)
{
	sbuf_char(j->out, '[');
	j->depth++;
	j->fresh = 1;
}

void
nest_list_end(struct nest *j)
{
	j->depth--;
	j->fresh = 0;
	sbuf_char(j->out, ']');
}

void
nest_text(struct nest *j, struct slice s)
{
	sbuf_char(j->out, '"');
	while (s.n > 0) {
		size_t n = utf8_length(s);
		unsigned char c = (unsigned char)s.p[0];

		if (n == 0)
			sbuf_str(j->out, "\\ufffd");
		else if (c == '"' || c == '\\' || utf8_is_control(s))
			sbuf_printf(j->out, "\\u%04x",
			    n == 1 ? c : (unsigned char)s.p[1]);
		else
			sbuf_slice(j->out, (struct slice){ s.p, n });
		s = slice_from(s, n ? n : 1);
	}
	sbuf_char(j->out, '"');
}
