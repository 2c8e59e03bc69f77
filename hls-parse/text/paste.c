/*
 * Most lines have none of it: they are looked through and not copied.
 */
#include "paste.h"
#include "scan.h"

void
paste_free(struct paste *p)
{
	sbuf_free(&p->line);
	sbuf_free(&p->text);
}

/* The length of a terminal's escape sequence (ECMA-48, 5.4) at s, or 0. */
static size_t
escape_length(struct slice s)
{
	size_t i;

	if (s.n == 0 || s.p[0] != '\033')
		return 0;
	if (s.n < 2 || s.p[1] != '[')
		return s.n < 2 ? s.n : 2;
	for (i = 2; i < s.n && (s.p[i] < '@' || s.p[i] > '~'); i++)
		;
	return i < s.n ? i + 1 : i;
}

/* "[0;36m": a colour that has lost its escape, or 0. */
static size_t
colour_length(struct slice s)
{
	size_t i = 1;

	if (s.n < 3 || s.p[0] != '[' || !scan_is_digit(s.p[1]))
		return 0;
	while (i < s.n && (scan_is_digit(s.p[i]) || s.p[i] == ';'))
		i++;
	return i < s.n && s.p[i] == 'm' ? i + 1 : 0;
}

/* The length of an escape that is spelled out at the end of what is in b. */
static size_t
spelled_escape(const struct sbuf *b)
{
	static const struct slice names[] = {
		SLICE_INIT("^["), SLICE_INIT("\\x1b"), SLICE_INIT("\\x1B"),
		SLICE_INIT("\\033"), SLICE_INIT("#033"), SLICE_INIT("\\e"),
		SLICE_INIT("\\u001b"), SLICE_INIT("\xe2\x90\x9b"),
	};
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (slice_ends(sbuf_view(b), names[i]))
			return names[i].n;
	return 0;
}

static const struct swap {
	struct slice from, to;
} characters[] = {
	{ SLICE_INIT("\xc2\xa0"), SLICE_INIT(" ") },
	{ SLICE_INIT("\xe2\x80\xaf"), SLICE_INIT(" ") },
	{ SLICE_INIT("\xe2\x80\x8b"), SLICE_INIT("") },
	{ SLICE_INIT("\xe2\x80\x98"), SLICE_INIT("'") },
	{ SLICE_INIT("\xe2\x80\x99"), SLICE_INIT("'") },
	{ SLICE_INIT("\xe2\x80\x9c"), SLICE_INIT("\"") },
	{ SLICE_INIT("\xe2\x80\x9d"), SLICE_INIT("\"") },
}, entities[] = {
	{ SLICE_INIT("&#39;"), SLICE_INIT("'") },
	{ SLICE_INIT("&#039;"), SLICE_INIT("'") },
	{ SLICE_INIT("&#x27;"), SLICE_INIT("'") },
	{ SLICE_INIT("&apos;"), SLICE_INIT("'") },
	{ SLICE_INIT("&quot;"), SLICE_INIT("\"") },
	{ SLICE_INIT("&#34;"), SLICE_INIT("\"") },
	{ SLICE_INIT("&lt;"), SLICE_INIT("<") },
	{ SLICE_INIT("&gt;"), SLICE_INIT(">") },
	{ SLICE_INIT("&nbsp;"), SLICE_INIT(" ") },
	{ SLICE_INIT("&amp;"), SLICE_INIT("&") },
};
/* So many of them stand in no URL of a log that is none of HTML. */
#define TELLING 8

static const struct swap *
find_swap(const struct swap *swaps, size_t n, struct slice s)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_starts(s, swaps[i].from))
			return &swaps[i];
	return NULL;
}

/* What is at the start of s, if it is to be something else. */
static const struct swap *
swap_at(const struct paste *p, struct slice s)
{
	if (s.p[0] == '&')
		return p->html ? find_swap(entities, COUNT(entities), s) : NULL;
	return (unsigned char)s.p[0] >= 0xc2 ?
	    find_swap(characters, COUNT(characters), s) : NULL;
}

static int
has_colour(struct slice s)
{
	for (; s.n > 0; slice_cut(&s, '[')) {
		size_t n = slice_find(s, '[');

		if (colour_length(slice_from(s, n)) > 0)
			return 1;
	}
	return 0;
}

/* An URL may have "&amp;"; but FFmpeg's quotes are never "&#39;". */
static int
is_html(struct slice s)
{
	size_t n;

	for (; (n = slice_find(s, '&')) < s.n; s = slice_from(s, n + 1))
		if (find_swap(entities, TELLING, slice_from(s, n)) != NULL)
			return 1;
	return 0;
}

static int
is_clean(struct paste *p, struct slice line)
{
	if (!p->html)
		p->html = is_html(line);
	return slice_find(line, '\033') == line.n &&
	    slice_find(line, '\xc2') == line.n &&
	    slice_find(line, '\xe2') == line.n &&
	    (!p->html || slice_find(line, '&') == line.n) &&
	    !has_colour(line);
}

struct slice
paste_line(struct paste *p, struct slice line)
{
	struct sbuf *b = &p->line;

	if (is_clean(p, line))
		return line;
	b->n = 0;
	while (line.n > 0) {
		const struct swap *to = swap_at(p, line);
		size_t n = escape_length(line);

		if (n == 0 && (n = colour_length(line)) > 0)
			b->n -= spelled_escape(b);
		if (to != NULL) {
			sbuf_slice(b, to->to);
			n = to->from.n;
		} else if (n == 0) {
			sbuf_char(b, line.p[0]);
			n = 1;
		}
		line = slice_from(line, n);
	}
	return sbuf_view(b);
}

/* The time since the line before, " +12ms", as a logger of Node.js has it. */
static struct slice
cut_step(struct slice s)
{
	size_t n = s.n;

	if (!slice_ends(s, SLICE("ms")))
		return s;
	for (n -= 2; n > 0 && scan_is_digit(s.p[n - 1]); n--)
		;
	if (slice_ends((struct slice){ s.p, n }, SLICE(" +")))
		s.n = n - 2;
	return s;
}

/* An end of a line that was spelled out, and blanks. */
static struct slice
cut_ends(struct slice s)
{
	static const struct slice ends[] = {
		SLICE_INIT(" "), SLICE_INIT("\t"), SLICE_INIT("^M"),
		SLICE_INIT("\\r"), SLICE_INIT("\\n"), SLICE_INIT("#015"),
		SLICE_INIT("#012"), SLICE_INIT("<br>"), SLICE_INIT("<br/>"),
		SLICE_INIT("<br />"),
	};
	size_t i = 0;

	/* Most lines end otherwise. */
	if (s.n < 2 || (slice_find(SLICE(" \t>"), s.p[s.n - 1]) == 3 &&
	    slice_find(SLICE("^\\1"), s.p[s.n - 2]) == 3))
		return s;
	while (i < COUNT(ends)) {
		if (slice_ends(s, ends[i])) {
			s.n -= ends[i].n;
			i = 0;
		} else {
			i++;
		}
	}
	return s;
}

/* Where the last c stands that has only what may follow a value behind it. */
static size_t
find_close(struct slice s, char c)
{
	size_t n = s.n;

	while (n > 0 && s.p[n - 1] != c &&
	    slice_find(SLICE(" ,;)]}+"), s.p[n - 1]) < 7)
		n--;
	return n > 0 && s.p[n - 1] == c ? n - 1 : s.n;
}

/* Takes off what closes that which was opened in front of the text. */
static struct slice
cut_close(struct slice s, char open)
{
	static const char pairs[] = "\"\"''``[](){}||";
	size_t i, n;

	for (i = 0; i + 1 < sizeof(pairs); i += 2)
		if (pairs[i] == open) {
			s.n = find_close(s, pairs[i + 1]);
			return cut_ends(s);
		}
	/* "<li>TEXT</li>" */
	for (n = s.n; open == '>' && n > 1 && slice_ends(s, SLICE(">")); n--)
		if (s.p[n - 2] == '<' && s.p[n - 1] == '/')
			s.n = n - 2;
	/* JSON in JSON: "\"msg\":\"TEXT\"" */
	for (i = 0; open == '\\' && i + 1 < s.n; i++)
		if (s.p[i] == '\\' && s.p[i + 1] == '"')
			s.n = i;
	return s;
}

/* Whether quotes are written as \' or ''; FFmpeg's header='' has no more. */
static char
quote_sign(struct slice s)
{
	size_t n = slice_find(s, '\'');

	if (n > 0 && n < s.n && s.p[n - 1] == '\\')
		return '\\';
	return n + 2 < s.n && s.p[n + 1] == '\'' &&
	    (scan_is_letter(s.p[n + 2]) || scan_is_digit(s.p[n + 2])) ?
	    '\'' : '\0';
}

struct slice
paste_text(struct paste *p, struct slice text, char open)
{
	char sign;

	text = cut_ends(text);
	if (open != '\0')
		text = cut_close(cut_step(text), open);
	sign = quote_sign(text);
	if (sign == '\0')
		return text;
	p->text.n = 0;
	for (; text.n > 0; text = slice_from(text, 1)) {
		if (text.p[0] == sign && text.n > 1 && text.p[1] == '\'')
			text = slice_from(text, 1);
		sbuf_char(&p->text, text.p[0]);
	}
	return sbuf_view(&p->text);
}
