/*
 * Request heads, strictly: a control byte, a folded line or a field without a
 * colon is 400. The path is not decoded; rules match it as it was sent.
 */
#include "http.h"

/* Bytes up to and with the empty line, or 0. Lines end in CRLF or LF. */
static size_t
head_size(struct slice in)
{
	size_t i;

	for (i = 1; i < in.n; i++) {
		if (in.p[i] != '\n')
			continue;
		if (in.p[i - 1] == '\n' ||
		    (i > 1 && in.p[i - 1] == '\r' && in.p[i - 2] == '\n'))
			return i + 1;
	}
	return 0;
}

static int
is_token(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= ' ' || c >= 0x7f || strchr("()<>@,;:\\\"/[]?={}", c))
			return 0;
	}
	return s.n > 0;
}

/* The path of absolute-form: "http://host:port/path", "/" where it has none. */
static struct slice
without_host(struct slice target)
{
	static const struct slice http = SLICE_INIT("http://");

	if (!slice_begins(target, http))
		return target;
	target = slice_from(target, http.n);
	target = slice_from(target, slice_find(target, '/'));
	return target.n > 0 ? target : SLICE("/");
}

static int
read_version(struct request *r, struct slice s)
{
	if (s.n != 8 || strncmp(s.p, "HTTP/", 5) != 0 || s.p[6] != '.')
		return 400;
	if (s.p[5] != '1' || (s.p[7] != '0' && s.p[7] != '1'))
		return 505;
	r->minor = s.p[7] - '0';
	r->keep = r->minor == 1;
	return 200;
}

static int
read_request_line(struct request *r, struct slice line)
{
	struct slice target;

	if (!slice_is_text(line))
		return 400;
	r->method = slice_cut(&line, ' ');
	target = without_host(slice_cut(&line, ' '));
	if (!is_token(r->method) || target.n == 0 || target.p[0] != '/')
		return 400;
	r->target = target;
	r->path = (struct slice){ target.p, slice_find(target, '?') };
	return read_version(r, line);
}

/* The words of a Connection header that matter. */
static void
read_connection(struct request *r, struct slice value)
{
	while (value.n > 0) {
		struct slice w = slice_trim(slice_cut(&value, ','));

		if (slice_same(w, SLICE("close")))
			r->keep = 0;
		else if (slice_same(w, SLICE("keep-alive")) && r->minor == 0)
			r->keep = 1;
	}
}

static int
read_field(struct request *r, struct slice line)
{
	size_t colon = slice_find(line, ':');
	struct slice name = { line.p, colon }, value;

	if (colon == line.n || !is_token(name) || !slice_is_text(line))
		return 400;
	value = slice_trim(slice_from(line, colon + 1));
	if (slice_same(name, SLICE("user-agent")))
		r->agent = value;
	else if (slice_same(name, SLICE("range")))
		r->range = value;
	else if (slice_same(name, SLICE("connection")))
		read_connection(r, value);
	else if (slice_same(name, SLICE("host")))
		r->has_host++;
	else if (slice_same(name, SLICE("if-range")))
		r->if_range = 1;
	else if (slice_same(name, SLICE("transfer-encoding")))
		r->has_body = 1;
	else if (slice_same(name, SLICE("content-length")))
		r->has_body |= !slice_eq(value, SLICE("0"));
	return 200;
}

static int
read_fields(struct request *r, struct slice rest)
{
	struct slice line;
	int status;

	while ((line = slice_line(&rest)).n > 0) {
		status = read_field(r, line);
		if (status != 200)
			return status;
	}
	if (r->minor == 1 && r->has_host != 1)
		return 400;
	if (r->has_body)
		r->keep = 0;
	r->is_head = slice_eq(r->method, SLICE("HEAD"));
	return r->is_head || slice_eq(r->method, SLICE("GET")) ? 200 : 405;
}

int
http_read(struct request *r, struct slice in)
{
	size_t blank = 0, size;
	struct slice rest;
	int status;

	*r = (struct request){ 0 };
	/* Some clients send a stray line end behind the last request. */
	while (blank < in.n && (in.p[blank] == '\r' || in.p[blank] == '\n'))
		blank++;
	rest = slice_from(in, blank);
	size = head_size(rest);
	if (size == 0 && in.n < HEAD_BYTES)
		return 0;
	r->head = (struct slice){ in.p, size ? blank + size : in.n };
	if (size == 0)
		return 431;
	rest.n = size;
	status = read_request_line(r, slice_line(&rest));
	return status == 200 ? read_fields(r, rest) : status;
}
