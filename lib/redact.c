/*
 * Redaction by URL syntax alone (RFC 3986): which values are secret, nobody
 * can know, so none is shown.
 */
#include "redact.h"

static int
ends_url(char c)
{
	return c == ' ' || c == '\'' || c == '"' || c == '\t';
}

/* Bytes of userinfo, with its @, at the start of an authority. */
static size_t
userinfo(struct slice s)
{
	size_t i, at = 0;

	for (i = 0; i < s.n && s.p[i] != '/' && s.p[i] != '?' &&
	    s.p[i] != '#' && !ends_url(s.p[i]); i++)
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
	    !ends_url(s.p[n]); n++)
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

void
redact(struct sbuf *b, struct slice s)
{
	int in_url = 0;

	while (s.n > 0) {
		size_t n = 1;

		if (slice_starts(s, SLICE("://"))) {
			in_url = 1;
			sbuf_str(b, "://");
			n = 3 + userinfo(slice_from(s, 3));
		} else if (in_url && s.p[0] == '?') {
			sbuf_char(b, '?');
			n = 1 + query(b, slice_from(s, 1));
			in_url = 0;
		} else {
			in_url = in_url && !ends_url(s.p[0]);
			sbuf_char(b, s.p[0]);
		}
		s = slice_from(s, n);
	}
}
