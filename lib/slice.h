/*
 * A view of bytes that somebody else owns: never terminated, never freed.
 */
#ifndef SLICE_H
#define SLICE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

struct slice {
	const char *p;
	size_t n;
};

/* A string literal as a slice, to initialise with and as a value. */
#define SLICE_INIT(lit) { (lit), sizeof(lit) - 1 }
#define SLICE(lit) ((struct slice)SLICE_INIT(lit))
/* A string as a slice. */
static inline struct slice
slice_str(const char *s)
{
	return (struct slice){ s, strlen(s) };
}

/* Elements of an array. */
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static inline int
slice_eq(struct slice s, struct slice t)
{
	return s.n == t.n && (t.n == 0 || memcmp(s.p, t.p, t.n) == 0);
}

static inline int
slice_starts(struct slice s, struct slice t)
{
	return s.n >= t.n && (t.n == 0 || memcmp(s.p, t.p, t.n) == 0);
}

static inline int
slice_ends(struct slice s, struct slice t)
{
	return s.n >= t.n && (t.n == 0 ||
	    memcmp(s.p + s.n - t.n, t.p, t.n) == 0);
}

/* As slice_starts, whatever the case of ASCII letters. */
static inline int
slice_begins(struct slice s, struct slice t)
{
	return s.n >= t.n && strncasecmp(s.p, t.p, t.n) == 0;
}

/* As slice_eq, whatever the case of ASCII letters. */
static inline int
slice_same(struct slice s, struct slice t)
{
	return s.n == t.n && slice_begins(s, t);
}

/*
 * memcmp for equality alone, for short texts in hot places, where the call
 * would cost more than the comparison.
 */
static inline int
bytes_same(const char *a, const char *b, size_t n)
{
	uint64_t x, y;
	uint32_t v[4];
	size_t i;

	if (n < sizeof(v[0])) {
		for (i = 0; i < n; i++)
			if (a[i] != b[i])
				return 0;
		return 1;
	}
	if (n < sizeof(x)) {
		memcpy(&v[0], a, sizeof(v[0]));
		memcpy(&v[1], b, sizeof(v[0]));
		memcpy(&v[2], a + n - sizeof(v[0]), sizeof(v[0]));
		memcpy(&v[3], b + n - sizeof(v[0]), sizeof(v[0]));
		return v[0] == v[1] && v[2] == v[3];
	}
	for (i = 0; i + sizeof(x) < n; i += sizeof(x)) {
		memcpy(&x, a + i, sizeof(x));
		memcpy(&y, b + i, sizeof(y));
		if (x != y)
			return 0;
	}
	/* The last ones, some of them once more. */
	memcpy(&x, a + n - sizeof(x), sizeof(x));
	memcpy(&y, b + n - sizeof(y), sizeof(y));
	return x == y;
}

/*
 * Eight bytes as a number, the first one lowest on every machine: compilers
 * make it one load.
 */
static inline uint64_t
bytes_eight(const char *p)
{
	const unsigned char *q = (const unsigned char *)p;

	return (uint64_t)q[0] | (uint64_t)q[1] << 8 | (uint64_t)q[2] << 16 |
	    (uint64_t)q[3] << 24 | (uint64_t)q[4] << 32 |
	    (uint64_t)q[5] << 40 | (uint64_t)q[6] << 48 |
	    (uint64_t)q[7] << 56;
}

/* What is left of s behind its first n bytes; n <= s.n. */
static inline struct slice
slice_from(struct slice s, size_t n)
{
	/* A null pointer takes no offset, not even 0. */
	return (struct slice){ n > 0 ? s.p + n : s.p, s.n - n };
}

/* Offset of c in s, or s.n. */
static inline size_t
slice_find(struct slice s, char c)
{
	const char *q = s.n ? memchr(s.p, (unsigned char)c, s.n) : NULL;

	return q ? (size_t)(q - s.p) : s.n;
}

/* What stands before c, or all of s. */
static inline struct slice
slice_until(struct slice s, char c)
{
	return (struct slice){ s.p, slice_find(s, c) };
}

/* Offset behind the last c in s, or 0. */
static inline size_t
slice_behind(struct slice s, char c)
{
	while (s.n > 0 && s.p[s.n - 1] != c)
		s.n--;
	return s.n;
}

/* Takes what stands before the next c, which goes too, or all off *s. */
static inline struct slice
slice_cut(struct slice *s, char c)
{
	struct slice before = slice_until(*s, c);

	*s = slice_from(*s, before.n < s->n ? before.n + 1 : before.n);
	return before;
}

/* Takes a line, ended by CR LF or by LF alone, off *s. */
static inline struct slice
slice_line(struct slice *s)
{
	struct slice line = slice_cut(s, '\n');

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* Without the blanks and tabs around it. */
static inline struct slice
slice_trim(struct slice s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = slice_from(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* Whether s is of no other bytes than these. */
static inline int
slice_only(struct slice s, struct slice bytes)
{
	for (; s.n > 0; s = slice_from(s, 1))
		if (slice_find(bytes, *s.p) == bytes.n)
			return 0;
	return 1;
}

#define DIGITS "0123456789"
/* ASCII letters and digits. */
#define ALNUM "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS

/* Whether an item is among those of a list that c parts: a,b,c. */
static inline int
slice_lists(struct slice list, char c, struct slice item)
{
	while (list.n > 0)
		if (slice_eq(slice_cut(&list, c), item))
			return 1;
	return 0;
}

/* Whether part, which is not empty, stands somewhere in s. */
static inline int
slice_has(struct slice s, struct slice part)
{
	for (; s.n >= part.n; s = slice_from(s, 1))
		if (s.p[0] == part.p[0] && slice_starts(s, part))
			return 1;
	return 0;
}

/* Text of a header or a target of HTTP: no control bytes but tabs. */
static inline int
slice_is_text(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return 0;
	}
	return 1;
}

/* As slice_has, whatever the case of ASCII letters. */
static inline int
slice_holds(struct slice s, struct slice part)
{
	for (; s.n >= part.n; s = slice_from(s, 1))
		if (slice_begins(s, part))
			return 1;
	return 0;
}

/* Takes the next word off *s, which any of the blanks part. Empty: none. */
static inline struct slice
slice_word(struct slice *s, struct slice blanks)
{
	struct slice w;

	while (s->n > 0 && slice_find(blanks, *s->p) < blanks.n)
		*s = slice_from(*s, 1);
	w = (struct slice){ s->p, 0 };
	while (w.n < s->n && slice_find(blanks, w.p[w.n]) == blanks.n)
		w.n++;
	*s = slice_from(*s, w.n);
	return w;
}

/* Takes a prefix off *s; 0 if it has another. */
static inline int
slice_skip(struct slice *s, struct slice prefix)
{
	if (!slice_starts(*s, prefix))
		return 0;
	*s = slice_from(*s, prefix.n);
	return 1;
}

#endif
