/*
 * The whole of hls-parse over one input, without descriptors. Bad memory is
 * for the sanitizers to see; this looks at the output: is it what
 * hls-event(5) promises.
 *
 * The first byte of the input chooses the mode. Bit 0 clear: what follows is a
 * raw stream. Bit 0 set: the lines are records of one session without their
 * time and subject, 0.1 s apart, which leaves the engine more to try in fewer
 * bytes; bits 1 and 2 choose how that session ends. Then all that hls-parse
 * writes is its own, so that the requests can be counted: each is closed
 * exactly once.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ealloc.h"
#include "hls-parse/raw.h"
#include "line.h"
#include "target.h"

#define STEP_US 100000
#define REQUESTS 4096

/* Events that hls-parse alone writes: no line of a short input may be one. */
static const struct slice own[] = {
	{ "abort", 5 }, { "connect", 7 }, { "fetch", 5 }, { "fetch_fail", 10 },
	{ "rebuffer", 8 }, { "request", 7 }, { "startup", 7 },
	{ "viewer", 6 }, { "void", 4 },
};

/* Figures that are never below zero while time goes forward. */
static const struct slice unsigned_keys[] = {
	{ "buffer", 6 }, { "bytes", 5 }, { "played", 6 },
	{ "rebuffered", 10 }, { "time", 4 }, { "ttfb", 4 }, { "wall", 4 },
};

static const struct slice closings[] = {
	{ "abort", 5 }, { "fetch", 5 }, { "fetch_fail", 10 }, { "void", 4 },
};

static const struct slice endings[] = {
	{ "exit code=0 reason=exit", 23 }, { "exit code=1 reason=exit", 23 },
	{ "exit signal=9 reason=exit", 25 },
	{ "exit signal=15 reason=session", 29 },
};

/* The requests of the session under way. */
static struct {
	unsigned char open[REQUESTS];
	int64_t n;		/* open ones */
} requests;

static _Noreturn void
broken(const char *what, struct slice line)
{
	fprintf(stderr, "fuzz: %s: %.*s\n", what, (int)line.n, line.p);
	abort();
}

static int
is_one_of(struct slice s, const struct slice *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (slice_eq(s, words[i]))
			return 1;
	return 0;
}

static void
check_figures(struct slice rest, struct slice line)
{
	struct field f;

	while (field_next(&rest, &f))
		if (f.value.n > 0 && f.value.p[0] == '-' &&
		    is_one_of(f.key, unsigned_keys, COUNT(unsigned_keys)))
			broken("a negative figure", line);
}

static void
check_request(const struct record *r, struct slice line)
{
	int opens = slice_eq(r->kind, SLICE("request"));
	int64_t n = -1;

	if (!opens && !is_one_of(r->kind, closings, COUNT(closings)))
		return;
	if (!field_int(r->rest, "n", &n) || n < 1 || n >= REQUESTS)
		broken("no number of a request", line);
	if (requests.open[n] == opens)
		broken(opens ? "opened twice" : "closed but not open", line);
	requests.open[n] = (unsigned char)opens;
	requests.n += opens ? 1 : -1;
}

/* What can be said of a line if all events are of one session. */
static void
check_session(const struct record *r, struct slice line)
{
	if (is_one_of(r->kind, own, COUNT(own)))
		check_figures(r->rest, line);
	check_request(r, line);
	if (slice_eq(r->kind, SLICE("exit")) && requests.n != 0)
		broken("a request was never closed", line);
	if (slice_eq(r->kind, SLICE("lost"))) {
		memset(requests.open, 0, sizeof(requests.open));
		requests.n = 0;
	}
}

static void
check_line(struct slice line, int is_short)
{
	struct record r;
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] < ' ' || line.p[i] > '~')
			broken("a byte outside printable ASCII", line);
	if (record_read(&r, line) != 0 || !record_valid(r.rest))
		broken("no valid record", line);
	if (is_short)
		check_session(&r, line);
}

static void
check_output(struct slice out, int is_short)
{
	if (out.n > 0 && out.p[out.n - 1] != '\n')
		broken("a line without an end", out);
	while (out.n > 0)
		check_line(slice_cut(&out, '\n'), is_short);
}

/* The line stands at the very end of its memory: who reads on is caught. */
static void
feed(struct parse *p, struct slice head, struct slice line)
{
	static char *room;
	size_t n = head.n + line.n;
	char *at;

	if (n > LINE_MAX_BYTES)
		return;
	if (room == NULL)
		room = ezalloc(LINE_MAX_BYTES, 1);
	at = room + LINE_MAX_BYTES - n;
	memcpy(at, head.p, head.n);
	if (line.n > 0)
		memcpy(at + head.n, line.p, line.n);
	raw_line(p, (struct slice){ at, n });
}

/* A record of the session 1.0 without its time and subject. */
static void
feed_short(struct parse *p, int64_t time_us, struct slice line)
{
	static struct sbuf head;
	struct slice kind = { line.p, slice_find(line, ' ') };

	if (is_one_of(kind, own, COUNT(own)))
		return;
	head.n = 0;
	sbuf_micro(&head, time_us);
	sbuf_str(&head, " 1.0 ");
	feed(p, sbuf_view(&head), line);
}

static void
run(struct parse *p, struct slice in, int mode)
{
	int64_t t = INT64_C(1795351500000000);

	/* A last line without its newline is no record. */
	while (slice_find(in, '\n') < in.n) {
		struct slice line = slice_cut(&in, '\n');

		if (mode & 1)
			feed_short(p, t += STEP_US, line);
		else
			feed(p, SLICE(""), line);
	}
	if (mode & 1)
		feed_short(p, t + STEP_US, endings[mode >> 1 & 3]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sbuf out;
	struct parse p = { .out.buf = out };
	struct slice in = { (const char *)data, size };
	int mode = size > 0 ? data[0] : 0;

	p.out.buf.n = 0;
	run(&p, slice_from(in, size > 0), mode);
	session_end_all(&p);
	out = p.out.buf;
	check_output(sbuf_view(&out), mode & 1);
	return 0;
}
