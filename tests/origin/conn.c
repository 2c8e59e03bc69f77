/*
 * The connection's states, one function each. While a response is under way
 * the socket is still read, into what room there is, so that a client that
 * leaves is noticed.
 */
#include <sys/socket.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"
#include "conn.h"
#include "ealloc.h"
#include "exchange.h"

/* How long to read on behind a refusal, so that it is not lost in an RST. */
#define LINGER_US SECOND_US

enum state {
	READING,		/* a request head */
	DELAYING,		/* the response is made, its moment not come */
	SENDING,
	LINGERING,		/* our side is closed; what comes is dropped */
	CLOSED,
};

struct conn {
	int fd;
	enum state state;
	size_t index;		/* in s->conns */
	int want;		/* what the poller watches */
	int at_end;		/* the client has closed its side */
	struct deadline deadline;
	struct exchange exchange;
	int64_t read_us;	/* behind the last read(2) */
	size_t in_n;
	char in[HEAD_BYTES];
};

/* Waits for room in the socket where out says so, and for input. */
static void
watch(struct server *s, struct conn *c, int out)
{
	int want = out;

	if (!c->at_end && c->in_n < sizeof(c->in))
		want |= POLLER_IN;
	if (want != c->want)
		poller_change(s->poller, c->fd, want, c);
	c->want = want;
}

static void
wait_until(struct server *s, struct conn *c, int64_t at_us)
{
	deadline_set(&s->deadlines, &c->deadline, at_us);
	watch(s, c, 0);
}

void
conn_open(struct server *s, int fd)
{
	struct conn *c = ezalloc(1, sizeof(*c));
	int one = 1;

	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	c->fd = fd;
	c->exchange.conn = s->accepted;
	c->deadline.owner = c;
	c->want = POLLER_IN;
	c->index = s->nconns;
	s->conns[s->nconns++] = c;
	poller_add(s->poller, fd, POLLER_IN, c);
	wait_until(s, c, clock_mono() + s->idle_us);
}

static void
release(struct server *s, struct conn *c)
{
	poller_remove(s->poller, c->fd);
	close(c->fd);
	deadline_clear(&s->deadlines, &c->deadline);
	s->conns[c->index] = s->conns[--s->nconns];
	s->conns[c->index]->index = c->index;
	exchange_free(&c->exchange);
	free(c);
}

/* Whether the client, having closed its side, has refused our bytes. */
static int
lost(const struct conn *c)
{
	int error = 0;
	socklen_t n = sizeof(error);

	return c->at_end && (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error,
	    &n) != 0 || error != 0);
}

/* Closing with input unread would send an RST that overtakes the response. */
static enum state
close_side(struct server *s, struct conn *c)
{
	const struct exchange *x = &c->exchange;

	if (c->at_end || (c->in_n == x->request.head.n && !x->refused))
		return CLOSED;
	shutdown(c->fd, SHUT_WR);
	c->in_n = 0;
	wait_until(s, c, clock_mono() + LINGER_US);
	return LINGERING;
}

static enum state
cut(struct server *s, struct conn *c)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	exchange_end(s, &c->exchange, 0);
	if (c->exchange.response.cut != CUT_RESET)
		return close_side(s, c);
	setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	return CLOSED;
}

static enum state
finish(struct server *s, struct conn *c)
{
	size_t used = c->exchange.request.head.n;

	exchange_end(s, &c->exchange, !lost(c));
	if (c->exchange.response.close)
		return close_side(s, c);
	c->in_n -= used;
	memmove(c->in, c->in + used, c->in_n);
	wait_until(s, c, clock_mono() + s->idle_us);
	return READING;
}

/* The states. Each does what can be done now; *wait when that is nothing. */
static enum state
do_read(struct server *s, struct conn *c, int *wait)
{
	struct slice in = { c->in, c->in_n };

	if (exchange_begin(s, &c->exchange, in, c->read_us))
		return DELAYING;
	if (c->at_end)
		return CLOSED;
	*wait = 1;
	return READING;
}

static enum state
do_delay(struct server *s, struct conn *c, int *wait)
{
	const struct exchange *x = &c->exchange;

	if (clock_mono() < x->start_us) {
		wait_until(s, c, x->start_us);
		*wait = 1;
		return DELAYING;
	}
	deadline_clear(&s->deadlines, &c->deadline);
	if (x->fault == NULL || !x->fault->drop)
		return SENDING;
	exchange_end(s, &c->exchange, 0);
	return CLOSED;
}

static enum state
do_send(struct server *s, struct conn *c, int *wait)
{
	int64_t wake_us;

	switch (send_step(&c->exchange.sender, c->fd, &wake_us)) {
	case SEND_DONE:
		return finish(s, c);
	case SEND_CUT:
		return cut(s, c);
	case SEND_FULL:
		watch(s, c, POLLER_OUT);
		break;
	case SEND_LATER:
		wait_until(s, c, wake_us);
		break;
	case SEND_FAILED:
		exchange_end(s, &c->exchange, 0);
		return CLOSED;
	}
	*wait = 1;
	return SENDING;
}

static void
run(struct server *s, struct conn *c)
{
	int wait = 0;

	while (!wait && c->state != CLOSED) {
		if (c->state == READING)
			c->state = do_read(s, c, &wait);
		else if (c->state == DELAYING)
			c->state = do_delay(s, c, &wait);
		else if (c->state == SENDING)
			c->state = do_send(s, c, &wait);
		else
			wait = 1;
	}
	if (c->state == CLOSED)
		release(s, c);
}

/* Reads what there is, once. Returns -1 when the connection is gone. */
static int
fill(struct conn *c)
{
	ssize_t k = read(c->fd, c->in + c->in_n, sizeof(c->in) - c->in_n);

	if (k < 0)
		return errno == EAGAIN || errno == EWOULDBLOCK ||
		    errno == EINTR ? 0 : -1;
	c->at_end = k == 0;
	if (k == 0 || c->state == LINGERING)
		return 0;
	c->read_us = clock_mono();
	c->in_n += (size_t)k;
	return 0;
}

void
conn_cut(struct server *s, struct conn *c)
{
	if (c->state == DELAYING || c->state == SENDING)
		exchange_end(s, &c->exchange, 0);
	release(s, c);
}

void
conn_ready(struct server *s, struct conn *c, int ready)
{
	if ((ready & POLLER_HUP) || ((ready & POLLER_IN) && fill(c) != 0)) {
		conn_cut(s, c);
		return;
	}
	if (c->state == LINGERING && c->at_end)
		c->state = CLOSED;
	/* The next request does not cut a pause short. */
	if (c->state == SENDING && !(ready & POLLER_OUT))
		return;
	run(s, c);
}

void
conn_expired(struct server *s, struct conn *c)
{
	if (c->state == READING || c->state == LINGERING)
		c->state = CLOSED;
	run(s, c);
}
