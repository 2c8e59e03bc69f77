/*
 * A connection's states, one function each.
 */
#include <sys/socket.h>

#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "conn.h"
#include "local.h"
#include "poller.h"
#include "response.h"

#define IDLE_US (60 * SECOND_US)
#define REQUEST_US (5 * SECOND_US)
#define ANSWER_US (10 * SECOND_US)	/* without a byte taken */
#define LINGER_US SECOND_US

/*
 * What the kernel keeps for one who follows: a few blocks, as our own queue;
 * by itself it would keep minutes of them for a reader that is stuck.
 */
#define FOLLOW_BYTES (128 * 1024)

static void
enter(struct conn *c, enum conn_state state, int64_t now_us)
{
	static const int64_t limit_us[] = {
		[CONN_LINGER] = LINGER_US,
		[CONN_IDLE] = IDLE_US,
		[CONN_REQUEST] = REQUEST_US,
		[CONN_ANSWER] = ANSWER_US,
		[CONN_FOLLOW] = ANSWER_US,
	};

	c->site->recent->followers += (state == CONN_FOLLOW) -
	    (c->state == CONN_FOLLOW);
	c->state = state;
	c->since_us = now_us;
	c->deadline_us = now_us + limit_us[state];
}

void
conn_open(struct conn *c, int fd, struct site *site, int64_t now_us)
{
	c->fd = fd;
	c->site = site;
	c->local = local_socket(fd);
	c->want = POLLER_IN;
	enter(c, CONN_IDLE, now_us);
}

void
conn_close(struct conn *c)
{
	c->site->recent->followers -= c->state == CONN_FOLLOW;
	outgoing_free(&c->out);
	close(c->fd);
	*c = (struct conn){ .fd = -1 };
}

/*
 * The answer is out. A connection that ends is shut for writing only and read
 * to its end: closing it over unread bytes would reset it, and the client
 * might lose the answer.
 */
static int
answered(struct conn *c, int64_t now_us)
{
	c->site->scrapes += c->last_scrape;
	if (!c->keep_alive) {
		shutdown(c->fd, SHUT_WR);
		enter(c, CONN_LINGER, now_us);
		return POLLER_IN;
	}
	if (c->in_bytes == 0) {
		enter(c, CONN_IDLE, now_us);
		return POLLER_IN;
	}
	/* The next request may be here already: come back at once. */
	enter(c, CONN_REQUEST, now_us);
	return POLLER_IN | POLLER_OUT;
}

static int
send_more(struct conn *c, int64_t now_us)
{
	size_t before = c->out.sent;
	int done = outgoing_send(&c->out, c->fd);

	if (done < 0)
		return CONN_OVER;
	if (done)
		return answered(c, now_us);
	if (c->out.sent > before)
		enter(c, CONN_ANSWER, now_us);
	return POLLER_OUT;
}

/* 1: bytes came; 0: none now; -1: it is over. */
static int
receive(struct conn *c)
{
	ssize_t k = read(c->fd, c->in + c->in_bytes,
	    sizeof(c->in) - c->in_bytes);

	if (k > 0) {
		c->in_bytes += (size_t)k;
		return 1;
	}
	if (k < 0 && (errno == EAGAIN || errno == EWOULDBLOCK ||
	    errno == EINTR))
		return 0;
	return -1;
}

/*
 * What a follower says is kept for afterwards, as far as there is room. Bits
 * to go on listening, if that makes sense.
 */
static int
listen_on(struct conn *c)
{
	if (!c->at_end && c->in_bytes < sizeof(c->in) && receive(c) < 0)
		c->at_end = 1;
	return !c->at_end && c->in_bytes < sizeof(c->in) ? POLLER_IN : 0;
}

/*
 * One that waits for a block has no deadline. But one that has closed its side
 * may be gone altogether, which only sending can tell.
 */
static int
follow(struct conn *c, int64_t now_us)
{
	int done, more, want = listen_on(c);

	do {
		size_t before = c->out.sent;

		done = outgoing_send(&c->out, c->fd);
		if (done < 0)
			return CONN_OVER;
		if (done || c->out.sent > before)
			enter(c, CONN_FOLLOW, now_us);
		more = !done ? 0 :
		    follow_load(&c->follow, c->site->recent, &c->out);
	} while (more > 0);
	if (more < 0)
		return answered(c, now_us);
	if (!done)
		return want | POLLER_OUT;
	if (!c->at_end)
		c->deadline_us = POLLER_NEVER;
	return want;
}

static int
begin_follow(struct conn *c, int chunked, int64_t now_us)
{
	int bytes = FOLLOW_BYTES;

	setsockopt(c->fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	follow_start(&c->follow, c->site->recent, chunked);
	enter(c, CONN_FOLLOW, now_us);
	return follow(c, now_us);
}

static int
answer(struct conn *c, struct answer a, const struct request *r,
    int64_t now_us)
{
	struct response head = { .status = a.status, .type = a.type,
		.vary = a.vary, .policy = a.policy, .length = a.text.n };

	if (a.follow)
		head.end = r->minor > 0 ? RESPONSE_CHUNKS : RESPONSE_CLOSE;
	head.keep_alive = r->keep_alive && head.end != RESPONSE_CLOSE;
	response_head(&c->out.head, &head);
	c->out.body = a.body;
	if (!a.head_only)
		c->out.text = a.text;
	c->keep_alive = head.keep_alive;
	c->last_scrape = a.last_scrape;
	if (!a.follow || a.head_only) {
		enter(c, CONN_ANSWER, now_us);
		return send_more(c, now_us);
	}
	return begin_follow(c, r->minor > 0, now_us);
}

static int
refuse(struct conn *c, int status, int64_t now_us)
{
	static const struct request unread;
	struct slice in = { c->in, c->in_bytes };
	struct slice line = slice_word(&in, SLICE("\r\n"));
	struct answer a = pages_status(status);

	a.head_only = slice_eq(slice_cut(&line, ' '), SLICE("HEAD"));
	return answer(c, a, &unread, now_us);
}

static void
take_request(struct conn *c, size_t bytes)
{
	memmove(c->in, c->in + bytes, c->in_bytes - bytes);
	c->in_bytes -= bytes;
}

/* The request at the start of the buffer: as request_parse, then the answer. */
static int
serve(struct conn *c, int64_t now_us, int *want)
{
	struct request r;
	struct answer a;
	int status = request_parse((struct slice){ c->in, c->in_bytes }, &r);

	if (status == 0)
		return 0;
	if (status != 200) {
		*want = refuse(c, status, now_us);
		return 1;
	}
	/* HTTP/1.0 need not say; browsers do. */
	a = c->local && r.authority.n > 0 && !local_name(r.authority) ?
	    pages_misdirected() : pages_answer(c->site, &r, now_us);
	take_request(c, r.bytes);
	*want = answer(c, a, &r, now_us);
	return 1;
}

static int
request(struct conn *c, int64_t now_us)
{
	int want, got;

	if (serve(c, now_us, &want))
		return want;
	got = receive(c);
	if (got < 0)
		return CONN_OVER;
	if (got > 0 && serve(c, now_us, &want))
		return want;
	if (c->state == CONN_IDLE && c->in_bytes > 0)
		enter(c, CONN_REQUEST, now_us);
	return POLLER_IN;
}

static int
linger(struct conn *c)
{
	c->in_bytes = 0;
	return receive(c) < 0 ? CONN_OVER : POLLER_IN;
}

int
conn_turn(struct conn *c, int ready, int64_t now_us)
{
	switch (c->state) {
	case CONN_ANSWER:
		return send_more(c, now_us);
	case CONN_FOLLOW:
		return ready & POLLER_HUP ? CONN_OVER : follow(c, now_us);
	case CONN_LINGER:
		return linger(c);
	case CONN_IDLE:
	case CONN_REQUEST:
		return request(c, now_us);
	case CONN_FREE:
		break;
	}
	return CONN_OVER;
}

int
conn_late(struct conn *c, int64_t now_us)
{
	if (c->state != CONN_REQUEST)
		return CONN_OVER;
	return refuse(c, 408, now_us);
}

int
conn_hungry(const struct conn *c)
{
	return c->state == CONN_FOLLOW && outgoing_empty(&c->out) &&
	    follow_ready(&c->follow, c->site->recent);
}
