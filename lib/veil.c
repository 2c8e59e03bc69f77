/*
 * Of several that begin at the same byte the longest counts: a value may begin
 * another one.
 */
#include "veil.h"

/* Fewer are met by chance: the number of a segment. */
#define LONG 8

struct secret {
	struct slice before, value, behind;
};

int
veil_parts(char c)
{
	return slice_find(SLICE("/?&=#;:@,"), c) < 9;
}

/* Whether what stands as a whole may end here. */
static int
ends(struct slice s)
{
	return s.n == 0 || veil_parts(*s.p) ||
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
	return take(&rest, x->behind) && ends(rest) ? value.n : 0;
}

static size_t
anywhere(struct slice s, const struct secret *x, size_t *from)
{
	struct slice rest = s;

	*from = 0;
	return x->value.n >= LONG && take(&rest, x->value) ? s.n - rest.n : 0;
}

/* The longest value at the front of s, as whole has it. */
static size_t
longest(struct slice s, struct slice secrets, int begins, size_t *from)
{
	size_t most = 0, n, at;

	while (secrets.n > 0) {
		struct slice line = slice_cut(&secrets, '\n');
		struct secret x;

		x.before = slice_cut(&line, '\t');
		x.value = slice_cut(&line, '\t');
		x.behind = line;
		n = begins && x.value.n > 0 ? whole(s, &x, &at) : 0;
		if (n == 0)
			n = anywhere(s, &x, &at);
		if (n <= most)
			continue;
		most = n;
		*from = at;
	}
	return most;
}

void
veil(struct sbuf *b, struct slice text, struct slice secrets)
{
	int begins = 1;

	if (secrets.n == 0) {
		sbuf_slice(b, text);
		return;
	}
	while (text.n > 0) {
		size_t from = 0, n = longest(text, secrets, begins, &from);

		if (n > 0) {
			sbuf_slice(b, (struct slice){ text.p, from });
			sbuf_char(b, '*');
			text = slice_from(text, from + n);
			begins = 0;
			continue;
		}
		begins = veil_parts(*text.p);
		sbuf_char(b, *text.p);
		text = slice_from(text, 1);
	}
}

void
veil_add(struct sbuf *secrets, struct slice before, struct slice value,
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
