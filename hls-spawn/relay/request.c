/*
 * Request heads. Only what stands between client and proxy is looked at:
 * whether the rest makes sense is for the server to say, as without a proxy.
 */
#include "num.h"
#include "request.h"

/* The line that s begins with, its end included; nothing if it has none. */
static struct slice
first_line(struct slice s)
{
	size_t n = slice_find(s, '\n');

	return (struct slice){ s.p, n < s.n ? n + 1 : 0 };
}

static int
is_empty(struct slice line)
{
	return slice_eq(line, SLICE("\r\n")) || slice_eq(line, SLICE("\n"));
}

/* Empty lines before a request are passed over (RFC 9112, 2.2). */
static size_t
leading(struct slice s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == '\r' || s.p[n] == '\n'))
		n++;
	return n;
}

size_t
request_end(struct slice s)
{
	size_t n = leading(s);

	while (n < s.n) {
		struct slice line = first_line(slice_from(s, n));

		if (line.n == 0)
			return 0;
		n += line.n;
		if (is_empty(line))
			return n;
	}
	return 0;
}

/* "host", "host:port"; an empty port is the scheme's (RFC 3986, 3.2.3). */
static int
authority(struct request *q, struct slice s, uint16_t standard)
{
	int64_t port = standard;

	if (host_read(q->host, &s) != 0 || (s.n > 0 && *s.p != ':'))
		return -1;
	if (s.n > 1 && num_int(slice_from(s, 1), 1, 65535, &port) != 0)
		return -1;
	if (port == 0)
		return -1;
	q->port = (uint16_t)port;
	return 0;
}

static size_t
authority_end(struct slice s)
{
	size_t n = 0;

	while (n < s.n && strchr("/?#", s.p[n]) == NULL)
		n++;
	return n;
}

/*
 * Behind the scheme; s becomes the path and query, "" where it has none. As
 * FFmpeg has it, userinfo ends at the last @.
 */
static int
host_of(struct request *q, struct slice *s, uint16_t standard)
{
	struct slice host = { s->p, authority_end(*s) };
	size_t at;

	*s = slice_from(*s, host.n);
	while ((at = slice_find(host, '@')) < host.n)
		host = slice_from(host, at + 1);
	return authority(q, host, standard);
}

static int
has_scheme(struct slice *s, struct slice scheme)
{
	if (!slice_begins(*s, scheme))
		return 0;
	*s = slice_from(*s, scheme.n);
	return 1;
}

int
request_url(struct request *q, struct slice url)
{
	*q = (struct request){ 0 };
	if (has_scheme(&url, SLICE("http://")))
		return host_of(q, &url, 80);
	return has_scheme(&url, SLICE("https://")) ? host_of(q, &url, 443) : -1;
}

static const char *
header(struct slice s, struct sbuf *out)
{
	while (s.n > 0) {
		struct slice line = first_line(s);

		s = slice_from(s, line.n);
		if (slice_begins(line, SLICE("Content-Length:")) ||
		    slice_begins(line, SLICE("Transfer-Encoding:")))
			return "requests with a body are not relayed";
		if (!slice_begins(line, SLICE("Proxy-Connection:")) &&
		    !slice_begins(line, SLICE("Proxy-Authorization:")))
			sbuf_slice(out, line);
	}
	return NULL;
}

/* Into METHOD, target and the rest from the space before HTTP/ on. */
static int
split(struct slice line, struct slice *method, struct slice *target,
    struct slice *rest)
{
	size_t a = slice_find(line, ' '), b = line.n;

	while (b > 0 && line.p[b - 1] != ' ')
		b--;
	if (a == 0 || b < a + 2)
		return -1;
	*method = (struct slice){ line.p, a };
	*target = (struct slice){ line.p + a + 1, b - a - 2 };
	*rest = slice_from(line, b - 1);
	return slice_starts(*rest, SLICE(" HTTP/1.")) ? 0 : -1;
}

const char *
request_read(struct request *q, struct slice head, struct sbuf *out)
{
	struct slice line, method, target, rest;

	head = slice_from(head, leading(head));
	line = first_line(head);
	*q = (struct request){ 0 };
	if (split(line, &method, &target, &rest) != 0)
		return "not a request of HTTP/1";
	q->tunnel = slice_eq(method, SLICE("CONNECT"));
	if (q->tunnel)
		return authority(q, target, 0) == 0 ? NULL :
		    "CONNECT without host:port";
	if (!has_scheme(&target, SLICE("http://")))
		return "not an http:// URL";
	if (host_of(q, &target, 80) != 0)
		return "no host in the URL";
	sbuf_slice(out, method);
	sbuf_str(out, target.n > 0 && *target.p == '/' ? " " : " /");
	sbuf_slice(out, target);
	sbuf_slice(out, rest);
	return header(slice_from(head, line.n), out);
}
