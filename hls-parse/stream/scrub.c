/*
 * Only text of FFmpeg's is looked at, and what may hold values of --values:
 * hls-spawn redacts its own records.
 */
#include "redact.h"
#include "scrub.h"
#include "text/hash.h"
#include "text/words.h"

/* Parts of the names of headers and options that hold secrets. */
static const struct slice secret_names[] = {
	SLICE_INIT("auth"), SLICE_INIT("cookie"), SLICE_INIT("token"),
	SLICE_INIT("secret"), SLICE_INIT("password"), SLICE_INIT("session"),
	SLICE_INIT("signature"), SLICE_INIT("api-key"), SLICE_INIT("apikey"),
	SLICE_INIT("access-key"), SLICE_INIT("credential"),
	SLICE_INIT("license"),
};
/* FFmpeg's options that do, with these or other names. */
static const struct slice secret_options[] = {
	SLICE_INIT("headers"), SLICE_INIT("cookies"),
	SLICE_INIT("decryption_key"), SLICE_INIT("key"),
	SLICE_INIT("post_data"), SLICE_INIT("cryptokey"),
};

static void
put_hash(struct sbuf *b, struct slice secret)
{
	if (secret.n > 0)
		sbuf_printf(b, "%016llx",
		    (unsigned long long)url_hash(secret));
}

static int
is_secret_name(struct slice name)
{
	size_t i;

	for (; name.n > 0; name = slice_from(name, 1))
		for (i = 0; i < COUNT(secret_names); i++)
			if (slice_begins(name, secret_names[i]))
				return 1;
	return 0;
}

static int
ends_word(char c)
{
	return c == ' ' || c == '\'' || c == '"' || c == '\t' || c == '\r';
}

/* "a=1&b=2": the values hashed */
static void
put_query(struct sbuf *b, struct slice query)
{
	while (query.n > 0) {
		struct slice part = slice_until(query, '&'), value = part;

		slice_cut(&value, '=');
		if (value.n == 0 && slice_find(part, '=') == part.n)
			value = part;
		sbuf_slice(b, (struct slice){ part.p, part.n - value.n });
		put_hash(b, value);
		query = slice_from(query, part.n);
		if (slice_skip(&query, SLICE("&")))
			sbuf_char(b, '&');
	}
}

/* One word of the line, which may be or hold a URL or a path. */
static void
put_word(struct sbuf *b, struct slice word)
{
	struct slice rest = word, path, fragment;
	size_t n;

	if (words_after(word, SLICE("://"), &rest)) {
		sbuf_slice(b, (struct slice){ word.p, word.n - rest.n });
		n = redact_userinfo(rest);
		if (n > 0) {
			put_hash(b, (struct slice){ rest.p, n - 1 });
			sbuf_char(b, '@');
		}
		rest = slice_from(rest, n);
	}
	path = slice_cut(&rest, '?');
	sbuf_slice(b, path);
	if (path.p + path.n == word.p + word.n)
		return;
	sbuf_char(b, '?');
	fragment = rest;
	rest.n = slice_find(rest, '#');
	put_query(b, rest);
	sbuf_slice(b, slice_from(fragment, rest.n));
}

static void
put_words(struct sbuf *b, struct slice s)
{
	while (s.n > 0) {
		size_t n = 0;

		while (n < s.n && s.p[n] != '\r' &&
		    !redact_ends(slice_from(s, n)))
			n++;
		put_word(b, (struct slice){ s.p, n });
		s = slice_from(s, n);
		if (s.n > 0) {
			sbuf_char(b, s.p[0]);
			s = slice_from(s, 1);
		}
	}
}

/*
 * "Cookie: a=b" alone or in "header='...'": the length up to the secret value,
 * or 0.
 */
static size_t
secret_header(struct slice text)
{
	struct slice rest = text, name;
	size_t i;

	words_after(text, SLICE("header='"), &rest);
	name = slice_cut(&rest, ':');
	for (i = 0; i < name.n; i++)
		if (ends_word(name.p[i]))
			return 0;
	if (rest.n == 0 || !is_secret_name(name))
		return 0;
	return text.n - rest.n;
}

/*
 * "Reading option '-headers' ... with argument 'Cookie: a=b": the length up to
 * the argument, or 0. It goes on to the end of a line that ends in "'.".
 */
static size_t
secret_option(struct slice text)
{
	struct slice rest, name;
	size_t i;

	if (!words_after(text, SLICE("ption "), &rest) &&
	    !words_after(text, SLICE("Setting "), &rest))
		return 0;
	slice_skip(&rest, SLICE("'"));
	slice_skip(&rest, SLICE("-"));
	for (name = rest, name.n = 0; name.n < rest.n &&
	    !ends_word(rest.p[name.n]); name.n++)
		;
	for (i = 0; i < COUNT(secret_options); i++)
		if (slice_eq(name, secret_options[i]))
			break;
	if (i == COUNT(secret_options) && !is_secret_name(name))
		return 0;
	if (!words_after(rest, SLICE("argument "), &rest) &&
	    !words_after(rest, SLICE("value "), &rest))
		return 0;
	return text.n - rest.n;
}

static int
ends_argument(struct slice text)
{
	return text.n > 0 && (text.p[text.n - 1] == '.' ||
	    text.p[text.n - 1] == '\'');
}

static void
scrub_plain(struct sbuf *b, struct session *s, struct slice text)
{
	size_t n = 0;

	/* The next message: the argument had another end. */
	if (text.n > 0 && text.p[0] == '[')
		s->in_argument = 0;
	/* mpv's name stands before each line of a request. */
	if (slice_starts(text, SLICE("[ffmpeg] "))) {
		sbuf_str(b, "[ffmpeg] ");
		text = slice_from(text, 9);
	}
	if (!s->in_argument) {
		n = secret_option(text);
		s->in_argument = n > 0;
		if (n == 0)
			n = secret_header(text);
		if (n == 0) {
			put_words(b, text);
			return;
		}
	}
	put_words(b, (struct slice){ text.p, n });
	sbuf_char(b, ' ');
	put_hash(b, slice_from(text, n));
	if (s->in_argument && ends_argument(text))
		s->in_argument = 0;
	else if (text.n > 0 && text.p[text.n - 1] == '\'')
		sbuf_char(b, '\'');
}

static void
scrub_text(struct flow *flow, struct session *s, struct slice text)
{
	struct sbuf *b = &flow->out.buf;

	if (s->values.n == 0) {
		scrub_plain(b, s, text);
		return;
	}
	flow->scratch.n = 0;
	redact_values_with(&flow->scratch, text, sbuf_view(&s->values),
	    put_hash);
	scrub_plain(b, s, sbuf_view(&flow->scratch));
}

/* The values themselves, so that a replay hides their hashes. */
static void
put_values(struct flow *flow, struct slice values)
{
	flow->scratch.n = flow->escaped.n = 0;
	while (values.n > 0) {
		struct slice line = slice_cut(&values, '\n');
		struct slice before = slice_cut(&line, '\t');

		put_hash(&flow->escaped, slice_cut(&line, '\t'));
		redact_add(&flow->scratch, before, sbuf_view(&flow->escaped),
		    line);
		flow->escaped.n = 0;
	}
	escape(&flow->out.buf, sbuf_view(&flow->scratch));
}

/* Of start: what it tells of its viewer's values. */
static void
scrub_start(struct flow *flow, struct session *s, struct slice rest)
{
	struct slice values = SLICE("");
	struct sbuf *b = &flow->out.buf;

	if (!field_get(rest, "values", &values)) {
		sbuf_slice(b, rest);
		return;
	}
	s->values.n = 0;
	unescape(&s->values, values);
	sbuf_slice(b, (struct slice){ rest.p, (size_t)(values.p - rest.p) });
	put_values(flow, sbuf_view(&s->values));
	rest = slice_from(rest, (size_t)(values.p - rest.p) + values.n);
	sbuf_slice(b, rest);
}

/* What a watched playlist says, and where it came from. */
static void
scrub_watch(struct parse *p, const struct record *r)
{
	struct flow *flow = &p->flow;
	struct sbuf *b = &flow->out.buf;
	struct slice rest = r->rest, values = SLICE("");
	struct field f;

	if (slice_eq(r->kind, SLICE("watch"))) {
		field_get(rest, "values", &values);
		p->values.n = 0;
		unescape(&p->values, values);
	}
	while (field_next(&rest, &f)) {
		sbuf_slice(b, f.key);
		sbuf_char(b, '=');
		if (slice_eq(f.key, SLICE("values"))) {
			put_values(flow, sbuf_view(&p->values));
		} else {
			flow->scratch.n = flow->escaped.n = 0;
			unescape(&flow->escaped, f.value);
			redact_values_with(&flow->scratch,
			    sbuf_view(&flow->escaped), sbuf_view(&p->values),
			    put_hash);
			flow->escaped.n = 0;
			put_words(&flow->escaped, sbuf_view(&flow->scratch));
			escape(b, sbuf_view(&flow->escaped));
		}
		if (rest.n > 0)
			sbuf_char(b, ' ');
	}
}

void
scrub_line(struct parse *p, struct slice line)
{
	struct sbuf *b = &p->flow.out.buf;
	struct record r;
	struct session *s;
	int text;

	p->flow.lines++;
	if (line.n > 0 && line.p[0] == '#')
		return;
	if (record_read(&r, line) != 0) {
		p->flow.garbled++;
		return;
	}
	text = session_is_text(r.kind);
	s = session_of(p, r.subject);
	if (text ? s == NULL : !record_valid(r.rest)) {
		p->flow.garbled++;
	} else {
		sbuf_slice(b, (struct slice){ line.p, line.n - r.rest.n });
		if (text)
			scrub_text(&p->flow, s, r.rest);
		else if (slice_starts(r.kind, SLICE("watch")))
			scrub_watch(p, &r);
		else if (s != NULL && slice_eq(r.kind, SLICE("start")))
			scrub_start(&p->flow, s, r.rest);
		else
			sbuf_slice(b, r.rest);
		sbuf_char(b, '\n');
	}
	if (s != NULL && slice_eq(r.kind, SLICE("exit")))
		session_end(p, s);
}
