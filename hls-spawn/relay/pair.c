/*
 * What the two ends of a pair say, and what follows from it. After each event
 * pair_settle looks at the whole pair once: requests that can go on, ends to
 * pass on, and what to wait for next.
 */
#include <sys/socket.h>

#include <errno.h>
#include <strings.h>
#include <unistd.h>

#include "connect.h"
#include "ealloc.h"
#include "pair.h"

#define READ_BYTES 16384

/* Answers of our own */

/* status and reason to the client, as a message of ours, then the end. */
static void
answer(struct pair *p, int status, const char *why)
{
	struct sbuf b = { 0 };

	hub_close_server(p);
	flow_clear(&p->up);
	sbuf_printf(&b, "HTTP/1.1 %d hls-relay: %s\r\n"
	    "Content-Length: 0\r\nConnection: close\r\n\r\n", status, why);
	flow_put(&p->down, sbuf_view(&b));
	sbuf_free(&b);
	p->down.eof = 1;
	p->state = PAIR_ANSWER;
	hub_move(p, &p->hub->open);
}

/* Connecting */

/* What the server said before it stopped to listen is still to be read. */
static void
no_server(struct pair *p)
{
	flow_clear(&p->up);
	p->up.eof = p->up.shut = 1;
}

static void
write_up(struct pair *p)
{
	if (flow_write(&p->up, p->server.fd) == FLOW_NO_SINK)
		no_server(p);
}

static void
connected(struct pair *p)
{
	p->state = PAIR_HTTP;
	if (p->request.tunnel) {
		p->state = PAIR_TUNNEL;
		flow_put(&p->down, SLICE("HTTP/1.1 200 Connection "
		    "established\r\n\r\n"));
		flow_put(&p->up, sbuf_view(&p->head));
		sbuf_free(&p->head);
	}
	write_up(p);
}

/* What has become of it; frees the words. */
static void
follow(struct pair *p, enum connect_result r, struct sbuf *why)
{
	if (r == CONNECT_DONE)
		connected(p);
	else if (r != CONNECT_UNDER_WAY)
		answer(p, r == CONNECT_LATE ? 504 : 502, why->p);
	sbuf_free(why);
}

/* Requests */

static int
same_server(const struct pair *p, const struct request *q)
{
	return !q->tunnel && p->server.fd >= 0 && q->port == p->request.port &&
	    strcasecmp(q->host, p->request.host) == 0;
}

static void
consume(struct pair *p, size_t n)
{
	p->head.n -= n;
	memmove(p->head.p, p->head.p + n, p->head.n);
	if (p->head.n == 0)
		sbuf_free(&p->head);
}

/* The head's first n bytes; 0 if the last response must be written first. */
static int
take_request(struct pair *p, size_t n)
{
	struct request q;
	struct sbuf out = { 0 }, words = { 0 };
	const char *why = request_read(&q, (struct slice){ p->head.p, n },
	    &out);
	int taken = why != NULL || same_server(p, &q) || p->down.n == 0;

	if (why != NULL)
		answer(p, 400, why);
	else if (same_server(p, &q)) {
		flow_put(&p->up, sbuf_view(&out));
	} else if (taken) {
		hub_close_server(p);
		flow_clear(&p->up);
		flow_clear(&p->down);
		flow_put(&p->up, sbuf_view(&out));
		p->request = q;
		p->tried = 0;
		p->error = 0;
		follow(p, connect_next(p, &words), &words);
	}
	if (taken)
		consume(p, n);
	sbuf_free(&out);
	return taken;
}

static void
take_requests(struct pair *p)
{
	size_t n;

	while (p->state == PAIR_HTTP && p->up.n == 0) {
		n = request_end(sbuf_view(&p->head));
		if (n == 0 && p->head.n >= HEAD_BYTES)
			answer(p, 400, "the request's head is too long");
		if (n == 0 || !take_request(p, n))
			return;
		if (p->state == PAIR_HTTP)
			write_up(p);
	}
}

/* Moving bytes */

static void
write_down(struct pair *p)
{
	if (flow_write(&p->down, p->client.fd) == FLOW_NO_SINK)
		hub_close(p);
}

static void
move_up(struct pair *p)
{
	switch (flow_move(&p->up, p->client.fd, p->server.fd)) {
	case FLOW_NO_SOURCE: hub_close(p); break;
	case FLOW_NO_SINK: no_server(p); break;
	case FLOW_GOES: break;
	}
}

static void
move_down(struct pair *p)
{
	switch (flow_move(&p->down, p->server.fd, p->client.fd)) {
	case FLOW_NO_SOURCE: hub_reset(p); break;
	case FLOW_NO_SINK: hub_close(p); break;
	case FLOW_GOES: break;
	}
}

/* Who goes before there is a server, or before the answer is read, is gone. */
static void
client_eof(struct pair *p)
{
	if (p->state == PAIR_HTTP && p->server.fd >= 0)
		p->up.eof = 1;
	else
		hub_close(p);
}

static void
read_head(struct pair *p)
{
	ssize_t k = read(p->client.fd, sbuf_room(&p->head, READ_BYTES),
	    READ_BYTES);

	if (k > 0)
		p->head.n += (size_t)k;
	else if (k == 0)
		client_eof(p);
	else if (errno != EAGAIN && errno != EINTR)
		hub_close(p);
	/* After its answer nothing that a client says is of interest. */
	if (!hub_is_gone(p) && (p->state == PAIR_ANSWER || p->head.n == 0))
		sbuf_free(&p->head);
}

/* Events */

static int
client_wants(const struct pair *p)
{
	int want = p->down.n > 0 ? POLLER_OUT : 0;
	int stuck = p->up.n > 0 && (p->state == PAIR_HTTP ||
	    p->state == PAIR_TUNNEL);

	if (p->up.eof)
		return want;
	if (p->state == PAIR_ANSWER || (p->head.n < HEAD_BYTES && !stuck))
		want |= POLLER_IN;
	return want;
}

static int
server_wants(const struct pair *p)
{
	int want = p->up.n > 0 || p->state == PAIR_CONNECT ? POLLER_OUT : 0;

	if (p->state != PAIR_CONNECT && p->down.n == 0 && !p->down.eof)
		want |= POLLER_IN;
	return want;
}

/* The end of what came from one side, once it is written to the other. */
static void
pass_end(struct flow *f, struct pair *p, const struct end *to)
{
	if (!f->eof || f->n > 0 || f->shut)
		return;
	f->shut = 1;
	shutdown(to->fd, SHUT_WR);
	hub_leave(p);
}

static void
pair_settle(struct pair *p)
{
	take_requests(p);
	if (p->server.fd >= 0 && p->state != PAIR_CONNECT) {
		write_up(p);
		pass_end(&p->up, p, &p->server);
	}
	write_down(p);
	if (hub_is_gone(p))
		return;
	pass_end(&p->down, p, &p->client);
	/* Closed idle connections are the rule with HTTP: no half of it. */
	if (p->down.shut && (p->state == PAIR_HTTP || p->up.shut))
		hub_close(p);
	else if (hub_watch(p->hub, &p->client, client_wants(p)) != 0 ||
	    hub_watch(p->hub, &p->server, server_wants(p)) != 0)
		hub_reset(p);
}

static void
client_event(struct pair *p, int ready)
{
	if (!(p->client.want & POLLER_IN) ||
	    !(ready & (POLLER_IN | POLLER_HUP)))
		return;
	if (p->state == PAIR_TUNNEL)
		move_up(p);
	else
		read_head(p);
}

static void
server_event(struct pair *p, int ready)
{
	struct sbuf words = { 0 };

	if (p->state == PAIR_CONNECT)
		follow(p, connect_ended(p, &words), &words);
	else if ((p->server.want & POLLER_IN) &&
	    (ready & (POLLER_IN | POLLER_HUP)))
		move_down(p);
}

void
pair_event(struct end *e, int ready)
{
	struct pair *p = e->pair;

	/* An earlier event of this turn may have closed it. */
	if (e->fd < 0)
		return;
	if (p->in == &p->hub->leaving)
		hub_leave(p);
	if (e == &p->client)
		client_event(p, ready);
	else
		server_event(p, ready);
	if (!hub_is_gone(p))
		pair_settle(p);
}

/* The whole pair */

void
pair_open(struct hub *h, int fd)
{
	struct pair *p = ezalloc(1, sizeof(*p));

	connect_prepare(fd);
	p->hub = h;
	p->client = (struct end){ END_PAIR, fd, 0, p };
	p->server = (struct end){ END_PAIR, -1, 0, p };
	hub_move(p, &h->open);
	h->n++;
	pair_settle(p);
}

void
pair_names(struct hub *h)
{
	struct pair *p = h->lookup.first, *next, *last = h->lookup.last;
	struct sbuf words = { 0 };
	int more = p != NULL;

	/* Those who must wait on are put at the list's end. */
	for (; more; p = next) {
		next = p->next;
		more = p != last;
		follow(p, connect_next(p, &words), &words);
		pair_settle(p);
	}
}
