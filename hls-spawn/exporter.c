/*
 * Names and URLs of exporters.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "exporter.h"
#include "sbuf.h"

#define NAME_MAX_BYTES 64

/* The ports that Prometheus has set aside for them. */
static const char *const ports[] = { ":9100/metrics", ":9113/metrics" };

static int
only(struct slice s, const char *bytes)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr(bytes, s.p[i]) == NULL)
			return 0;
	return s.n > 0;
}

/* A blank or a quote would end the URL where secrets are looked for. */
static int
is_url(struct slice s)
{
	size_t i;

	if (!slice_begins(s, SLICE("http://")) &&
	    !slice_begins(s, SLICE("https://")))
		return 0;
	for (i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] == 0x7f || s.p[i] == '\'' ||
		    s.p[i] == '"')
			return 0;
	return 1;
}

static const char *
add(struct exporters *e, struct slice name, struct slice url)
{
	size_t i;

	if (name.n > NAME_MAX_BYTES)
		return "the name is longer than 64 bytes";
	if (e->n == EXPORTERS_MAX)
		return "that is more than 64 exporters";
	for (i = 0; i < e->n; i++)
		if (slice_eq(url, slice_str(e->list[i].url)))
			return "this exporter is named twice";
	e->list = eresize(e->list, e->n + 1, sizeof(*e->list));
	e->list[e->n++] = (struct exporter){ estrndup(name.p, name.n),
		estrndup(url.p, url.n) };
	return NULL;
}

const char *
exporters_read(struct exporters *e, struct slice text)
{
	struct slice name = slice_cut(&text, '=');

	if (!only(name, settings_host_bytes))
		return "not NAME=URL with a name of the bytes A-Za-z0-9._-";
	if (!is_url(text))
		return "no URL that begins with http:// or https://, "
		    "without blanks and quotes";
	return add(e, name, text);
}

/* "[::1]" becomes "--1": a name has neither brackets nor colons. */
static void
put_name(struct sbuf *b, struct slice host)
{
	size_t i;

	for (i = 0; i < host.n; i++)
		if (host.p[i] == ':')
			sbuf_char(b, '-');
		else if (host.p[i] != '[' && host.p[i] != ']')
			sbuf_char(b, host.p[i]);
}

static int
is_host(struct slice s)
{
	if (s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']')
		return only((struct slice){ s.p + 1, s.n - 2 },
		    "0123456789abcdefABCDEF:.");
	return only(s, settings_host_bytes);
}

const char *
exporters_host(struct exporters *e, struct slice host)
{
	struct sbuf name = { 0 }, url = { 0 };
	const char *wrong = NULL;
	size_t i;

	if (!is_host(host))
		return "not a host's name or address, [ADDRESS] for IPv6";
	put_name(&name, host);
	for (i = 0; i < COUNT(ports) && wrong == NULL; i++) {
		url.n = 0;
		sbuf_str(&url, "http://");
		sbuf_slice(&url, host);
		sbuf_str(&url, ports[i]);
		wrong = add(e, sbuf_view(&name), sbuf_view(&url));
	}
	sbuf_free(&name);
	sbuf_free(&url);
	return wrong;
}

void
exporters_free(struct exporters *e)
{
	size_t i;

	for (i = 0; i < e->n; i++) {
		free(e->list[i].name);
		free(e->list[i].url);
	}
	free(e->list);
	*e = (struct exporters){ 0 };
}
