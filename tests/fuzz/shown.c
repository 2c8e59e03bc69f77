/*
 * Strict readers of JSON (RFC 8259) and of that part of XML 1.0 that JUnit
 * needs: they share nothing with those who write it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "shown.h"
#include "utf8.h"

#define DEEP 64

void
wrong(const char *what, struct slice bytes)
{
	fprintf(stderr, "fuzz: %s: %.*s\n", what,
	    (int)(bytes.n < 4000 ? bytes.n : 4000), bytes.p);
	abort();
}

/* The length of a character that may be shown, or 0. */
static size_t
character(struct slice s)
{
	unsigned char c = (unsigned char)s.p[0];

	if (c < 0x80)
		return (c >= ' ' && c < 0x7f) || c == '\n';
	/* C1, which are control characters in two bytes. */
	if (c == 0xc2 && s.n > 1 && (unsigned char)s.p[1] < 0xa0)
		return 0;
	return utf8_length(s);
}

void
shown_text(struct slice s)
{
	struct slice all = s;

	while (s.n > 0) {
		size_t n = 0;

		while (n < s.n && s.p[n] >= ' ' && s.p[n] <= '~')
			n++;
		s = slice_from(s, n);
		if (s.n == 0)
			return;
		n = character(s);
		if (n == 0)
			wrong("a byte that is not to be shown", all);
		s = slice_from(s, n);
	}
}

void
shown_ascii(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((s.p[i] < ' ' || s.p[i] > '~') && s.p[i] != '\n')
			wrong("a byte outside printable ASCII", s);
}

static size_t
skip_digits(struct slice *s)
{
	size_t n = 0;

	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	*s = slice_from(*s, n);
	return n;
}

/* Takes a number as JSON has it off *s. */
static int
take_number(struct slice *s)
{
	struct slice whole;

	slice_skip(s, SLICE("-"));
	whole = *s;
	if (skip_digits(s) == 0 || (whole.p[0] == '0' && whole.n - s->n > 1))
		return 0;
	if (slice_skip(s, SLICE(".")) && skip_digits(s) == 0)
		return 0;
	if (!slice_skip(s, SLICE("e")) && !slice_skip(s, SLICE("E")))
		return 1;
	if (!slice_skip(s, SLICE("+")))
		slice_skip(s, SLICE("-"));
	return skip_digits(s) > 0;
}

int
shown_is_number(struct slice s)
{
	return take_number(&s) && s.n == 0;
}

void
shown_number(struct slice s, struct slice line)
{
	if (!shown_is_number(s) || s.p[0] == '-')
		wrong("no number, or one below zero", line);
}

static void
blanks(struct slice *s)
{
	while (s->n > 0 && strchr(" \t\r\n", s->p[0]) != NULL)
		*s = slice_from(*s, 1);
}

/* Four hexadecimal digits. */
static int
take_hex(struct slice *s)
{
	int i;

	for (i = 0; i < 4 && s->n > 0; i++) {
		/* NOLINTNEXTLINE(bugprone-not-null-terminated-result): bytes */
		if (memchr("0123456789abcdefABCDEF", s->p[0], 22) == NULL)
			return 0;
		*s = slice_from(*s, 1);
	}
	return i == 4;
}

static void
take_string(struct slice *s)
{
	struct slice all = *s;

	if (!slice_skip(s, SLICE("\"")))
		wrong("no string", all);
	while (s->n > 0 && s->p[0] != '"') {
		size_t n = character(*s);
		int escape = s->p[0] == '\\';

		if (n == 0 || s->p[0] == '\n')
			wrong("a byte that is not for strings", all);
		*s = slice_from(*s, n);
		if (!escape)
			continue;
		/* NOLINTNEXTLINE(bugprone-not-null-terminated-result): bytes */
		if (s->n == 0 || memchr("\"\\/bfnrtu", s->p[0], 9) == NULL)
			wrong("no escape", all);
		escape = s->p[0] == 'u';
		*s = slice_from(*s, 1);
		if (escape && !take_hex(s))
			wrong("no escape", all);
	}
	if (!slice_skip(s, SLICE("\"")))
		wrong("a string without an end", all);
}

static void take_value(struct slice *s, int depth);

/* Of an object or a list, behind its opening. */
static void
/* NOLINTNEXTLINE(misc-no-recursion): as deep as take_value lets it */
take_members(struct slice *s, int depth, int object)
{
	struct slice all = *s, end = object ? SLICE("}") : SLICE("]");

	blanks(s);
	if (slice_skip(s, end))
		return;
	for (;;) {
		blanks(s);
		if (object) {
			take_string(s);
			blanks(s);
			if (!slice_skip(s, SLICE(":")))
				wrong("a key without a value", all);
		}
		take_value(s, depth);
		blanks(s);
		if (slice_skip(s, end))
			return;
		if (!slice_skip(s, SLICE(",")))
			wrong("no comma", all);
	}
}

static void
/* NOLINTNEXTLINE(misc-no-recursion): depth ends it */
take_value(struct slice *s, int depth)
{
	struct slice all = *s;

	if (depth == DEEP)
		wrong("JSON too deep", all);
	blanks(s);
	if (slice_skip(s, SLICE("{")))
		take_members(s, depth + 1, 1);
	else if (slice_skip(s, SLICE("[")))
		take_members(s, depth + 1, 0);
	else if (slice_starts(*s, SLICE("\"")))
		take_string(s);
	else if (!slice_skip(s, SLICE("true")) &&
	    !slice_skip(s, SLICE("false")) &&
	    !slice_skip(s, SLICE("null")) && !take_number(s))
		wrong("no JSON value", all);
}

void
shown_json(struct slice s)
{
	struct slice all = s;

	take_value(&s, 0);
	blanks(&s);
	if (s.n > 0)
		wrong("something behind the JSON", all);
}

/* Text, or an attribute's value: no bare markup, and no unknown entity. */
static void
check_xml_text(struct slice s)
{
	static const struct slice names[] = { SLICE_INIT("lt;"),
		SLICE_INIT("gt;"), SLICE_INIT("amp;"), SLICE_INIT("quot;"),
		SLICE_INIT("apos;"), SLICE_INIT("#") };
	size_t i;

	shown_text(s);
	if (slice_has(s, SLICE("\xef\xbf\xbe")) ||
	    slice_has(s, SLICE("\xef\xbf\xbf")))
		wrong("no character of XML", s);
	if (slice_find(s, '<') < s.n)
		wrong("markup in a text", s);
	while (slice_find(s, '&') < s.n) {
		slice_cut(&s, '&');
		for (i = 0; i < COUNT(names); i++)
			if (slice_starts(s, names[i]))
				break;
		if (i == COUNT(names) || slice_find(s, ';') > 8)
			wrong("no entity", s);
	}
}

static void
check_attributes(struct slice s)
{
	struct slice all = s, name;

	while (s.n > 0) {
		if (!slice_skip(&s, SLICE(" ")))
			wrong("attributes without a blank", all);
		name = slice_until(s, '=');
		s = slice_from(s, name.n);
		if (name.n == 0 || !slice_only(name, SLICE(ALNUM ":-")) ||
		    !slice_skip(&s, SLICE("=\"")) ||
		    slice_find(s, '"') == s.n)
			wrong("no attribute", all);
		check_xml_text(slice_cut(&s, '"'));
	}
}

/* What stands between < and >. */
static void
check_tag(struct slice tag, struct slice *open, int *n)
{
	struct slice all = tag, name;
	int empty;

	if (slice_skip(&tag, SLICE("/"))) {
		if (*n == 0 || !slice_eq(open[--*n], tag))
			wrong("the end of another element", all);
		return;
	}
	empty = slice_ends(tag, SLICE("/"));
	tag.n -= (size_t)empty;
	name = slice_until(tag, ' ');
	if (name.n == 0 || !slice_only(name, SLICE(ALNUM "-")))
		wrong("no element", all);
	check_attributes(slice_from(tag, name.n));
	if (!empty && *n == DEEP)
		wrong("XML too deep", all);
	if (!empty)
		open[(*n)++] = name;
}

void
shown_xml(struct slice s)
{
	struct slice open[DEEP], all = s, text;
	int n = 0;

	if (!slice_skip(&s,
	    SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")))
		wrong("no XML declaration", all);
	while (slice_find(s, '<') < s.n) {
		text = slice_cut(&s, '<');
		if (n == 0 && !slice_only(text, SLICE("\n ")))
			wrong("a text outside", all);
		check_xml_text(text);
		if (slice_find(s, '>') == s.n)
			wrong("a tag without an end", all);
		check_tag(slice_cut(&s, '>'), open, &n);
	}
	if (n > 0 || !slice_eq(s, SLICE("\n")))
		wrong("an element without an end", all);
}

int64_t
shown_elements(struct slice xml, const char *name)
{
	int64_t n = 0;

	while (slice_find(xml, '<') < xml.n) {
		slice_cut(&xml, '<');
		n += slice_skip(&xml, slice_str(name)) &&
		    (slice_starts(xml, SLICE(" ")) ||
		    slice_starts(xml, SLICE(">")) ||
		    slice_starts(xml, SLICE("/")));
	}
	return n;
}
