/*
 * A connection of hls-export over a socket pair, with a clock of our own: its
 * deadlines, answers in pieces, and followers that are slow, silent or gone.
 */
#include <sys/socket.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "block.h"
#include "check.h"
#include "http/conn.h"
#include "poller.h"

#define S INT64_C(1000000)
#define GET(what) "GET " what " HTTP/1.1\r\nHost: a\r\n\r\n"
#define BLOCK_BYTES 1000000

static struct export_settings set = { .native_buckets = 160 };
static struct snap snap;
static struct recent recent;
static struct page page;
static struct site site = { .snap = &snap, .recent = &recent, .page = &page };
static struct conn conn = { .fd = -1 };
static int peer;
static struct sbuf got;

/* A new connection at time 0; small buffers, so that much has to wait. */
static void
start(void)
{
	int ends[2], bytes = 4096;

	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	peer = ends[1];
	got.n = 0;
	conn_open(&conn, ends[0], &site, 0);
}

static void
stop(void)
{
	conn_close(&conn);
	close(peer);
	CHECK(recent.followers == 0);
	recent_free(&recent);
	site.scrapes = 0;
}

static void
say(const char *text)
{
	CHECK(write(peer, text, strlen(text)) == (ssize_t)strlen(text));
}

/* What is there now; 0 at the end of what the server sends. */
static int
hear(void)
{
	ssize_t k;

	do {
		k = read(peer, sbuf_room(&got, 65536), 65536);
		got.n += k > 0 ? (size_t)k : 0;
	} while (k > 0);
	return k != 0;
}

/* Lets both sides go on until there is nothing more to say. */
static int
exchange(int64_t now_us)
{
	size_t before;
	int want;

	do {
		before = got.n;
		want = conn_turn(&conn, POLLER_IN | POLLER_OUT, now_us);
		hear();
	} while (want != CONN_OVER && got.n > before);
	return want;
}

static int
begins(const char *text)
{
	return slice_starts(sbuf_view(&got), slice_str(text));
}

/* A block that consists of one letter, and ends as a block does. */
static void
put(char letter)
{
	static char text[BLOCK_BYTES];

	memset(text, letter, sizeof(text) - 1);
	text[sizeof(text) - 1] = '\n';
	recent_put(&recent, (struct slice){ text, sizeof(text) });
}

/*
 * The letters of the chunks that came, whole ones of one letter each, and '.'
 * for the last chunk, of 0 bytes, behind which there is nothing; '?' for
 * whatever else there is.
 */
static const char *
chunks(void)
{
	static char letters[64];
	struct slice s = sbuf_view(&got);
	size_t n = 0, i;

	while (s.n > 0 && slice_cut(&s, '\n').n > 1)
		;
	while (s.n > 0 && n < sizeof(letters) - 2) {
		size_t size = strtoul(slice_cut(&s, '\n').p, NULL, 16);
		struct slice block;

		/* The first one says what it is the first of. */
		if (n == 0 && size > 0 &&
		    slice_skip(&s, SLICE(BLOCK_FOLLOWED "\n")))
			size -= sizeof(BLOCK_FOLLOWED);
		block = (struct slice){ s.p, size };

		letters[n] = size == 0 && s.n == 2 ? '.' : '?';
		if (size == BLOCK_BYTES && s.n >= size + 2) {
			letters[n] = *s.p;
			for (i = 0; i < size - 1; i++)
				if (block.p[i] != *block.p)
					letters[n] = '?';
			s = slice_from(s, size);
		}
		n++;
		if (!slice_skip(&s, SLICE("\r\n")))
			letters[n++] = '?';
	}
	letters[n] = '\0';
	return letters;
}

static void
late_requests(void)
{
	start();
	CHECK(conn.deadline_us == 60 * S);
	CHECK(conn_late(&conn, 60 * S) == CONN_OVER);
	stop();
	start();
	say("HEAD / HT");
	CHECK(conn_turn(&conn, POLLER_IN, 7 * S) == POLLER_IN);
	CHECK(conn.deadline_us == 12 * S);
	/* More bytes do not move it: the whole request has 5 seconds. */
	say("TP");
	CHECK(conn_turn(&conn, POLLER_IN, 9 * S) == POLLER_IN);
	CHECK(conn.deadline_us == 12 * S);
	CHECK(conn_late(&conn, 12 * S) == POLLER_IN);
	CHECK(conn.deadline_us == 13 * S);
	CHECK(hear() == 0 && begins("HTTP/1.1 408 Request Timeout\r\n"));
	/* It was a HEAD: no body. */
	CHECK(got.n > 4 && memcmp(got.p + got.n - 4, "\r\n\r\n", 4) == 0);
	CHECK(conn_late(&conn, 13 * S) == CONN_OVER);
	stop();
}

static void
byte_by_byte(void)
{
	const char *text = GET("/healthz");

	start();
	for (; *text != '\0'; text++) {
		char one[2] = { *text, '\0' };

		CHECK(got.n == 0);
		say(one);
		CHECK(conn_turn(&conn, POLLER_IN, S) == POLLER_IN);
		hear();
	}
	CHECK(begins("HTTP/1.1 200 OK\r\n") && conn.state == CONN_IDLE);
	stop();
}

/* An answer that nobody reads has 10 seconds from the last byte taken. */
static void
slow_answer(void)
{
	size_t some;

	start();
	put('a');
	say(GET("/stat"));
	CHECK(conn_turn(&conn, POLLER_IN, S) == POLLER_OUT);
	CHECK(conn.deadline_us == 11 * S);
	CHECK(conn_turn(&conn, POLLER_OUT, 5 * S) == POLLER_OUT);
	CHECK(conn.deadline_us == 11 * S);
	hear();
	some = got.n;
	CHECK(some > 0 && some < BLOCK_BYTES);
	CHECK(conn_turn(&conn, POLLER_OUT, 6 * S) == POLLER_OUT);
	CHECK(conn.deadline_us == 16 * S);
	/* The block goes out whole, though there is a newer one by now. */
	put('b');
	CHECK(exchange(7 * S) == POLLER_IN);
	CHECK(got.n > BLOCK_BYTES && memchr(got.p, 'b', got.n) == NULL &&
	    got.p[got.n - 1] == '\n' && got.p[got.n - 2] == 'a');
	stop();
}

static void
scrapes(void)
{
	start();
	say(GET("/metrics") GET("/stat"));
	CHECK(exchange(S) == POLLER_IN && site.scrapes == 0);
	recent.ended = 1;
	say("HEAD /metrics HTTP/1.1\r\nHost: a\r\n\r\n" GET("/readyz"));
	CHECK(exchange(S) == POLLER_IN && site.scrapes == 0);
	say(GET("/metrics") GET("/metrics?x"));
	CHECK(exchange(S) == POLLER_IN && site.scrapes == 2);
	stop();
}

static void
follower(void)
{
	start();
	put('x');
	put('a');
	say(GET("/stat?follow"));
	CHECK(exchange(S) == POLLER_IN);
	CHECK(recent.followers == 1 && !conn_hungry(&conn));
	/* One that waits for a block waits for ever. */
	CHECK(conn.deadline_us == POLLER_NEVER);
	CHECK(begins("HTTP/1.1 200 OK\r\n"));
	CHECK(strcmp(chunks(), "a") == 0);
	put('b');
	put('c');
	CHECK(conn_hungry(&conn));
	CHECK(exchange(2 * S) == POLLER_IN);
	recent.ended = 1;
	CHECK(conn_hungry(&conn));
	say(GET("/healthz"));
	CHECK(conn_turn(&conn, 0, 3 * S) == (POLLER_IN | POLLER_OUT));
	hear();
	CHECK(strcmp(chunks(), "abc.") == 0);
	/* Then it is a connection like any other. */
	got.n = 0;
	CHECK(recent.followers == 0);
	CHECK(exchange(3 * S) == POLLER_IN && begins("HTTP/1.1 200 OK\r\n"));
	stop();
}

/* Behind what it has begun it gets the newest eight, and the end. */
static void
slow_follower(void)
{
	int c;

	start();
	put('a');
	say(GET("/stat?follow"));
	CHECK(conn_turn(&conn, POLLER_IN, S) == (POLLER_IN | POLLER_OUT));
	CHECK(conn.deadline_us == 11 * S);
	for (c = 'b'; c <= 'z'; c++) {
		put((char)c);
		CHECK(!conn_hungry(&conn));
		CHECK(conn_turn(&conn, 0, 2 * S) == (POLLER_IN | POLLER_OUT));
	}
	CHECK(conn.deadline_us == 11 * S);
	/* A part of a block taken is a sign of life. */
	hear();
	CHECK(conn_turn(&conn, 0, 3 * S) == (POLLER_IN | POLLER_OUT));
	CHECK(got.n < BLOCK_BYTES && conn.deadline_us == 13 * S);
	recent.ended = 1;
	exchange(3 * S);
	CHECK(strcmp(chunks(), "astuvwxyz.") == 0);
	stop();
	start();
	put('a');
	say(GET("/stat?follow"));
	conn_turn(&conn, POLLER_IN, S);
	CHECK(conn_late(&conn, 11 * S) == CONN_OVER);
	stop();
}

static void
gone_follower(void)
{
	start();
	say(GET("/stat?follow"));
	CHECK(exchange(S) == POLLER_IN);
	CHECK(conn.deadline_us == POLLER_NEVER);
	/* Its side is closed: 10 seconds, but blocks go on. */
	shutdown(peer, SHUT_WR);
	CHECK(conn_turn(&conn, POLLER_IN, 2 * S) == 0);
	CHECK(conn.deadline_us == 12 * S);
	put('a');
	CHECK(exchange(8 * S) == 0 && conn.deadline_us == 18 * S);
	CHECK(strcmp(chunks(), "a") == 0);
	CHECK(conn_turn(&conn, POLLER_HUP, 9 * S) == CONN_OVER);
	stop();
	/* One that talks on is not listened to for ever. */
	start();
	say(GET("/stat?follow"));
	CHECK(exchange(S) == POLLER_IN);
	memset(sbuf_room(&got, REQUEST_BYTES), 'x', REQUEST_BYTES);
	CHECK(write(peer, got.p + got.n, REQUEST_BYTES) > 0);
	CHECK(conn_turn(&conn, POLLER_IN, 2 * S) == 0);
	CHECK(conn.deadline_us == POLLER_NEVER);
	recent.ended = 1;
	CHECK(conn_hungry(&conn));
	exchange(3 * S);
	CHECK(conn.state == CONN_LINGER);
	stop();
}

static void
too_many(void)
{
	start();
	recent.followers = RECENT_FOLLOWERS;
	say(GET("/stat?follow"));
	CHECK(exchange(S) == POLLER_IN && begins("HTTP/1.1 503 "));
	CHECK(recent.followers == RECENT_FOLLOWERS);
	recent.followers = 0;
	stop();
}

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	snap_init(&snap, &set);
	late_requests();
	byte_by_byte();
	slow_answer();
	scrapes();
	follower();
	slow_follower();
	gone_follower();
	too_many();
	snap_free(&snap);
	sbuf_free(&got);
	return check_result();
}
