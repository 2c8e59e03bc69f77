/*
 * Netscape's cookie file, as curl writes it, with tabs between:
 *
 * [#HttpOnly_]domain subdomains path secure expires name value
 *
 * What has expired curl does not write.
 */
#include "cookie.h"

struct place {
	struct slice host, path;
	int secure;
};

static void
read_url(struct place *p, struct slice url)
{
	size_t i;

	*p = (struct place){ .secure = slice_begins(url, SLICE("https:")) };
	for (i = 0; i < url.n && url.p[i] != '/'; i++)
		;
	url = slice_from(url, i + 2 < url.n ? i + 2 : url.n);
	for (i = 0; i < url.n && url.p[i] != '/' && url.p[i] != '?' &&
	    url.p[i] != '#'; i++)
		;
	p->host = (struct slice){ url.p, i };
	p->path = slice_from(url, i);
	i = slice_find(p->host, '@');
	if (i < p->host.n)
		p->host = slice_from(p->host, i + 1);
	if (p->host.n > 0 && p->host.p[0] == '[')
		p->host.n = slice_find(p->host, ']') + 1;
	else
		p->host.n = slice_find(p->host, ':');
	p->path.n = slice_find(p->path, '?');
}

static int
of_host(struct slice host, struct slice domain, int subdomains)
{
	if (domain.n > 0 && domain.p[0] == '.')
		domain = slice_from(domain, 1);
	if (domain.n == 0 || domain.n > host.n)
		return 0;
	if (!slice_begins(slice_from(host, host.n - domain.n), domain))
		return 0;
	return host.n == domain.n ||
	    (subdomains && host.p[host.n - domain.n - 1] == '.');
}

static int
of_path(struct slice path, struct slice wanted)
{
	if (wanted.n <= 1)
		return 1;
	if (!slice_starts(path, wanted))
		return 0;
	return path.n == wanted.n || wanted.p[wanted.n - 1] == '/' ||
	    path.p[wanted.n] == '/';
}

static void
take(struct sbuf *b, struct slice line, const struct place *p)
{
	struct slice domain, path, name, value;
	int subdomains, secure;

	slice_skip(&line, SLICE("#HttpOnly_"));
	if (line.n > 0 && line.p[0] == '#')
		return;
	domain = slice_cut(&line, '\t');
	subdomains = slice_eq(slice_cut(&line, '\t'), SLICE("TRUE"));
	path = slice_cut(&line, '\t');
	secure = slice_eq(slice_cut(&line, '\t'), SLICE("TRUE"));
	slice_cut(&line, '\t');
	name = slice_cut(&line, '\t');
	value = line;
	if (name.n == 0 || (secure && !p->secure) ||
	    !of_host(p->host, domain, subdomains) || !of_path(p->path, path))
		return;
	if (b->n > 0)
		sbuf_str(b, "; ");
	sbuf_slice(b, name);
	sbuf_char(b, '=');
	sbuf_slice(b, value);
}

void
cookie_select(struct sbuf *b, struct slice jar, struct slice url)
{
	struct place p;

	read_url(&p, url);
	while (jar.n > 0)
		take(b, slice_cut(&jar, '\n'), &p);
}
