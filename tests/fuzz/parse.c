/*
 * The whole of hls-parse over one input. Bad memory is for the sanitizers to
 * see; promise.c looks at the output.
 *
 * The first byte of the input is '0' and three numbers in six bits. The lowest
 * two say what follows: a raw stream; a short one (brief.h), which leaves the
 * engine more to try in fewer bytes: records of one session without their time
 * and subject, 0.1 s apart, "@" and seconds as dots between them; a bare log
 * (--plain); or two, parted by a line "=".
 * The next two say what is made of it: events, events without requests, a
 * few kinds of events (--only), or the stream without secrets (--scrub). The
 * last two choose how the session of a short stream ends. With FUZZ_PLAIN=1 in
 * the environment a stream is a bare log as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "brief.h"
#include "clock.h"
#include "ealloc.h"
#include "stream/plain.h"
#include "stream/raw.h"
#include "stream/scrub.h"
#include "line.h"
#include "promise.h"
#include "target.h"

#define STEP_US 100000
#define TICKS 20
#define NAME_BYTES 32
#define PIPE_BYTES 16384	/* fit into any pipe */

enum form { RAW, SHORT, PLAIN, TWO_PLAIN };
enum made { EVENTS, NO_REQUESTS, ONLY, SCRUB };

static const struct slice endings[] = {
	SLICE_INIT("exit code=0 reason=exit"),
	SLICE_INIT("exit code=1 reason=exit"),
	SLICE_INIT("exit signal=9 reason=exit"),
	SLICE_INIT("exit signal=15 reason=session"),
};

static struct promise promise;
static int ticks;

/* The line stands at the very end of its memory: who reads on is caught. */
static struct slice
at_edge(struct slice line)
{
	static char *room;
	char *at;

	if (room == NULL)
		room = ezalloc(LINE_MAX_BYTES, 1);
	at = room + LINE_MAX_BYTES - line.n;
	if (line.n > 0)
		memcpy(at, line.p, line.n);
	return (struct slice){ at, line.n };
}

static void
take(struct parse *p, struct slice line)
{
	if (line.n > LINE_MAX_BYTES)
		return;
	(promise.scrubbed ? scrub_line : raw_line)(p, at_edge(line));
	/* So much came of one line that it went, nowhere: count no more. */
	if (p->flow.out.error != 0)
		promise.counted = promise.steady = 0;
	promise_check(&promise, sbuf_view(&p->flow.out.buf));
	p->flow.out.buf.n = 0;
}

static void
run_raw(struct parse *p, struct slice in)
{
	/* A last line without its newline is no record. */
	while (slice_find(in, '\n') < in.n)
		take(p, slice_cut(&in, '\n'));
}

/* Of the swarm, not of a session. */
static int
is_swarm(struct slice record)
{
	return slice_starts(record, SLICE("scrape")) ||
	    slice_starts(record, SLICE("watch")) ||
	    slice_starts(record, SLICE("swarm ")) ||
	    slice_starts(record, SLICE("tick ")) ||
	    slice_starts(record, SLICE("end "));
}

/* A row of a watched playlist has the stamp of its head. */
static int
is_row(struct slice record)
{
	return slice_starts(record, SLICE("watch_"));
}

/* A record of the session 1.0, or of the swarm, without time and subject. */
static void
take_short(struct parse *p, int64_t time_us, struct slice rest)
{
	static struct sbuf line;

	if (promise_is_own(slice_until(rest, ' ')))
		return;
	line.n = 0;
	sbuf_micro(&line, time_us);
	sbuf_str(&line, is_swarm(rest) ? " - " : " 1.0 ");
	sbuf_slice(&line, rest);
	take(p, sbuf_view(&line));
}

static void
run_short(struct parse *p, struct slice in, struct slice ending)
{
	static struct sbuf whole;
	int64_t t = INT64_C(1795351500000000);
	struct slice rest;

	whole.n = 0;
	brief_expand(&whole, in);
	in = sbuf_view(&whole);
	while (in.n > 0) {
		rest = slice_cut(&in, '\n');
		t += is_row(rest) ? 0 : STEP_US;
		if (slice_skip(&rest, SLICE("@")))
			t += (int64_t)rest.n * SECOND_US;
		else
			take_short(p, t, rest);
	}
	take_short(p, t + STEP_US, ending);
}

/*
 * Opens a pipe with text in it, for a name that stands for its reading end: no
 * file system takes part. *fd is to be closed when the name was opened.
 */
static void
log_open(struct slice text, char *name, int *fd)
{
	int ends[2];

	if (text.n > PIPE_BYTES)
		text.n = PIPE_BYTES;
	if (pipe(ends) != 0 ||
	    (text.n > 0 && write(ends[1], text.p, text.n) < 0))
		exit(1);
	close(ends[1]);
	snprintf(name, NAME_BYTES, "/dev/fd/%d", ends[0]);
	*fd = ends[0];
}

/* Cuts off what stands before a line "=". */
static struct slice
first_log(struct slice *in)
{
	struct slice first = { in->p, 0 };

	while (in->n > 0 && !slice_eq(slice_cut(in, '\n'), SLICE("=")))
		first.n = (size_t)(in->p - first.p);
	return first;
}

/* Stamps far apart make hundreds of ticks, of which the first tell all. */
static void
take_plain(struct parse *p, struct slice line)
{
	struct record r;

	if (record_read(&r, line) == 0 && slice_eq(r.kind, SLICE("tick")) &&
	    ++ticks > TICKS)
		return;
	take(p, line);
}

static void
run_plain(struct parse *p, struct slice in, int two)
{
	struct plain plain = { 1, take_plain, promise.scrubbed };
	char room[2][NAME_BYTES], *names[] = { room[0], NULL, NULL };
	int fds[2] = { -1, -1 };

	if (two) {
		names[1] = room[1];
		log_open(first_log(&in), names[1], &fds[1]);
		promise.counted = 0;
	}
	promise.steady = 0;
	ticks = 0;
	log_open(in, names[0], &fds[0]);
	plain_run(&plain, p, names);
	close(fds[0]);
	if (two)
		close(fds[1]);
}

static const struct customs *
custom_metrics(void)
{
	static struct customs c;

	if (c.n == 0 && (custom_add(&c, SLICE("x{a=\"b\"}")) != NULL ||
	    custom_add(&c, SLICE("y_total")) != NULL))
		abort();
	return &c;
}

static void
run(struct parse *p, struct slice in, int mode)
{
	switch ((enum form)(mode & 3)) {
	case RAW:
		promise.counted = 0;
		run_raw(p, in);
		break;
	case SHORT:
		run_short(p, in, endings[mode >> 4 & 3]);
		break;
	case PLAIN:
	case TWO_PLAIN:
		run_plain(p, in, (mode & 3) == TWO_PLAIN);
		break;
	}
}

static struct promise
promise_of(enum made made)
{
	struct promise pr = { .scrubbed = made == SCRUB };

	if (made == NO_REQUESTS)
		pr.only.without = SLICE("request");
	else if (made == ONLY)
		pr.only.list = SLICE("fetch,viewer,exit,tick");
	pr.counted = pr.steady = made == EVENTS;
	return pr;
}

static int
mode_of(uint8_t first)
{
	int mode = (first - '0') & 0x3f;

	return getenv("FUZZ_PLAIN") != NULL ? mode | PLAIN : mode;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sbuf out;
	struct parse p = { .flow.out = { .buf = out, .fd = -1 },
		.scrapes.customs = custom_metrics() };
	struct slice in = { (const char *)data, size };
	int mode = size > 0 ? mode_of(data[0]) : 0;

	promise = promise_of((enum made)(mode >> 2 & 3));
	promise_begin();
	p.only = promise.only;
	run(&p, slice_from(in, size > 0), mode);
	out = p.flow.out.buf;
	p.flow.out.buf = (struct sbuf){ 0 };
	session_end_all(&p);
	return 0;
}
