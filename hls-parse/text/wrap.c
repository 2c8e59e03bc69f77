/*
 * No reader of JSON: a key is found by its bytes, wherever it stands among the
 * others, and a value ends at the next quote that is not escaped.
 */
#include "utf8.h"
#include "words.h"
#include "wrap.h"

/* What a key without quotes may be of. */
#define KEY_CHARS ALNUM "_.@-"

static int
is_key_char(char c)
{
	return slice_find(SLICE(KEY_CHARS), c) < sizeof(KEY_CHARS) - 1;
}

/*
 * Where the key begins whose value stands at offset at of s, behind a quote if
 * there is one: "\"log\":\"", "msg=\"", "ts=". Returns at if there is none.
 */
static size_t
key_start(struct slice s, size_t at)
{
	size_t i = at;

	if (i > 0 && s.p[i - 1] == '"')
		i--;
	while (i > 0 && s.p[i - 1] == ' ')
		i--;
	if (i < 2 || (s.p[i - 1] != ':' && s.p[i - 1] != '='))
		return at;
	i--;
	while (s.p[i] == ':' && i > 1 && s.p[i - 1] == ' ')
		i--;
	if (s.p[i - 1] != '"') {
		size_t end = i;

		while (i > 0 && is_key_char(s.p[i - 1]))
			i--;
		return i < end && s.p[end] == '=' ? i : at;
	}
	for (i--; i > 0 && s.p[i - 1] != '"'; i--)
		;
	return i > 0 ? i - 1 : at;
}

static int
key_set(struct key *k, struct slice s, size_t from, size_t to)
{
	k->n = to - from;
	if (k->n > KEY_BYTES)
		k->n = 0;
	memcpy(k->text, s.p + from, k->n);
	return k->n > 0;
}

/* What stands behind a key in s: 1 and *value, or 0. */
static int
key_find(const struct key *k, struct slice s, struct slice *value)
{
	struct slice key = { k->text, k->n };

	/* cppcheck-suppress ctuuninitvar ; words_after sets it */
	for (; k->n > 0 && words_after(s, key, value); s = *value) {
		const char *at = value->p - k->n;

		/* "time=" is no key where "uptime=" stands. */
		if (at == s.p || key.p[0] == '"' || !is_key_char(at[-1]))
			return 1;
	}
	return 0;
}

/* The first value of a key that is a whole stamp; lines are looked at once. */
static void
learn_time(struct wrap *w, struct slice s, size_t from, size_t to)
{
	struct stamp st;
	size_t at, key;

	w->time.n = 0;
	w->first = stamp_read(s, &st);
	for (at = 1; at < s.n && !w->first; at++) {
		if (at == from)
			at = to;
		key = key_start(s, at);
		if (key < at && at < s.n &&
		    stamp_read(slice_from(s, at), &st) &&
		    st.form >= STAMP_DAY && key_set(&w->time, s, key, at))
			return;
	}
}

/* Where the quoted value that begins at offset at ends. */
static size_t
value_end(struct slice s, size_t at)
{
	for (; at < s.n && s.p[at] != '"'; at++)
		if (s.p[at] == '\\')
			at++;
	return at < s.n ? at : s.n;
}

size_t
wrap_learn(struct wrap *w, struct slice line, size_t at)
{
	size_t open = at, key;

	/* Nothing quoted ends between the two. */
	while (open > 0 && line.p[open - 1] != '"')
		open--;
	key = open > 0 ? key_start(line, open) : open;
	if (key == open || line.p[open - 1] != '"' ||
	    !key_set(&w->line, line, key, open))
		return 0;
	learn_time(w, line, open, value_end(line, open));
	return open;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' ^ 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "\u001b", "\x1b": what is behind it, and its character into b */
static struct slice
unescape_code(struct slice s, size_t digits, struct sbuf *b)
{
	unsigned long code = 0;
	size_t i;

	if (s.n < digits)
		return s;
	for (i = 0; i < digits; i++) {
		int digit = hex_digit(s.p[i]);

		if (digit < 0)
			return s;
		code = code << 4 | (unsigned)digit;
	}
	utf8_put(b, code == '\n' ? '\r' : code);
	return slice_from(s, digits);
}

/* A line's end in a value ends a line, too: as a CR does. */
static void
put_end(struct sbuf *b)
{
	if (b->n > 0 && b->p[b->n - 1] != '\r')
		sbuf_char(b, '\r');
}

/* What a backslash and the byte behind it stand for; s is behind both. */
static struct slice
unescape(char c, struct slice s, struct sbuf *b)
{
	if (c == 'u' || c == 'x')
		return unescape_code(s, c == 'u' ? 4 : 2, b);
	if (c == 'n' || c == 'r')
		put_end(b);
	else
		sbuf_char(b, c == 't' ? '\t' : c);
	return s;
}

static void
take_value(struct slice value, struct sbuf *body)
{
	struct slice s = { value.p, value_end(value, 0) };

	while (s.n > 0) {
		struct slice plain = slice_until(s, '\\');

		sbuf_slice(body, plain);
		s = slice_from(s, plain.n);
		if (s.n >= 2)
			s = unescape(s.p[1], slice_from(s, 2), body);
		else
			s.n = 0;
	}
	while (body->n > 0 && body->p[body->n - 1] == '\r')
		body->n--;
}

int
wrap_stamp(const struct wrap *w, struct slice line, struct stamp *st)
{
	struct slice value;

	if (w->first)
		return stamp_read(line, st);
	return key_find(&w->time, line, &value) && stamp_read(value, st);
}

int
wrap_take(struct wrap *w, struct slice line, struct sbuf *body,
    struct wrapped *out)
{
	struct slice value;
	struct stamp st;

	if (!key_find(&w->line, line, &value))
		return 0;
	body->n = 0;
	take_value(value, body);
	out->stamped = wrap_stamp(w, line, &st);
	if (out->stamped)
		out->us = stamp_us(&w->calendar, &st);
	return 1;
}
