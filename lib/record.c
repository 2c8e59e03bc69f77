/*
 * The one codec of the three streams.
 */
#include <string.h>

#include "num.h"
#include "record.h"

static const char hex[] = "0123456789ABCDEF";

/* "1795351500.000000": digits, a point, six digits. */
static int
read_time(struct slice s, int64_t *us)
{
	if (s.n < 8 || s.n > 19 || s.p[s.n - 7] != '.' || s.p[0] == '-')
		return -1;
	return num_micro(s, us);
}

/* What words are of: 1 in kinds and keys, 2 in keys alone. */
static const unsigned char in_word[256] = {
	['.'] = 2, ['_'] = 1,
	['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['n'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

static int
is_key(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (in_word[(unsigned char)s.p[i]] == 0)
			return 0;
	return s.n > 0;
}

/* How many bytes s begins with that a kind may be of. */
static inline size_t
kind_length(struct slice s)
{
	size_t i = 0;

	while (i < s.n && in_word[(unsigned char)s.p[i]] == 1)
		i++;
	return i;
}

/* The same of a subject: printable ones. */
static inline size_t
subject_length(struct slice s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] > ' ' && s.p[i] < 0x7f)
		i++;
	return i;
}

int
record_is_kind(struct slice s)
{
	return s.n > 0 && kind_length(s) == s.n;
}

/* Takes a word of n bytes off *s; -1 if it is none, or does not end there. */
static inline int
take_word(struct slice *s, size_t n, struct slice *word)
{
	if (n == 0 || (n < s->n && s->p[n] != ' '))
		return -1;
	*word = (struct slice){ s->p, n };
	*s = slice_from(*s, n < s->n ? n + 1 : n);
	return 0;
}

int
record_read(struct record *r, struct slice line)
{
	if (read_time(slice_cut(&line, ' '), &r->time_us) != 0 ||
	    take_word(&line, subject_length(line), &r->subject) != 0 ||
	    take_word(&line, kind_length(line), &r->kind) != 0)
		return -1;
	r->rest = line;
	return 0;
}

int
field_next(struct slice *rest, struct field *f)
{
	size_t eq;
	struct slice w;

	if (rest->n == 0)
		return 0;
	w = slice_cut(rest, ' ');
	eq = slice_find(w, '=');
	if (eq == w.n) {
		*f = (struct field){ { w.p, 0 }, w };
		return 1;
	}
	f->key = (struct slice){ w.p, eq };
	f->value = slice_from(w, eq + 1);
	return 1;
}

int
field_get(struct slice rest, const char *key, struct slice *value)
{
	size_t n = strlen(key);

	/* Fields are passed over whole, not split as field_next does. */
	for (; rest.n > 0; slice_cut(&rest, ' ')) {
		if (rest.n <= n || rest.p[n] != '=' ||
		    !bytes_same(rest.p, key, n))
			continue;
		rest = slice_from(rest, n + 1);
		*value = slice_cut(&rest, ' ');
		return 1;
	}
	return 0;
}

int
field_int(struct slice rest, const char *key, int64_t *v)
{
	struct slice s;

	return field_get(rest, key, &s) &&
	    num_int(s, INT64_MIN + 1, INT64_MAX, v) == 0;
}

int
field_micro(struct slice rest, const char *key, int64_t *v)
{
	struct slice s;

	return field_get(rest, key, &s) && num_micro(s, v) == 0;
}

/* Printable ASCII but for the space, % and ". */
#define Y16 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
static const unsigned char plain[256] = {
	[' ' + 1] = 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	Y16, Y16, Y16, Y16, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

int
record_valid(struct slice rest)
{
	struct field f;
	size_t i;

	while (field_next(&rest, &f)) {
		if (!is_key(f.key))
			return 0;
		for (i = 0; i < f.value.n; i++)
			if (!plain[(unsigned char)f.value.p[i]] &&
			    f.value.p[i] != '%')
				return 0;
	}
	return 1;
}

static int
is_host(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!((c | 32) >= 'a' && (c | 32) <= 'z') &&
		    !(c >= '0' && c <= '9') &&
		    c != '.' && c != '_' && c != '-')
			return 0;
	}
	return s.n > 0;
}

/* Takes a number of up to nine digits off *s; -1 if there is none. */
static inline int64_t
take_short(struct slice *s)
{
	int32_t v = 0;
	size_t i;

	for (i = 0; i < s->n && i < 9; i++) {
		int d = s->p[i] - '0';

		if (d < 0 || d > 9)
			break;
		v = v * 10 + d;
	}
	*s = slice_from(*s, i);
	return i > 0 ? v : -1;
}

/* ID.RUN in few digits, as nearly all are. */
static inline int
read_short(struct slice s, struct session_id *id)
{
	id->client = take_short(&s);
	if (id->client < 0 || s.n == 0 || s.p[0] != '.')
		return -1;
	s = slice_from(s, 1);
	id->run = take_short(&s);
	return id->run < 0 || s.n > 0 ? -1 : 0;
}

int
session_read(struct slice subject, struct session_id *id)
{
	size_t colon;

	id->host = (struct slice){ subject.p, 0 };
	if (read_short(subject, id) == 0)
		return 0;
	colon = slice_find(subject, ':');
	if (colon < subject.n) {
		id->host = slice_cut(&subject, ':');
		if (!is_host(id->host))
			return -1;
	}
	if (num_int(slice_cut(&subject, '.'), 0, INT32_MAX, &id->client) != 0)
		return -1;
	return num_int(subject, 0, INT32_MAX, &id->run);
}

static int
hex_digit(char c)
{
	const char *q = c != '\0' ? strchr(hex, c) : NULL;

	return q != NULL ? (int)(q - hex) : -1;
}

void
unescape(struct sbuf *b, struct slice v)
{
	size_t i;

	for (i = 0; i < v.n; i++) {
		int hi = -1, lo = -1;

		if (v.p[i] == '%' && v.n - i > 2) {
			hi = hex_digit(v.p[i + 1]);
			lo = hex_digit(v.p[i + 2]);
		}
		if (hi < 0 || lo < 0) {
			sbuf_char(b, v.p[i]);
			continue;
		}
		sbuf_char(b, (char)(hi * 16 + lo));
		i += 2;
	}
}

void
escape(struct sbuf *b, struct slice text)
{
	char *start = sbuf_room(b, 3 * text.n), *q = start;
	size_t i = 0, from;

	while (i < text.n) {
		unsigned char c;

		for (from = i; i < text.n; i++)
			if (!plain[(unsigned char)text.p[i]])
				break;
		memcpy(q, text.p + from, i - from);
		q += i - from;
		if (i == text.n)
			break;
		c = (unsigned char)text.p[i++];
		*q++ = '%';
		*q++ = hex[c >> 4];
		*q++ = hex[c & 15];
	}
	b->n += (size_t)(q - start);
}

void
record_begin(struct sbuf *b, int64_t time_us, struct slice subject,
    const char *kind)
{
	sbuf_micro(b, time_us);
	sbuf_char(b, ' ');
	sbuf_slice(b, subject);
	sbuf_char(b, ' ');
	sbuf_str(b, kind);
}

static void
put_key(struct sbuf *b, const char *key)
{
	size_t n = strlen(key);
	char *q = sbuf_room(b, n + 2);

	q[0] = ' ';
	/* NOLINTNEXTLINE(bugprone-not-null-terminated-result): "=" follows */
	memcpy(q + 1, key, n);
	q[n + 1] = '=';
	b->n += n + 2;
}

void
put_slice(struct sbuf *b, const char *key, struct slice value)
{
	put_key(b, key);
	escape(b, value);
}

void
put_str(struct sbuf *b, const char *key, const char *value)
{
	put_slice(b, key, slice_str(value));
}

void
put_int(struct sbuf *b, const char *key, int64_t v)
{
	put_key(b, key);
	sbuf_int(b, v);
}

void
put_micro(struct sbuf *b, const char *key, int64_t v)
{
	put_key(b, key);
	sbuf_micro(b, v);
}

void
record_end(struct sbuf *b)
{
	sbuf_char(b, '\n');
}
