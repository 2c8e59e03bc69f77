/*
 * Requests are read whole, when their blank line has come: at most 4 KiB, so
 * an incremental parser would buy nothing. Bodies, trailers, chunks, upgrades
 * and HTTP/2 are deliberately not here.
 */
#include <ctype.h>
#include <string.h>

#include "request.h"

struct headers {
	int hosts;
	struct slice host;
	int close;
	int keep;
	int lengths;		/* Content-Length */
	int body;
};

static int
is_token(struct slice s)
{
	return s.n > 0 && slice_only(s, SLICE(ALNUM "!#$%&'*+-.^_`|~"));
}

/* The bytes up to and with the blank line, or 0 while there is none. */
static size_t
head_length(struct slice in)
{
	struct slice s = in;

	while (s.n > 0 && slice_find(s, '\n') < s.n)
		if (slice_line(&s).n == 0)
			return in.n - s.n;
	return 0;
}

static void
connection_words(struct headers *h, struct slice value)
{
	while (value.n > 0) {
		struct slice w = slice_trim(slice_cut(&value, ','));

		h->close |= slice_same(w, SLICE("close"));
		h->keep |= slice_same(w, SLICE("keep-alive"));
	}
}

/* A host and perhaps a port (RFC 9110 7.2), as far as its letters tell. */
static int
is_host(struct slice s)
{
	return slice_only(s, SLICE(ALNUM "-._~!$&'()*+,;=%:[]"));
}

static int
is_number(struct slice s)
{
	return s.n > 0 && slice_only(s, SLICE(DIGITS));
}

/* Name and value of a header line; 0 if it is none. */
static int
split_header(struct slice line, struct slice *name, struct slice *value)
{
	*name = (struct slice){ line.p, slice_find(line, ':') };
	/* Also refuses folded lines and blanks before the colon. */
	if (name->n == line.n || !is_token(*name))
		return 0;
	*value = slice_trim(slice_from(line, name->n + 1));
	return slice_is_text(*value);
}

/* One header line; 0, or the status to refuse it with. */
static int
header(struct headers *h, struct slice line)
{
	struct slice name, value;

	if (!split_header(line, &name, &value))
		return 400;
	if (slice_same(name, SLICE("host"))) {
		if (h->hosts++ > 0 || value.n == 0 || !is_host(value))
			return 400;
		h->host = value;
	} else if (slice_same(name, SLICE("connection"))) {
		connection_words(h, value);
	} else if (slice_same(name, SLICE("content-length"))) {
		if (h->lengths++ > 0 || !is_number(value))
			return 400;
		h->body |= !slice_eq(value, SLICE("0"));
	} else if (slice_same(name, SLICE("transfer-encoding"))) {
		if (!slice_same(value, SLICE("chunked")))
			return 501;
		h->body = 1;
	}
	return 0;
}

/* The path and query of a target in origin or absolute form (RFC 9112 3.2). */
static void
split_target(struct request *r, struct slice target)
{
	static const struct slice scheme = SLICE_INIT("http://");

	if (slice_begins(target, scheme)) {
		target = slice_from(target, scheme.n);
		r->authority = (struct slice){ target.p,
			slice_find(target, '/') };
		target = slice_from(target, r->authority.n);
		if (target.n == 0)
			target = SLICE("/");
	}
	r->path = slice_cut(&target, '?');
	r->query = target;
}

/* HTTP/1.x; 0 and *minor, or the status to refuse it with. */
static int
version(struct slice s, int *minor)
{
	if (s.n != 8 || !slice_starts(s, SLICE("HTTP/")) ||
	    !isdigit((unsigned char)s.p[5]) || s.p[6] != '.' ||
	    !isdigit((unsigned char)s.p[7]))
		return 400;
	if (s.p[5] != '1')
		return 505;
	*minor = s.p[7] - '0';
	return 0;
}

/* METHOD TARGET VERSION; 0, or the status to refuse it with. */
static int
request_line(struct request *r, struct slice line)
{
	struct slice target;
	int status;

	r->method = slice_cut(&line, ' ');
	target = slice_cut(&line, ' ');
	if (!is_token(r->method) || target.n == 0 || !slice_is_text(target) ||
	    slice_find(target, '\t') < target.n)
		return 400;
	status = version(line, &r->minor);
	if (status != 0)
		return status;
	split_target(r, target);
	if (r->authority.p != NULL && r->authority.n == 0)
		return 400;
	/* Other forms are for proxies (CONNECT) or the server itself (*). */
	if (*r->path.p != '/' && !slice_eq(r->method, SLICE("CONNECT")) &&
	    !slice_eq(r->method, SLICE("OPTIONS")))
		return 400;
	return 0;
}

static int
parse_head(struct request *r, struct slice head)
{
	struct headers h = { 0 };
	struct slice line;
	int status;

	r->authority = (struct slice){ NULL, 0 };
	status = request_line(r, slice_line(&head));
	r->fields = head;
	while (status == 0 && (line = slice_line(&head)).n > 0)
		status = header(&h, line);
	if (status != 0)
		return status;
	if (r->minor > 0 && h.hosts == 0)
		return 400;
	/* RFC 9112 3.2.2: that of the target goes before the header. */
	if (r->authority.n == 0)
		r->authority = h.host;
	r->keep_alive = !h.close && !h.body && (r->minor > 0 || h.keep);
	return 200;
}

/* RFC 9112 2.2: blank lines before a request are passed over. */
static size_t
blank_lines(struct slice in)
{
	size_t n = 0;

	while (n < in.n && (in.p[n] == '\r' || in.p[n] == '\n'))
		n++;
	return n;
}

/* What is wrong with a head that fills the buffer and has no end. */
static int
too_long(struct slice head)
{
	if (head.n == 0)
		return 400;
	return slice_find(head, '\n') == head.n ? 414 : 431;
}

int
request_parse(struct slice in, struct request *r)
{
	size_t skip = blank_lines(in), n;
	struct slice head = slice_from(in, skip);

	/* Another protocol's first byte: no need to wait for a blank line. */
	if (head.n > 0 && !is_token((struct slice){ head.p, 1 }))
		return 400;
	n = head_length(head);
	if (n == 0)
		return in.n >= REQUEST_BYTES ? too_long(head) : 0;
	head.n = n;
	r->bytes = skip + n;
	return parse_head(r, head);
}

int
request_field(struct slice *fields, const char *name, struct slice *value)
{
	struct slice line, found, wanted = slice_str(name);

	while ((line = slice_line(fields)).n > 0)
		if (split_header(line, &found, value) &&
		    slice_same(found, wanted))
			return 1;
	return 0;
}
