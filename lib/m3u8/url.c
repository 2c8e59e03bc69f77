/*
 * Reference resolution, by the steps and names of RFC 3986, 5.2.
 */
#include "url.h"

/* Each with its punctuation: "http:", "//host", "/path", "?query" */
struct parts {
	struct slice scheme, authority, path, query;
};

static int
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Length of "http:" at the beginning, or 0. */
static size_t
scheme_length(struct slice s)
{
	size_t n = 0;

	while (n < s.n && (is_letter(s.p[n]) || (n > 0 &&
	    ((s.p[n] >= '0' && s.p[n] <= '9') ||
	    slice_find(SLICE("+-."), s.p[n]) < 3))))
		n++;
	return n > 0 && n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

static struct slice
take(struct slice *s, size_t n)
{
	struct slice first = { s->p, n };

	*s = slice_from(*s, n);
	return first;
}

static struct parts
split(struct slice s)
{
	struct parts u = { 0 };
	size_t n = 2;

	s.n = slice_find(s, '#');
	u.scheme = take(&s, scheme_length(s));
	if (slice_starts(s, SLICE("//"))) {
		while (n < s.n && s.p[n] != '/' && s.p[n] != '?')
			n++;
		u.authority = take(&s, n);
	}
	u.path = take(&s, slice_find(s, '?'));
	u.query = s;
	return u;
}

/* Up to and with its last slash. */
static struct slice
folder(struct slice path)
{
	return (struct slice){ path.p, slice_behind(path, '/') };
}

/* Drops the last segment of n bytes with the slash before it. */
static size_t
pop(const char *p, size_t n)
{
	n = folder((struct slice){ p, n }).n;
	return n > 0 ? n - 1 : 0;
}

/* Bytes of "." or ".." at the beginning, if that is a whole segment. */
static size_t
dots(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '.')
		n++;
	return n <= 2 && (n == s.n || s.p[n] == '/') ? n : 0;
}

/*
 * 5.2.4, in place: r reads, and w writes behind it. What dots leave of a path
 * that they end is its slash.
 */
static size_t
remove_dots(char *p, size_t n)
{
	size_t r = 0, w = 0, slash, d;

	while (r < n) {
		slash = p[r] == '/';
		d = dots((struct slice){ p + r + slash, n - r - slash });
		if (d == 0) {
			do
				p[w++] = p[r++];
			while (r < n && p[r] != '/');
			continue;
		}
		if (d == 2)
			w = pop(p, w);
		r += slash + d;
		if (r < n && !slash)
			r++;
		else if (r == n && slash)
			p[w++] = '/';
	}
	return w;
}

static void
put(struct sbuf *out, struct slice s)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c > ' ' && c != 0x7f) {
			sbuf_char(out, s.p[i]);
			continue;
		}
		sbuf_char(out, '%');
		sbuf_char(out, hex[c >> 4]);
		sbuf_char(out, hex[c & 15]);
	}
}

/* The path of a relative reference: in the folder of the base (5.2.3). */
static void
put_merged(struct sbuf *out, const struct parts *base, struct slice path)
{
	if (*path.p != '/') {
		if (base->authority.n > 0 && base->path.n == 0)
			sbuf_char(out, '/');
		else
			put(out, folder(base->path));
	}
	put(out, path);
}

void
url_resolve(struct sbuf *out, struct slice base, struct slice reference)
{
	struct parts b = split(base), r = split(reference);
	int whole = r.scheme.n > 0 || r.authority.n > 0;
	size_t start;

	put(out, r.scheme.n > 0 ? r.scheme : b.scheme);
	put(out, whole ? r.authority : b.authority);
	if (!whole && r.path.n == 0) {
		put(out, b.path);
		put(out, r.query.n > 0 ? r.query : b.query);
		return;
	}
	start = out->n;
	if (whole)
		put(out, r.path);
	else
		put_merged(out, &b, r.path);
	out->n = start + remove_dots(out->p + start, out->n - start);
	put(out, r.query);
}
