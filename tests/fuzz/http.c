/*
 * A connection of hls-export over one input: what a client sends, what becomes
 * of it, to the connection's end. Bad memory is for the sanitizers to see;
 * answers.c looks at what the client got.
 *
 * The first byte of the input is '0' and numbers in six bits: how the bytes
 * come (two bits: all at once, one by one, by lines, in small pieces, with a
 * new block of the stream between them); whether a block has come before;
 * whether the stream has ended; whether the client closes its side behind its
 * last byte or waits; whether it reads nothing before it has sent all. With
 * both it is lost then, or (of an odd size) just never reads.
 *
 * The server's loop is played here, with a socket in memory and a clock of our
 * own: what a connection says it waits for is all that it gets.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "answers.h"
#include "block.h"
#include "clock.h"
#include "http/conn.h"
#include "poller.h"
#include "target.h"
#include "wire.h"

#define TURNS 100000		/* more is a loop without end */
#define PIECES 256		/* so many small ones at most; then the rest */
#define LAZY_ROOM 1000		/* bytes for a client that does not read */
#define EAGER_ROOM 20000

enum cut { WHOLE, BYTES, LINES, SMALL_PIECES };

/* All that connections share; one before the first block, one after it. */
static struct world {
	struct snap snap;
	struct recent recent;
	struct page page;
	struct site site;
} worlds[2];

static struct block_reader reader;
static int64_t begun_us;
static long long requests;

static const char text[] =
"1795351504.000000 10s segment count=30 ttfb.p50=0.005362 ttfb.p95=0.008811\n"
"1795351504.000000 all segment count=30 fail=2 requests=32 bytes=6510000\n"
"1795351504.000000 - run url=http://127.0.0.1/a%20b version=0.1.0\n"
"1795351504.000000 - sketch of=segment.ttfb scale=1000000 n=3 sum=6000 "
"min=1000 max=3000 zero=0 clamped=0 b=-638:1,-574:1,-537:1\n"
"1795351504.000000 - verdict state=none code=0\n"
"1795351504.000000 - block n=4\n";

/* One connection. */
struct talk {
	struct world *w;
	struct conn conn;
	int lazy;		/* the client reads nothing yet */
	int lost;		/* and will not any more */
	int want;		/* what is watched; CONN_OVER: closed */
	int64_t now_us;
	int turns;
};

static void
say_requests(void)
{
	fprintf(stderr, "http: %lld requests\n", requests);
}

static void
begin(void)
{
	static struct export_settings set = { .native_buckets = 160 };
	struct slice in = SLICE(text);
	int i;

	for (i = 0; i < 2; i++) {
		snap_init(&worlds[i].snap, &set);
		worlds[i].site = (struct site){ .snap = &worlds[i].snap,
			.recent = &worlds[i].recent,
			.page = &worlds[i].page };
		page_init(&worlds[i].page);
	}
	if (!block_read(&reader, &in))
		broken("no block", SLICE(text));
	snap_take(&worlds[1].snap, &reader.now, 0);
	page_take(&worlds[1].page, &reader.now);
	recent_put(&worlds[1].recent, SLICE(text));
	begun_us = clock_mono();
	atexit(say_requests);
}

static void
connect_both(struct talk *r, int hiccups)
{
	struct sbuf out = wire.out;

	out.n = 0;
	wire = (struct wire){ .out = out, .hiccups = hiccups,
		.room = r->lazy ? LAZY_ROOM : EAGER_ROOM };
	conn_open(&r->conn, WIRE_FD, &r->w->site, r->now_us);
	r->want = r->conn.want;
}

static void
wait_for(struct talk *r, int want)
{
	if (++r->turns > TURNS)
		broken("it never rests", sbuf_view(&wire.out));
	r->want = want;
	if (want == CONN_OVER)
		conn_close(&r->conn);
}

/* Whether the server has something to do now, and does it. */
static int
turn(struct talk *r)
{
	int ready = wire_ready(r->want);

	if (ready == 0 && !conn_hungry(&r->conn))
		return 0;
	wait_for(r, conn_turn(&r->conn, ready, r->now_us));
	/* What was taken is read at once. */
	if (!r->lazy)
		wire.room = EAGER_ROOM;
	return 1;
}

static void
settle(struct talk *r)
{
	while (r->want != CONN_OVER && turn(r))
		;
}

/* The client waits for the server to take the bytes, which wait for him. */
static void
client_sends(struct talk *r, struct slice bytes)
{
	wire.in = bytes;
	settle(r);
	if (r->lost)
		return;
	if (wire.in.n > 0 && r->lazy) {
		r->lazy = 0;
		wire.room = EAGER_ROOM;
		settle(r);
	}
	/* It keeps little of what one says who follows, until the end. */
	if (wire.in.n > 0 && r->conn.state == CONN_FOLLOW) {
		r->w->recent.ended = 1;
		settle(r);
	}
	if (wire.in.n > 0 && r->want != CONN_OVER)
		broken("bytes that are never read", wire.in);
}

static size_t
piece(struct slice rest, enum cut cut, int i)
{
	size_t n = rest.n;

	if (cut == WHOLE || i >= PIECES)
		return n;
	if (cut == LINES)
		return slice_find(rest, '\n') + (slice_find(rest, '\n') < n);
	if (cut == SMALL_PIECES && n > (size_t)(i % 13) + 2)
		return (size_t)(i % 13) + 2;
	return cut == BYTES ? 1 : n;
}

/* How much of it was sent before the server closed. */
static size_t
client_speaks(struct talk *r, struct slice in, enum cut cut)
{
	struct slice rest = in;
	int i;

	for (i = 0; rest.n > 0 && r->want != CONN_OVER && wire.in.n == 0;
	    i++) {
		size_t n = piece(rest, cut, i);

		client_sends(r, (struct slice){ rest.p, n });
		rest = slice_from(rest, n);
		if (cut == SMALL_PIECES && r->w == &worlds[1])
			recent_put(&r->w->recent, SLICE(text));
	}
	return in.n - rest.n;
}

/* Behind the last byte. */
static void
hang_up(struct talk *r, int shut, int gone)
{
	wire.shut = shut && (!r->lost || gone);
	wire.gone = r->lost && gone;
	if (r->lost)
		return;
	r->lazy = 0;
	wire.room = EAGER_ROOM;
}

/* Deadlines pass until it is closed; a follower's stream comes to its end. */
static void
end(struct talk *r)
{
	int i;

	settle(r);
	for (i = 0; r->want != CONN_OVER; i++) {
		if (i > 8)
			broken("it is never closed", sbuf_view(&wire.out));
		if (r->conn.state == CONN_FOLLOW &&
		    (!r->lost || r->conn.deadline_us == POLLER_NEVER)) {
			r->w->recent.ended = 1;
		} else {
			r->now_us = r->conn.deadline_us;
			wait_for(r, conn_late(&r->conn, r->now_us));
		}
		settle(r);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct talk r;
	struct slice in = { (const char *)data, size };
	int mode = size > 0 ? data[0] - '0' : 0, shut = mode >> 4 & 1;
	enum cut cut = (enum cut)(mode & 3);
	struct exchange x;

	if (begun_us == 0)
		begin();
	r = (struct talk){ .w = &worlds[mode >> 2 & 1], .now_us = begun_us,
		.lazy = mode >> 5 & 1,
		.lost = (mode >> 4 & 3) == 3 };
	r.w->recent.ended = mode >> 3 & 1;
	in = slice_from(in, size > 0);
	connect_both(&r, cut == BYTES);
	in.n = client_speaks(&r, in, cut);
	hang_up(&r, shut, size % 2 == 0);
	end(&r);
	if (r.w->recent.followers != 0 || !wire.closed)
		broken("something stays", in);
	if (r.lost)
		return 0;
	x = (struct exchange){ .in = in, .shut = shut,
		.out = sbuf_view(&wire.out), .block = SLICE(text),
		.metrics = sbuf_view(&snap_body(&r.w->snap,
		    FORMAT_TEXT)->text) };
	requests += answers_check(&x);
	return 0;
}
