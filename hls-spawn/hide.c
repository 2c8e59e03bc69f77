/*
 * In text a blank or a quote ends a URL, but in an argument neither does:
 * there they are %-escaped first, so that no secret shows behind them.
 */
#include "hide.h"
#include "redact.h"

void
hide_url(struct sbuf *b, struct slice url)
{
	struct sbuf joined = { 0 };
	size_t i;

	for (i = 0; i < url.n; i++) {
		switch (url.p[i]) {
		case ' ':
			sbuf_str(&joined, "%20");
			break;
		case '"':
			sbuf_str(&joined, "%22");
			break;
		case '\'':
			sbuf_str(&joined, "%27");
			break;
		default:
			sbuf_char(&joined, url.p[i]);
			break;
		}
	}
	redact(b, sbuf_view(&joined));
	sbuf_free(&joined);
}

/* Offset of the URL in s, or s.n. */
static size_t
find(struct slice s, struct slice url)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (slice_starts(slice_from(s, i), url))
			return i;
	return s.n;
}

void
hide_text(struct sbuf *b, struct slice text, struct slice url)
{
	while (url.n > 0) {
		size_t at = find(text, url);

		if (at == text.n)
			break;
		redact(b, (struct slice){ text.p, at });
		hide_url(b, url);
		text = slice_from(text, at + url.n);
	}
	redact(b, text);
}
