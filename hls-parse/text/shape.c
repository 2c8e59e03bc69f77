/*
 * Tokens are found from left to right, and matched the same way.
 */
#include "scan.h"
#include "shape.h"

enum { TOKEN_BYTE, TOKEN_WORD, TOKEN_NUMBER, TOKEN_ID, TOKEN_BLANK,
    TOKEN_STAMP };

static int
is_level(struct slice word)
{
	static const struct slice levels[] = {
		SLICE_INIT("trace"), SLICE_INIT("debug"),
		SLICE_INIT("verbose"), SLICE_INIT("info"),
		SLICE_INIT("information"), SLICE_INIT("notice"),
		SLICE_INIT("warn"), SLICE_INIT("warning"),
		SLICE_INIT("err"), SLICE_INIT("error"), SLICE_INIT("fatal"),
		SLICE_INIT("panic"), SLICE_INIT("critical"),
		SLICE_INIT("dbg"), SLICE_INIT("inf"), SLICE_INIT("wrn"),
		SLICE_INIT("v"), SLICE_INIT("d"), SLICE_INIT("i"),
		SLICE_INIT("w"), SLICE_INIT("e"), SLICE_INIT("t"),
	};
	size_t i;

	for (i = 0; i < COUNT(levels); i++)
		if (slice_same(word, levels[i]))
			return 1;
	return 0;
}

/* How many letters and digits s begins with; *kind is what they are. */
static size_t
alnum(struct slice s, unsigned char *kind)
{
	size_t n = 0, digits = 0;

	for (; n < s.n; n++)
		if (scan_is_digit(s.p[n]))
			digits++;
		else if (!scan_is_letter(s.p[n]))
			break;
	*kind = digits == n ? TOKEN_NUMBER : digits > 0 ? TOKEN_ID :
	    TOKEN_WORD;
	return n;
}

static size_t
blanks(struct slice s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t'))
		n++;
	return n;
}

/* Whether a stamp may begin behind these bytes: 1.234 is often none. */
static int
is_stamp(struct slice before, struct slice s, struct stamp *st)
{
	if (!stamp_read(s, st))
		return 0;
	return st->form != STAMP_RELATIVE ||
	    slice_only(before, SLICE(" \t[(<"));
}

/* The token at the start of s, which stands behind before. */
static struct token
read_token(struct slice before, struct slice s)
{
	struct token p = { .at = (unsigned char)before.n };
	struct stamp st;
	size_t n = blanks(s);

	if (n > 0) {
		p.kind = TOKEN_BLANK;
	} else if (is_stamp(before, s, &st)) {
		n = st.n;
		p.kind = TOKEN_STAMP;
		p.form = st.form;
	} else if ((n = alnum(s, &p.kind)) == 0) {
		n = 1;
		p.kind = TOKEN_BYTE;
	}
	p.n = (unsigned char)n;
	return p;
}

struct slice
shape_token(const struct shape *h, size_t i)
{
	return (struct slice){ h->text + h->token[i].at, h->token[i].n };
}

static int
is_byte(const struct shape *h, size_t i, char c)
{
	return i < h->ntokens && h->token[i].kind == TOKEN_BYTE &&
	    h->text[h->token[i].at] == c;
}

/* Docker compose and its like: "restream-1  | ", "10:00:00 web.1  | " */
static int
find_service(struct shape *h)
{
	size_t i, from = 0;

	for (i = 0; i < h->ntokens && !is_byte(h, i, '|'); i++)
		if (h->token[i].kind == TOKEN_STAMP)
			from = i + 2;
	if (i == h->ntokens || i < from + 2 ||
	    h->token[i - 1].kind != TOKEN_BLANK ||
	    h->token[from].kind == TOKEN_BLANK)
		return 0;
	h->who_from = from;
	h->who_to = i - 1;
	return 1;
}

/* Syslog: "ffmpeg[4711]: " */
static void
find_process(struct shape *h)
{
	size_t i, from;

	for (i = 1; i + 2 < h->ntokens; i++) {
		if (h->token[i].kind != TOKEN_NUMBER ||
		    !is_byte(h, i - 1, '[') || !is_byte(h, i + 1, ']') ||
		    !is_byte(h, i + 2, ':'))
			continue;
		for (from = i - 1; from > 0 &&
		    h->token[from - 1].kind != TOKEN_BLANK &&
		    h->token[from - 1].kind != TOKEN_STAMP; from--)
			;
		if (from == i - 1)
			continue;
		h->who_from = from;
		h->who_to = i + 2;
	}
}

/* Of several stamps the finest counts, of equal ones that which is nearest. */
static void
find_stamp(struct shape *h)
{
	int finest = -1;
	size_t i;

	h->stamp = h->ntokens;
	for (i = 0; i < h->ntokens; i++) {
		struct stamp st;

		if (h->token[i].kind != TOKEN_STAMP ||
		    !stamp_read(shape_token(h, i), &st) ||
		    st.decimals < finest)
			continue;
		finest = st.decimals;
		h->stamp = i;
	}
}

int
shape_make(struct shape *h, struct slice text)
{
	size_t at = 0, i;

	*h = (struct shape){ .n = text.n };
	if (text.n == 0 || text.n > SHAPE_BYTES)
		return -1;
	memcpy(h->text, text.p, text.n);
	while (at < text.n && h->ntokens < TOKENS_MAX) {
		h->token[h->ntokens] = read_token((struct slice){ h->text, at },
		    (struct slice){ h->text + at, text.n - at });
		at += h->token[h->ntokens++].n;
	}
	if (at < text.n)
		return -1;
	find_stamp(h);
	if (!find_service(h))
		find_process(h);
	/* Without a stamp a word that may change could be any text. */
	for (i = 0; i < h->ntokens && h->stamp < h->ntokens; i++)
		h->token[i].any = h->token[i].kind == TOKEN_WORD &&
		    is_level(shape_token(h, i));
	return 0;
}

/* Blanks inside may be more or fewer, those at the end are the line's. */
static size_t
match_blanks(const struct shape *h, size_t i, struct slice s)
{
	size_t n = blanks(s);

	if (i + 1 < h->ntokens)
		return n;
	/* An editor takes them off what is empty. */
	return n >= h->token[i].n ? h->token[i].n : n == s.n ? n : 0;
}

/* The bytes of s that token i of the shape stands for; 0: it does not. */
static size_t
match_token(const struct shape *h, size_t i, struct slice s, struct stamp *st)
{
	const struct token *p = &h->token[i];
	struct slice text = shape_token(h, i);
	unsigned char kind;
	size_t n;

	switch (p->kind) {
	case TOKEN_BLANK:
		return match_blanks(h, i, s);
	case TOKEN_STAMP:
		return stamp_read(s, st) && st->form == p->form ? st->n : 0;
	case TOKEN_NUMBER:
	case TOKEN_ID:
		n = alnum(s, &kind);
		return kind == TOKEN_NUMBER || kind == p->kind ||
		    p->kind == TOKEN_ID ? n : 0;
	case TOKEN_WORD:
		n = alnum(s, &kind);
		if (p->any)
			return kind == TOKEN_WORD ? n : 0;
		return slice_eq((struct slice){ s.p, n }, text) ? n : 0;
	default:
		return slice_starts(s, text) ? p->n : 0;
	}
}

int
shape_match(const struct shape *h, struct slice line, struct found *f)
{
	struct stamp st;
	size_t at = 0, i;

	*f = (struct found){ .who = { line.p, 0 } };
	for (i = 0; i < h->ntokens; i++) {
		struct slice rest = slice_from(line, at);
		size_t n = match_token(h, i, rest, &st);

		/* What is empty may lack the last blank. */
		f->cut = n == 0;
		if (f->cut && (rest.n > 0 || i + 1 < h->ntokens || i == 0 ||
		    h->token[i].kind != TOKEN_BLANK))
			return 0;
		if (i == h->stamp) {
			f->stamp = st;
			f->stamp_at = at;
		}
		if (i == h->who_from)
			f->who.p = line.p + at;
		at += n;
		if (i + 1 == h->who_to)
			f->who.n = (size_t)(line.p + at - f->who.p);
	}
	f->n = at;
	return 1;
}

/* Whether token i of two shapes may be one: another writer is none of it. */
static int
may_be_one(const struct shape *h, const struct shape *other, size_t i)
{
	bool fixed = h->token[i].kind == TOKEN_BYTE ||
	    (i >= h->who_from && i < h->who_to);

	return h->token[i].kind == other->token[i].kind &&
	    h->token[i].form == other->token[i].form && (!fixed ||
	    h->token[i].kind == TOKEN_NUMBER ||
	    slice_eq(shape_token(h, i), shape_token(other, i)));
}

int
shape_widen(struct shape *h, const struct shape *other)
{
	size_t i;

	if (h->ntokens != other->ntokens || h->stamp == h->ntokens)
		return 0;
	for (i = 0; i < h->ntokens; i++)
		if (!may_be_one(h, other, i))
			return 0;
	for (i = 0; i < h->ntokens; i++)
		if (h->token[i].kind == TOKEN_WORD &&
		    !slice_eq(shape_token(h, i), shape_token(other, i)))
			h->token[i].any = true;
	return 1;
}

void
shape_print(const struct shape *h, struct sbuf *b)
{
	size_t from = 0, to = h->ntokens, i;

	while (from < to && h->token[from].kind == TOKEN_STAMP)
		from += from + 1 < to &&
		    h->token[from + 1].kind == TOKEN_BLANK ? 2 : 1;
	if (to > from + 1 && h->token[to - 2].kind == TOKEN_STAMP)
		to -= 2;
	for (i = from; i < to; i++)
		if (h->token[i].kind == TOKEN_STAMP)
			sbuf_str(b, "<time>");
		else
			sbuf_slice(b, shape_token(h, i));
}
