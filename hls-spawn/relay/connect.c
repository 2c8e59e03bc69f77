/*
 * Connecting. There is no limit of our own: a client that gives up closes its
 * connection, and that ends the attempt.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>

#include "clock.h"
#include "connect.h"

enum found { FOUND, FOUND_NO_MORE, FOUND_LATER, FOUND_FULL };

/* The address at p->tried of those the host has. */
static enum found
look(struct pair *p)
{
	const struct request *q = &p->request;
	const struct relay_rule *rule = rule_find(p->hub->rules,
	    p->hub->nrules, q->host, q->port);
	const struct name_answer *a;
	int full;

	if (rule != NULL)
		p->address = rule->addr;
	if (rule != NULL || address_read(&p->address, q->host, q->port) == 0)
		return p->tried == 0 ? FOUND : FOUND_NO_MORE;
	a = names_get(&p->hub->names, q->host, clock_mono(), &full);
	if (a == NULL)
		return full ? FOUND_FULL : FOUND_LATER;
	if (p->tried >= (size_t)a->n)
		return FOUND_NO_MORE;
	p->address = a->addr[p->tried];
	address_port(&p->address, q->port);
	return FOUND;
}

void
connect_prepare(int fd)
{
	int on = 1;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

/* 0, or the errno. */
static int
attempt(struct pair *p)
{
	const struct address *a = &p->address;
	int fd = socket(a->to.ss_family, SOCK_STREAM, 0);

	if (fd < 0)
		return errno;
	connect_prepare(fd);
	p->server.fd = fd;
	if (connect(fd, (const struct sockaddr *)(const void *)&a->to,
	    a->n) == 0 || errno == EINPROGRESS)
		return 0;
	return errno;
}

static enum connect_result
refused(struct pair *p, struct sbuf *why)
{
	const struct address *a = &p->address;
	char host[128] = "?";

	getnameinfo((const struct sockaddr *)(const void *)&a->to, a->n,
	    host, sizeof(host), NULL, 0, NI_NUMERICHOST);
	sbuf_printf(why, "%s port %d: %s", host, p->request.port,
	    strerror(p->error));
	return p->error == ETIMEDOUT ? CONNECT_LATE : CONNECT_FAILED;
}

static enum connect_result
no_address(struct pair *p, enum found found, struct sbuf *why)
{
	const struct name_answer *a;
	const char *text = "too many names";
	int full;

	if (found != FOUND_FULL) {
		a = names_get(&p->hub->names, p->request.host, clock_mono(),
		    &full);
		text = a != NULL ? gai_strerror(a->error) : "no address";
	}
	sbuf_printf(why, "%s: %s", p->request.host, text);
	return CONNECT_FAILED;
}

/* The next address, and the next, until one neither fails nor refuses. */
enum connect_result
connect_next(struct pair *p, struct sbuf *why)
{
	enum found found;

	for (; (found = look(p)) == FOUND; p->tried++) {
		p->error = attempt(p);
		if (p->error == 0) {
			p->state = PAIR_CONNECT;
			hub_move(p, &p->hub->open);
			return CONNECT_UNDER_WAY;
		}
		hub_close_server(p);
	}
	if (found == FOUND_LATER) {
		p->state = PAIR_LOOKUP;
		hub_move(p, &p->hub->lookup);
		return CONNECT_UNDER_WAY;
	}
	return p->error != 0 ? refused(p, why) : no_address(p, found, why);
}

/* An event may be one of the connection before this one: not there yet. */
static int
is_pending(const struct pair *p)
{
	struct sockaddr_storage to;
	socklen_t n = sizeof(to);

	return p->error == 0 && getpeername(p->server.fd,
	    (struct sockaddr *)(void *)&to, &n) != 0 && errno == ENOTCONN;
}

enum connect_result
connect_ended(struct pair *p, struct sbuf *why)
{
	socklen_t n = sizeof(p->error);

	if (getsockopt(p->server.fd, SOL_SOCKET, SO_ERROR, &p->error, &n) != 0)
		p->error = errno;
	if (is_pending(p))
		return CONNECT_UNDER_WAY;
	if (p->error == 0)
		return CONNECT_DONE;
	hub_close_server(p);
	p->tried++;
	return connect_next(p, why);
}
