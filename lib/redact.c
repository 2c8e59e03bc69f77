/*
 * Redaction by URL syntax alone (RFC 3986): which values are secret, nobody
 * can know, so none is shown. And by the values themselves, where they are
 * known: of several that begin at the same byte the longest counts, as one may
 * begin another.
 */
#include "redact.h"

int
redact_ends(struct slice s)
{
	static const struct slice behind = SLICE_INIT(" \t,;:)]}\"'");

	return s.p[0] == ' ' || s.p[0] == '"' || s.p[0] == '\t' ||
	    (s.p[0] == '\'' &&
	    (s.n == 1 || slice_find(behind, s.p[1]) < behind.n));
}

/* The same, in a URL: most of its bytes are beyond these. */
static inline int
ends(struct slice s, size_t i)
{
	return s.p[i] <= '\'' && redact_ends(slice_from(s, i));
}

size_t
redact_userinfo(struct slice s)
{
	size_t i, at = 0;

	for (i = 0; i < s.n && s.p[i] != '/' && s.p[i] != '?' &&
	    s.p[i] != '#' && !ends(s, i); i++)
		if (s.p[i] == '@')
			at = i + 1;
	return at;
}

/* One part of a query, "key=value" or a bare value, up to its & or end. */
static size_t
part(struct sbuf *b, struct slice s)
{
	size_t n = 0, eq = s.n;

	for (n = 0; n < s.n && s.p[n] != '&' && s.p[n] != '#' &&
	    !ends(s, n); n++)
		if (s.p[n] == '=' && eq == s.n)
			eq = n;
	if (eq < n)
		sbuf_slice(b, (struct slice){ s.p, eq + 1 });
	if (n > 0)
		sbuf_char(b, '*');
	return n;
}

/* What stands behind "?", up to the end of the URL. */
static size_t
query(struct sbuf *b, struct slice s)
{
	size_t i = 0;

	for (;;) {
		i += part(b, slice_from(s, i));
		if (i == s.n || s.p[i] != '&')
			return i;
		sbuf_char(b, s.p[i++]);
	}
}

/* The URL that begins at s, behind "://"; returns its length. */
static size_t
url(struct sbuf *b, struct slice s)
{
	size_t at = redact_userinfo(s), n = at;

	while (n < s.n && s.p[n] != '?' && !ends(s, n))
		n++;
	sbuf_slice(b, (struct slice){ s.p + at, n - at });
	if (n == s.n || s.p[n] != '?')
		return n;
	sbuf_char(b, '?');
	return n + 1 + query(b, slice_from(s, n + 1));
}

void
redact(struct sbuf *b, struct slice s)
{
	while (s.n > 0) {
		size_t n = slice_find(s, ':');

		if (s.n - n < 3 || s.p[n + 1] != '/' || s.p[n + 2] != '/') {
			n += n < s.n;
			sbuf_slice(b, (struct slice){ s.p, n });
		} else {
			n += 3;
			sbuf_slice(b, (struct slice){ s.p, n });
			n += url(b, slice_from(s, n));
		}
		s = slice_from(s, n);
	}
}

/* Values */

/* Fewer are met by chance: the number of a segment. */
#define LONG 8

struct secret {
	struct slice before, value, behind;
};

int
redact_parts(char c)
{
	return slice_find(SLICE("/?&=#;:@,"), c) < 9;
}

/* Whether what stands as a whole may end here. */
static int
ends_whole(struct slice s)
{
	return s.n == 0 || redact_parts(*s.p) ||
	    slice_find(SLICE(" \t'\")]}>"), *s.p) < 8;
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | ' ');
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bytes of s, which begins with c as it is or %-escaped; or 0. */
static size_t
same_byte(struct slice s, char c)
{
	int high, low;

	if (s.n > 0 && *s.p == c)
		return 1;
	if (s.n < 3 || *s.p != '%')
		return 0;
	high = digit(s.p[1]);
	low = digit(s.p[2]);
	return high >= 0 && low >= 0 &&
	    (unsigned char)c == high * 16 + low ? 3 : 0;
}

/* Takes what is the same as want off s: 1, or 0 and s is of no use. */
static int
take(struct slice *s, struct slice want)
{
	size_t i, n;

	for (i = 0; i < want.n; i++) {
		n = same_byte(*s, want.p[i]);
		if (n == 0)
			return 0;
		*s = slice_from(*s, n);
	}
	return 1;
}

/* Where a value stands in s, at its front: *from bytes on, so many; or 0. */
static size_t
whole(struct slice s, const struct secret *x, size_t *from)
{
	struct slice rest = s, value;

	if (!take(&rest, x->before))
		return 0;
	value = rest;
	if (!take(&rest, x->value))
		return 0;
	*from = s.n - value.n;
	value.n -= rest.n;
	return take(&rest, x->behind) && ends_whole(rest) ? value.n : 0;
}

static size_t
anywhere(struct slice s, const struct secret *x, size_t *from)
{
	struct slice rest = s;

	*from = 0;
	return x->value.n >= LONG && take(&rest, x->value) ? s.n - rest.n : 0;
}

struct hit {
	size_t from, n;		/* its place in the text; n 0: none */
	struct slice value;
};

/* The longest value at the front of s, as whole has it. */
static struct hit
longest(struct slice s, struct slice values, int begins)
{
	struct hit best = { 0 };

	while (values.n > 0) {
		struct slice line = slice_cut(&values, '\n');
		size_t n = 0, from = 0;
		struct secret x;

		x.before = slice_cut(&line, '\t');
		x.value = slice_cut(&line, '\t');
		x.behind = line;
		if (begins && x.value.n > 0)
			n = whole(s, &x, &from);
		if (n == 0)
			n = anywhere(s, &x, &from);
		if (n > best.n)
			best = (struct hit){ from, n, x.value };
	}
	return best;
}

void
redact_values_with(struct sbuf *b, struct slice text, struct slice values,
    void (*put)(struct sbuf *, struct slice value))
{
	int begins = 1;

	if (values.n == 0) {
		sbuf_slice(b, text);
		return;
	}
	while (text.n > 0) {
		struct hit hit = longest(text, values, begins);

		begins = redact_parts(*text.p);
		if (hit.n == 0) {
			sbuf_char(b, *text.p);
			text = slice_from(text, 1);
			continue;
		}
		sbuf_slice(b, (struct slice){ text.p, hit.from });
		put(b, hit.value);
		text = slice_from(text, hit.from + hit.n);
		begins = 0;
	}
}

static void
put_star(struct sbuf *b, struct slice value)
{
	(void)value;
	sbuf_char(b, '*');
}

void
redact_values(struct sbuf *b, struct slice text, struct slice values)
{
	redact_values_with(b, text, values, put_star);
}

void
redact_add(struct sbuf *secrets, struct slice before, struct slice value,
    struct slice behind)
{
	if (value.n == 0)
		return;
	sbuf_slice(secrets, before);
	sbuf_char(secrets, '\t');
	sbuf_slice(secrets, value);
	sbuf_char(secrets, '\t');
	sbuf_slice(secrets, behind);
	sbuf_char(secrets, '\n');
}
