/*
 * A connection's states, one function each.
 */
#include <sys/socket.h>
#include <sys/uio.h>

#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "conn.h"
#include "poller.h"
#include "response.h"

#define IDLE_US (60 * SECOND_US)
#define REQUEST_US (5 * SECOND_US)
#define ANSWER_US (10 * SECOND_US)	/* without a byte taken */
#define LINGER_US SECOND_US

static void
enter(struct conn *c, enum conn_state state, int64_t now_us)
{
	static const int64_t limit_us[] = {
		[CONN_LINGER] = LINGER_US,
		[CONN_IDLE] = IDLE_US,
		[CONN_REQUEST] = REQUEST_US,
		[CONN_ANSWER] = ANSWER_US,
	};

	c->state = state;
	c->since_us = now_us;
	c->deadline_us = now_us + limit_us[state];
}

void
conn_open(struct conn *c, int fd, int64_t now_us)
{
	c->fd = fd;
	c->want = POLLER_IN;
	c->in_bytes = 0;
	enter(c, CONN_IDLE, now_us);
}

void
conn_close(struct conn *c)
{
	body_drop(c->answer.body);
	sbuf_free(&c->head);
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
	body_drop(c->answer.body);
	c->answer = (struct answer){ 0 };
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

/* What is left of the head and of the text. */
static int
parts(const struct conn *c, struct iovec iov[2])
{
	struct slice all[2] = { sbuf_view(&c->head), c->answer.text };
	size_t skip = c->sent;
	int i, n = 0, count = c->answer.head_only ? 1 : 2;

	for (i = 0; i < count; i++) {
		size_t k = skip < all[i].n ? skip : all[i].n;
		struct slice left = slice_from(all[i], k);

		skip -= k;
		if (left.n > 0)
			iov[n++] = (struct iovec){ (void *)left.p, left.n };
	}
	return n;
}

static int
send_more(struct conn *c, int64_t now_us)
{
	struct iovec iov[2];
	int n;

	while ((n = parts(c, iov)) > 0) {
		ssize_t k = writev(c->fd, iov, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return errno == EAGAIN || errno == EWOULDBLOCK ?
			    POLLER_OUT : 0;
		c->sent += (size_t)k;
		enter(c, CONN_ANSWER, now_us);
	}
	return answered(c, now_us);
}

/* Takes over the answer's body. */
static int
answer(struct conn *c, struct answer a, int keep_alive, int64_t now_us)
{
	struct response r = { .status = a.status, .type = a.type,
		.length = a.text.n, .keep_alive = keep_alive };

	c->answer = a;
	c->keep_alive = keep_alive;
	c->sent = 0;
	c->head.n = 0;
	response_head(&c->head, &r);
	enter(c, CONN_ANSWER, now_us);
	return send_more(c, now_us);
}

static void
take_request(struct conn *c, size_t bytes)
{
	memmove(c->in, c->in + bytes, c->in_bytes - bytes);
	c->in_bytes -= bytes;
}

/* The request at the start of the buffer: as http_parse, then the answer. */
static int
serve(struct conn *c, struct snap *s, int64_t now_us, int *want)
{
	struct request r;
	struct answer a;
	int status = http_parse((struct slice){ c->in, c->in_bytes }, &r);

	if (status == 0)
		return 0;
	if (status != 200) {
		*want = answer(c, pages_status(status), 0, now_us);
		return 1;
	}
	a = pages_answer(s, &r, now_us);
	take_request(c, r.bytes);
	*want = answer(c, a, r.keep_alive, now_us);
	return 1;
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

static int
request(struct conn *c, struct snap *s, int64_t now_us)
{
	int want, got;

	if (serve(c, s, now_us, &want))
		return want;
	got = receive(c);
	if (got < 0)
		return 0;
	if (got > 0 && serve(c, s, now_us, &want))
		return want;
	if (c->state == CONN_IDLE && c->in_bytes > 0)
		enter(c, CONN_REQUEST, now_us);
	return POLLER_IN;
}

static int
linger(struct conn *c)
{
	c->in_bytes = 0;
	return receive(c) < 0 ? 0 : POLLER_IN;
}

int
conn_turn(struct conn *c, struct snap *s, int64_t now_us)
{
	switch (c->state) {
	case CONN_ANSWER:
		return send_more(c, now_us);
	case CONN_LINGER:
		return linger(c);
	case CONN_IDLE:
	case CONN_REQUEST:
		return request(c, s, now_us);
	case CONN_FREE:
		break;
	}
	return 0;
}

int
conn_late(struct conn *c, int64_t now_us)
{
	if (c->state != CONN_REQUEST)
		return 0;
	return answer(c, pages_status(408), 0, now_us);
}
