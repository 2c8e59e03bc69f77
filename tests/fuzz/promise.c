/*
 * Every line is a record of printable bytes; each request is closed exactly
 * once; no figure is below zero; no viewer watched for longer than it was
 * there.
 */
#include <stdio.h>
#include <stdlib.h>

#include "promise.h"
#include "record.h"

#define REQUESTS 4096
/* A bare log may be of several processes, each a client. */
#define CLIENTS 8

static const struct slice closings[] = {
	SLICE_INIT("abort"), SLICE_INIT("fetch"), SLICE_INIT("fetch_fail"),
	SLICE_INIT("void"),
};

static const struct slice own[] = {
	SLICE_INIT("abort"), SLICE_INIT("connect"), SLICE_INIT("fetch"),
	SLICE_INIT("fetch_fail"), SLICE_INIT("origin"), SLICE_INIT("rebuffer"),
	SLICE_INIT("request"), SLICE_INIT("rule"), SLICE_INIT("segment_gap"),
	SLICE_INIT("startup"), SLICE_INIT("viewer"), SLICE_INIT("void"),
};

static const struct slice unsigned_keys[] = {
	SLICE_INIT("buffer"), SLICE_INIT("bytes"), SLICE_INIT("connect"),
	SLICE_INIT("connections"), SLICE_INIT("cpu"), SLICE_INIT("edge"),
	SLICE_INIT("latency"), SLICE_INIT("memory"), SLICE_INIT("net_in"),
	SLICE_INIT("net_out"), SLICE_INIT("played"), SLICE_INIT("rebuffered"),
	SLICE_INIT("requests"), SLICE_INIT("time"), SLICE_INIT("tls"),
	SLICE_INIT("ttfb"), SLICE_INIT("wall"), SLICE_INIT("window"),
};

/* The requests of each client's session under way. */
static struct requests {
	unsigned char open[REQUESTS];
	int64_t n;		/* open ones */
	int used;
} requests[CLIENTS];

/* When its viewer began to play, 0: not yet. */
static int64_t play_us;

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

int
promise_is_own(struct slice kind)
{
	return is_one_of(kind, own, COUNT(own));
}

static void
forget_requests(void)
{
	size_t i;

	for (i = 0; i < CLIENTS; i++)
		if (requests[i].used)
			requests[i] = (struct requests){ .used = 0 };
}

void
promise_begin(void)
{
	forget_requests();
	play_us = 0;
}

/* Those of the record's session, or NULL: of the swarm, or of one too many. */
static struct requests *
requests_of(const struct record *r)
{
	struct session_id id;
	struct requests *q;

	if (session_read(r->subject, &id) != 0 || id.client < 0 ||
	    id.client >= CLIENTS)
		return NULL;
	q = &requests[id.client];
	q->used = 1;
	return q;
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
	struct requests *q = requests_of(r);
	int64_t n = -1;

	if (q == NULL ||
	    (!opens && !is_one_of(r->kind, closings, COUNT(closings))))
		return;
	if (!field_int(r->rest, "n", &n) || n < 1 || n >= REQUESTS)
		broken("no number of a request", line);
	if (q->open[n] == opens)
		broken(opens ? "opened twice" : "closed but not open", line);
	q->open[n] = (unsigned char)opens;
	q->n += opens ? 1 : -1;
}

static void
check_viewer(const struct record *r, struct slice line)
{
	int64_t played, rebuffered;

	if (!slice_eq(r->kind, SLICE("viewer")))
		return;
	/* A tick may be before what tells when it was. */
	if (!slice_holds(r->rest, SLICE("state=startup")) &&
	    (play_us == 0 || r->time_us < play_us))
		play_us = r->time_us;
	if (field_micro(r->rest, "played", &played) &&
	    field_micro(r->rest, "rebuffered", &rebuffered) &&
	    played + rebuffered > r->time_us - play_us)
		broken("longer than the session", line);
}

/* What can be said of a line if each client has one session at a time. */
static void
check_session(const struct promise *pr, const struct record *r,
    struct slice line)
{
	const struct requests *q = requests_of(r);

	if (pr->steady && promise_is_own(r->kind))
		check_figures(r->rest, line);
	check_request(r, line);
	if (pr->steady)
		check_viewer(r, line);
	if (slice_eq(r->kind, SLICE("exit")) && q != NULL && q->n != 0)
		broken("a request was never closed", line);
	if (slice_eq(r->kind, SLICE("exit")))
		play_us = 0;
	if (slice_eq(r->kind, SLICE("lost")))
		forget_requests();
}

static void
check_only(const struct only *o, struct slice kind, struct slice line)
{
	if (o->without.n > 0 && slice_eq(kind, o->without))
		broken("a kind that was not wanted", line);
	if (o->list.n > 0 && !slice_lists(o->list, ',', kind))
		broken("a kind that is not in the list", line);
}

static void
check_line(const struct promise *pr, struct slice line)
{
	struct record r;
	size_t i;

	if (record_read(&r, line) != 0)
		broken("no record", line);
	if (pr->scrubbed && (slice_eq(r.kind, SLICE("log")) ||
	    slice_eq(r.kind, SLICE("progress"))))
		return;
	for (i = 0; i < line.n; i++)
		if (line.p[i] < ' ' || line.p[i] > '~')
			broken("a byte outside printable ASCII", line);
	if (!record_valid(r.rest))
		broken("no valid record", line);
	check_only(&pr->only, r.kind, line);
	if (pr->counted)
		check_session(pr, &r, line);
}

void
promise_check(const struct promise *pr, struct slice out)
{
	if (out.n > 0 && out.p[out.n - 1] != '\n')
		broken("a line without an end", out);
	while (out.n > 0)
		check_line(pr, slice_cut(&out, '\n'));
}
