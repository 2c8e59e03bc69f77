/*
 * Recursive descent over a text in memory. Strict: a report that was edited
 * or cut is better refused than half compared.
 */
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "ealloc.h"
#include "sbuf.h"
#include "unjson.h"
#include "utf8.h"

struct reader {
	struct slice rest;
	struct pairs *out;
	struct sbuf path;
	struct sbuf text;	/* of the value being read */
	int depth;
	int line;
	const char *why;	/* the first error */
};

static int value(struct reader *r);

static int
wrong(struct reader *r, const char *why)
{
	if (r->why == NULL)
		r->why = why;
	return -1;
}

/* The next byte that is no blank, or '\0' at the end. */
static char
peek(struct reader *r)
{
	while (r->rest.n > 0) {
		char c = *r->rest.p;

		if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
			return c;
		r->line += c == '\n';
		r->rest = slice_from(r->rest, 1);
	}
	return '\0';
}

static int
skip(struct reader *r, char c)
{
	if (peek(r) != c)
		return 0;
	r->rest = slice_from(r->rest, 1);
	return 1;
}

/* The four digits behind \u, in either case; -1 for others. */
static long
unit(struct reader *r)
{
	static const struct slice digits = SLICE_INIT("0123456789abcdef");
	long v = 0;
	size_t i;

	if (r->rest.n < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		char c = r->rest.p[i];
		size_t d = slice_find(digits, c >= 'A' && c <= 'F' ?
		    (char)(c + 'a' - 'A') : c);

		if (d == digits.n)
			return -1;
		v = v * 16 + (long)d;
	}
	r->rest = slice_from(r->rest, 4);
	return v;
}

/* \uXXXX, or two of them that make one character. */
static int
unicode(struct reader *r, struct sbuf *b)
{
	long c = unit(r), low;

	if (c >= 0xd800 && c < 0xdc00) {
		if (!slice_skip(&r->rest, SLICE("\\u")))
			return wrong(r, "half a surrogate pair");
		low = unit(r);
		if (low < 0xdc00 || low > 0xdfff)
			return wrong(r, "half a surrogate pair");
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	} else if (c < 0 || (c >= 0xdc00 && c < 0xe000)) {
		return wrong(r, "no character behind \\u");
	}
	/* Texts end with a NUL, so that none may hold one. */
	utf8_put(b, c == 0 ? 0xfffd : (unsigned long)c);
	return 0;
}

static int
escaped(struct reader *r, struct sbuf *b)
{
	static const struct slice from = SLICE_INIT("\"\\/bfnrt");
	static const char to[] = "\"\\/\b\f\n\r\t";
	size_t i;
	char c;

	if (r->rest.n == 0)
		return wrong(r, "a text does not end");
	c = *r->rest.p;
	r->rest = slice_from(r->rest, 1);
	if (c == 'u')
		return unicode(r, b);
	i = slice_find(from, c);
	if (i == from.n)
		return wrong(r, "no such escape");
	sbuf_char(b, to[i]);
	return 0;
}

static int
string(struct reader *r, struct sbuf *b)
{
	if (!skip(r, '"'))
		return wrong(r, "a text in quotes was expected");
	while (r->rest.n > 0) {
		char c = *r->rest.p;

		r->rest = slice_from(r->rest, 1);
		if (c == '"')
			return 0;
		if ((unsigned char)c < ' ')
			return wrong(r, "a control byte in a text");
		if (c != '\\')
			sbuf_char(b, c);
		else if (escaped(r, b) != 0)
			return -1;
	}
	return wrong(r, "a text does not end");
}

static int
number(struct reader *r, struct sbuf *b)
{
	static const struct slice bytes = SLICE_INIT("0123456789+-.eE");
	size_t n = 0;

	while (n < r->rest.n && slice_find(bytes, r->rest.p[n]) < bytes.n)
		n++;
	if (decimal_plain(b, (struct slice){ r->rest.p, n }) != 0)
		return wrong(r, "no number of ours");
	r->rest = slice_from(r->rest, n);
	return 0;
}

static int
word(struct reader *r, struct sbuf *b)
{
	static const struct slice words[] = {
		SLICE_INIT("true"), SLICE_INIT("false"), SLICE_INIT("null"),
	};
	size_t i;

	for (i = 0; i < COUNT(words); i++) {
		if (!slice_skip(&r->rest, words[i]))
			continue;
		sbuf_slice(b, words[i]);
		return 0;
	}
	return wrong(r, "a value was expected");
}

static int
leaf(struct reader *r)
{
	struct pairs *p = r->out;
	struct pair pair = { 0 };
	char c = peek(r);

	r->text.n = 0;
	pair.line = r->line;
	pair.number = c == '-' || (c >= '0' && c <= '9');
	if ((c == '"' ? string(r, &r->text) : pair.number ?
	    number(r, &r->text) : word(r, &r->text)) != 0)
		return -1;
	if (p->n == p->size) {
		p->size = p->size ? 2 * p->size : 256;
		p->pair = eresize(p->pair, p->size, sizeof(*p->pair));
	}
	sbuf_char(&r->text, '\0');
	pair.text = estrdup(r->text.p);
	pair.path = estrndup(r->path.n > 0 ? r->path.p : "", r->path.n);
	p->pair[p->n++] = pair;
	return 0;
}

/* A value one component down, whose name stands behind the first n bytes. */
static int
/* NOLINTNEXTLINE(misc-no-recursion): UNJSON_DEPTH */
below(struct reader *r, size_t n)
{
	int status = value(r);

	r->path.n = n;
	return status;
}

static int
/* NOLINTNEXTLINE(misc-no-recursion): UNJSON_DEPTH */
object(struct reader *r)
{
	size_t n = r->path.n;

	if (skip(r, '}'))
		return 0;
	do {
		if (n > 0)
			sbuf_char(&r->path, '.');
		if (peek(r) != '"' || string(r, &r->path) != 0)
			return wrong(r, "a key in quotes was expected");
		if (!skip(r, ':'))
			return wrong(r, "no : behind a key");
		if (below(r, n) != 0)
			return -1;
	} while (skip(r, ','));
	return skip(r, '}') ? 0 : wrong(r, "an object does not end");
}

static int
/* NOLINTNEXTLINE(misc-no-recursion): UNJSON_DEPTH */
list(struct reader *r)
{
	size_t n = r->path.n;
	int64_t i = 0;

	if (skip(r, ']'))
		return 0;
	do {
		if (n > 0)
			sbuf_char(&r->path, '.');
		sbuf_int(&r->path, i++);
		if (below(r, n) != 0)
			return -1;
	} while (skip(r, ','));
	return skip(r, ']') ? 0 : wrong(r, "a list does not end");
}

static int
/* NOLINTNEXTLINE(misc-no-recursion): UNJSON_DEPTH */
value(struct reader *r)
{
	char c = peek(r);
	int status;

	if (c != '{' && c != '[')
		return leaf(r);
	if (r->depth == UNJSON_DEPTH)
		return wrong(r, "nested too deeply");
	skip(r, c);
	r->depth++;
	status = c == '{' ? object(r) : list(r);
	r->depth--;
	return status;
}

static int
by_path(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static int
sort(struct pairs *p, struct unjson_error *e)
{
	size_t i;

	if (p->n > 0)
		qsort(p->pair, p->n, sizeof(*p->pair), by_path);
	for (i = 1; i < p->n; i++) {
		if (strcmp(p->pair[i - 1].path, p->pair[i].path) != 0)
			continue;
		*e = (struct unjson_error){ "a key comes twice",
			p->pair[i].line };
		return -1;
	}
	return 0;
}

int
unjson(struct pairs *p, struct slice text, struct unjson_error *e)
{
	struct reader r = { .rest = text, .out = p, .line = 1 };
	int status = value(&r);

	if (status == 0 && peek(&r) != '\0')
		status = wrong(&r, "more behind the end");
	if (status == 0 && r.rest.n > 0)
		status = wrong(&r, "a null byte");
	*e = (struct unjson_error){ r.why, r.line };
	sbuf_free(&r.path);
	sbuf_free(&r.text);
	return status != 0 ? -1 : sort(p, e);
}

static int
path_order(const void *key, const void *pair)
{
	return strcmp(key, ((const struct pair *)pair)->path);
}

const struct pair *
pairs_find(const struct pairs *p, const char *path)
{
	return p->n == 0 ? NULL :
	    bsearch(path, p->pair, p->n, sizeof(*p->pair), path_order);
}

void
pairs_free(struct pairs *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->pair[i].path);
		free(p->pair[i].text);
	}
	free(p->pair);
	*p = (struct pairs){ 0 };
}
