/*
 * In text a blank or a quote ends a URL, but in an argument neither does:
 * there they are %-escaped first, so that no secret shows behind them.
 */
#include "hide.h"
#include "redact.h"

/* "http://u" may be the beginning of a URL that was cut, and of a secret. */
#define CUT_LEAST 8

static int
has_scheme(struct slice url)
{
	size_t i;

	for (i = 0; i < url.n && url.p[i] != '/' && url.p[i] != '@' &&
	    url.p[i] != '?' && url.p[i] != '#'; i++)
		if (slice_starts(slice_from(url, i), SLICE("://")))
			return 1;
	return 0;
}

/* Whoever forgets the scheme has a password all the same. */
static struct slice
from_host(struct slice url)
{
	size_t i, at = 0;

	for (i = 0; i < url.n && url.p[i] != '?' && url.p[i] != '#'; i++)
		if (url.p[i] == '@')
			at = i + 1;
	return slice_from(url, at);
}

void
hide_url(struct sbuf *b, struct slice url)
{
	struct sbuf joined = { 0 }, clean = { 0 };
	int whole = has_scheme(url);
	size_t i;

	if (!whole) {
		url = from_host(url);
		sbuf_str(&joined, "://");
	}
	for (i = 0; i < url.n; i++) {
		char c = url.p[i];

		if (c == ' ' || c == '"' || c == '\'')
			sbuf_printf(&joined, "%%%02X", c);
		else
			sbuf_char(&joined, c);
	}
	redact(&clean, sbuf_view(&joined));
	sbuf_slice(b, slice_from(sbuf_view(&clean), whole ? 0 : 3));
	sbuf_free(&joined);
	sbuf_free(&clean);
}

/* Of the URL, at the front of s; at the end of s it may be cut short. */
static size_t
length(struct slice s, struct slice url)
{
	if (s.n >= CUT_LEAST && s.n < url.n)
		url.n = s.n;
	return slice_starts(s, url) ? url.n : 0;
}

/* Offset of the URL in s, or s.n. */
static size_t
find(struct slice s, struct slice url)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (length(slice_from(s, i), url) > 0)
			return i;
	return s.n;
}

static void
hide_veiled(struct sbuf *b, struct slice text, struct slice url)
{
	while (url.n > 0) {
		size_t at = find(text, url);

		if (at == text.n)
			break;
		redact(b, (struct slice){ text.p, at });
		hide_url(b, url);
		text = slice_from(text, at + length(slice_from(text, at), url));
	}
	redact(b, text);
}

void
hide_text(struct sbuf *b, struct slice text, struct slice url,
    struct slice secrets)
{
	struct sbuf t = { 0 }, u = { 0 };

	redact_values(&t, text, secrets);
	redact_values(&u, url, secrets);
	hide_veiled(b, sbuf_view(&t), sbuf_view(&u));
	sbuf_free(&t);
	sbuf_free(&u);
}
