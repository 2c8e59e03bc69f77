/*
 * Redaction by URL syntax alone (RFC 3986): which values are secret, nobody
 * can know, so none is shown.
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
