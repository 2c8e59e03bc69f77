/*
 * Requests are read whole, when their blank line has come: at most 4 KiB, so
 * an incremental parser would buy nothing. Bodies, trailers, chunks, upgrades
 * and HTTP/2 are deliberately not here.
 */
#include <ctype.h>
#include <string.h>
#include <time.h>

#include "http.h"

struct headers {
	int hosts;
	int close;
	int keep;
	int body;
};

static int
is_token(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\0' || (!isalnum(c) &&
		    strchr("!#$%&'*+-.^_`|~", c) == NULL))
			return 0;
	}
	return s.n > 0;
}

/* Text of a header or a target: no control bytes but tabs. */
static int
is_text(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\t') || c == 0x7f)
			return 0;
	}
	return 1;
}

/* lower is in lower case. */
static int
is_word(struct slice s, const char *lower)
{
	size_t i;

	if (s.n != strlen(lower))
		return 0;
	for (i = 0; i < s.n; i++)
		if (tolower((unsigned char)s.p[i]) != lower[i])
			return 0;
	return 1;
}

static struct slice
trim(struct slice s)
{
	while (s.n > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = slice_from(s, 1);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

/* Takes a line, ended by CR LF or by LF alone, off *s. */
static struct slice
take_line(struct slice *s)
{
	struct slice l = slice_cut(s, '\n');

	if (l.n > 0 && l.p[l.n - 1] == '\r')
		l.n--;
	return l;
}

/* The bytes up to and with the blank line, or 0 while there is none. */
static size_t
head_length(struct slice in)
{
	struct slice s = in;

	while (s.n > 0 && slice_find(s, '\n') < s.n)
		if (take_line(&s).n == 0)
			return in.n - s.n;
	return 0;
}

static void
connection_words(struct headers *h, struct slice value)
{
	while (value.n > 0) {
		struct slice w = trim(slice_cut(&value, ','));

		h->close |= is_word(w, "close");
		h->keep |= is_word(w, "keep-alive");
	}
}

/* One header line; 0, or the status to refuse it with. */
static int
header(struct headers *h, struct slice line)
{
	struct slice name = { line.p, slice_find(line, ':') }, value;

	/* Also refuses folded lines and blanks before the colon. */
	if (name.n == line.n || !is_token(name))
		return 400;
	value = trim(slice_from(line, name.n + 1));
	if (!is_text(value))
		return 400;
	if (is_word(name, "host"))
		h->hosts++;
	else if (is_word(name, "connection"))
		connection_words(h, value);
	else if (is_word(name, "content-length"))
		h->body |= !slice_eq(value, SLICE("0"));
	else if (is_word(name, "transfer-encoding"))
		h->body = 1;
	return 0;
}

/* The path of a target in origin or absolute form (RFC 9112 3.2). */
static struct slice
path_of(struct slice target)
{
	static const struct slice scheme = { "http://", 7 };
	struct slice path;

	if (target.n >= scheme.n &&
	    is_word((struct slice){ target.p, scheme.n }, scheme.p)) {
		target = slice_from(target, scheme.n);
		target = slice_from(target, slice_find(target, '/'));
		if (target.n == 0)
			target = SLICE("/");
	}
	path = target;
	path.n = slice_find(path, '?');
	return path;
}

/* METHOD TARGET HTTP/1.x; 0 and *minor, or the status to refuse it with. */
static int
request_line(struct request *r, struct slice line, int *minor)
{
	struct slice method = slice_cut(&line, ' ');
	struct slice target = slice_cut(&line, ' ');

	if (!is_token(method) || target.n == 0 || !is_text(target) ||
	    slice_find(target, '\t') < target.n)
		return 400;
	if (line.n != 8 || !slice_starts(line, SLICE("HTTP/")) ||
	    !isdigit((unsigned char)line.p[5]) || line.p[6] != '.' ||
	    !isdigit((unsigned char)line.p[7]))
		return 400;
	if (line.p[5] != '1')
		return 505;
	*minor = line.p[7] - '0';
	r->method = method;
	r->path = path_of(target);
	return 0;
}

static int
parse_head(struct request *r, struct slice head)
{
	struct headers h = { 0 };
	struct slice line;
	int minor = 0, status;

	status = request_line(r, take_line(&head), &minor);
	while (status == 0 && (line = take_line(&head)).n > 0)
		status = header(&h, line);
	if (status != 0)
		return status;
	if (h.hosts > 1 || (minor > 0 && h.hosts == 0))
		return 400;
	r->keep_alive = !h.close && !h.body && (minor > 0 || h.keep);
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

int
http_parse(struct slice in, struct request *r)
{
	size_t skip = blank_lines(in), n;
	struct slice head = slice_from(in, skip);

	/* Another protocol's first byte: no need to wait for a blank line. */
	if (head.n > 0 && !is_token((struct slice){ head.p, 1 }))
		return 400;
	n = head_length(head);
	if (n == 0)
		return in.n >= HTTP_REQUEST_BYTES ? 431 : 0;
	head.n = n;
	r->bytes = skip + n;
	return parse_head(r, head);
}

const char *
http_status(int status)
{
	static const struct {
		int status;
		const char *line;
	} all[] = {
		{ 200, "200 OK\n" },
		{ 400, "400 Bad Request\n" },
		{ 404, "404 Not Found\n" },
		{ 405, "405 Method Not Allowed\n" },
		{ 408, "408 Request Timeout\n" },
		{ 431, "431 Request Header Fields Too Large\n" },
		{ 503, "503 Service Unavailable\n" },
		{ 505, "505 HTTP Version Not Supported\n" },
	};
	size_t i;

	for (i = 0; i < COUNT(all); i++)
		if (all[i].status == status)
			return all[i].line;
	return "500 Internal Server Error\n";
}

static void
date(struct sbuf *b)
{
	char text[64];
	time_t now = time(NULL);
	struct tm tm;

	if (gmtime_r(&now, &tm) != NULL && strftime(text, sizeof(text),
	    "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &tm) > 0)
		sbuf_str(b, text);
}

void
http_head(struct sbuf *b, const struct response *r)
{
	const char *line = http_status(r->status);

	sbuf_printf(b, "HTTP/1.1 %.*s\r\n", (int)strcspn(line, "\n"), line);
	date(b);
	sbuf_printf(b, "Content-Type: %s\r\nContent-Length: %zu\r\n", r->type,
	    r->length);
	if (r->status == 405)
		sbuf_str(b, "Allow: GET, HEAD\r\n");
	sbuf_printf(b, "Connection: %s\r\n\r\n",
	    r->keep_alive ? "keep-alive" : "close");
}
