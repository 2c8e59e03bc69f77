/*
 * A strict reader of answers beside a plain one of requests, which knows
 * nothing but where each ends and whether it is a HEAD.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "answers.h"
#include "block.h"
#include "num.h"

struct head {
	int status;
	int64_t length;		/* -1: none is told */
	int chunked;
	int close;
	int types, dates, connections, allows;
};

void
broken(const char *what, struct slice bytes)
{
	fprintf(stderr, "fuzz: %s: %.*s\n", what, (int)bytes.n, bytes.p);
	abort();
}

/* Takes the next whole request off *in, without the blank lines before it. */
static struct slice
take_request(struct slice *in)
{
	struct slice request, rest, line;

	while (in->n > 0 && (*in->p == '\r' || *in->p == '\n'))
		*in = slice_from(*in, 1);
	request = rest = *in;
	while (slice_find(rest, '\n') < rest.n) {
		line = slice_cut(&rest, '\n');
		if (line.n > 0 && !slice_eq(line, SLICE("\r")))
			continue;
		request.n -= rest.n;
		*in = rest;
		return request;
	}
	return (struct slice){ in->p, 0 };
}

/* Takes a line, which ends with CR LF and has no other control byte. */
static struct slice
take_line(struct slice *out)
{
	struct slice all = *out, line;
	size_t i;

	if (slice_find(*out, '\n') == out->n)
		broken("an answer's head has no end", all);
	line = slice_cut(out, '\n');
	if (line.n == 0 || line.p[line.n - 1] != '\r')
		broken("a line without CR LF", line);
	line.n--;
	for (i = 0; i < line.n; i++)
		if (line.p[i] < ' ' || line.p[i] > '~')
			broken("a byte that does not belong in a head", line);
	return line;
}

static void
status_line(struct head *h, struct slice line)
{
	struct slice rest = line;
	int64_t status;

	if (!slice_skip(&rest, SLICE("HTTP/1.1 ")) || rest.n < 5 ||
	    num_int((struct slice){ rest.p, 3 }, 200, 599, &status) != 0 ||
	    rest.p[3] != ' ' || !isupper((unsigned char)rest.p[4]))
		broken("no status line", line);
	h->status = (int)status;
}

static void
field(struct head *h, struct slice line)
{
	struct slice value = line, name = slice_cut(&value, ':');

	if (!slice_skip(&value, SLICE(" ")) || value.n == 0)
		broken("no header", line);
	if (slice_eq(name, SLICE("Content-Length"))) {
		if (h->length >= 0 ||
		    num_int(value, 0, INT64_C(1) << 40, &h->length) != 0)
			broken("no length, or a second one", line);
	} else if (slice_eq(name, SLICE("Transfer-Encoding"))) {
		h->chunked += slice_eq(value, SLICE("chunked")) ? 1 : 2;
	} else if (slice_eq(name, SLICE("Connection"))) {
		h->close = slice_eq(value, SLICE("close"));
		h->connections++;
		if (!h->close && !slice_eq(value, SLICE("keep-alive")))
			broken("neither close nor keep-alive", line);
	} else {
		h->types += slice_eq(name, SLICE("Content-Type"));
		h->dates += slice_eq(name, SLICE("Date"));
		h->allows += slice_eq(name, SLICE("Allow"));
	}
}

static struct head
take_head(struct slice *out)
{
	struct slice all = *out, line;
	struct head h = { .length = -1 };

	status_line(&h, take_line(out));
	while ((line = take_line(out)).n > 0)
		field(&h, line);
	if (h.types != 1 || h.dates != 1 || h.connections != 1 ||
	    h.allows != (h.status == 405) || h.chunked > 1 ||
	    (h.chunked && h.length >= 0))
		broken("headers that do not go together", all);
	if (h.length < 0 && (h.status != 200 || (!h.chunked && !h.close)))
		broken("a body without an end", all);
	return h;
}

static struct slice
take_bytes(struct slice *out, size_t n)
{
	struct slice bytes = { out->p, n };

	if (n > out->n)
		broken("a body that was cut short", *out);
	*out = slice_from(*out, n);
	return bytes;
}

/* A block, the first with the mark of those that are followed before it. */
static void
take_block(const struct exchange *x, struct slice s, int first)
{
	if (first && !slice_skip(&s, SLICE(BLOCK_FOLLOWED "\n")))
		broken("no mark before the first block", s);
	if (!slice_eq(s, x->block))
		broken("something that is no block", s);
}

static size_t
block_bytes(const struct exchange *x, int first)
{
	return x->block.n + (first ? sizeof(BLOCK_FOLLOWED) : 0);
}

/* Whole blocks, each a chunk, and the last chunk. */
static void
take_chunks(const struct exchange *x, struct slice *out)
{
	int first;

	for (first = 1;; first = 0) {
		struct slice line = take_line(out), end;
		uint64_t n;

		if (num_hex(line, &n) != 0 ||
		    (n != 0 && n != block_bytes(x, first)))
			broken("no chunk", line);
		if (n > 0)
			take_block(x, take_bytes(out, n), first);
		end = take_line(out);
		if (end.n > 0)
			broken("a chunk without its end", end);
		if (n == 0)
			return;
	}
}

static void
take_blocks(const struct exchange *x, struct slice *out)
{
	int first;

	for (first = 1; out->n > 0; first = 0)
		take_block(x, take_bytes(out, block_bytes(x, first)), first);
}

static void
take_body(const struct exchange *x, const struct head *h, struct slice *out)
{
	if (h->length >= 0)
		take_bytes(out, (size_t)h->length);
	else if (h->chunked)
		take_chunks(x, out);
	else
		take_blocks(x, out);
}

/* A request that nobody may refuse. */
static void
check_plain(const struct exchange *x, struct slice request,
    const struct head *h, struct slice body)
{
	int head = slice_starts(request, SLICE("HEAD"));

	if (!head && !slice_starts(request, SLICE("GET")))
		return;
	request = slice_from(request, head ? 4 : 3);
	if (!slice_eq(request, SLICE(" /metrics HTTP/1.1\r\nHost: a\r\n\r\n")))
		return;
	if (h->status != 200 || h->close ||
	    h->length != (int64_t)x->metrics.n)
		broken("a plain request was not answered", request);
	if (!head && !slice_eq(body, x->metrics))
		broken("not the metrics", body);
}

static int
is_refusal(int status)
{
	return status == 400 || status == 408 || status == 414 ||
	    status == 431;
}

static int
is_head(struct slice request)
{
	struct slice line = slice_word(&request, SLICE("\r\n"));

	return slice_eq(slice_cut(&line, ' '), SLICE("HEAD"));
}

/* The answer to a request, or to bytes that are none. */
static struct head
take_answer(const struct exchange *x, struct slice request, struct slice rest,
    struct slice *out)
{
	struct head h = take_head(out);
	struct slice body = *out;

	if (request.n == 0 && (!h.close || !is_refusal(h.status)))
		broken("an answer without a request", rest);
	if (request.n == 0)
		request = rest;
	if (!is_head(request))
		take_body(x, &h, out);
	body.n -= out->n;
	check_plain(x, request, &h, body);
	return h;
}

int64_t
answers_check(const struct exchange *x)
{
	struct slice in = x->in, out = x->out, request;
	struct head h = { 0 };
	int64_t n = 0;

	while (out.n > 0) {
		if (h.close)
			broken("something behind the last answer", out);
		request = take_request(&in);
		h = take_answer(x, request, in, &out);
		n++;
	}
	if (h.close)
		return n;
	if (take_request(&in).n > 0)
		broken("a request without an answer", in);
	/* Half a request is told that it is late. */
	if (in.n > 0 && !x->shut)
		broken("half a request without an answer", in);
	return n;
}
