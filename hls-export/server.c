/*
 * Slots, deadlines and whom to give up for a newcomer: a scrape always gets
 * in, however many slow or silent connections there are.
 */
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "clock.h"
#include "server.h"

/* Where descriptors are short and none of ours can be given up. */
#define RETRY_US (SECOND_US / 10)

int
server_open(struct server *s, struct poller *p, int fd,
    struct snap *snap)
{
	size_t i;

	*s = (struct server){ .poller = p, .snap = snap, .fd = fd };
	for (i = 0; i < SERVER_CONNS; i++)
		s->conn[i].fd = -1;
	return poller_add(p, fd, POLLER_IN, s);
}

static void
drop(struct server *s, struct conn *c)
{
	poller_remove(s->poller, c->fd);
	conn_close(c);
}

void
server_close(struct server *s)
{
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++)
		if (s->conn[i].state != CONN_FREE)
			drop(s, &s->conn[i]);
	poller_remove(s->poller, s->fd);
	close(s->fd);
}

/* The connection to give up first: by state, then by age. NULL if none. */
static struct conn *
victim(struct server *s)
{
	struct conn *v = NULL;
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c = &s->conn[i];

		if (c->state == CONN_FREE)
			continue;
		if (v == NULL || c->state < v->state ||
		    (c->state == v->state && c->since_us < v->since_us))
			v = c;
	}
	return v;
}

static struct conn *
free_slot(struct server *s)
{
	struct conn *c;
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++)
		if (s->conn[i].state == CONN_FREE)
			return &s->conn[i];
	c = victim(s);
	drop(s, c);
	return c;
}

/* Out of descriptors: make room, or leave the queue alone for a while. */
static void
short_of_descriptors(struct server *s)
{
	struct conn *c = victim(s);

	if (c != NULL) {
		drop(s, c);
		return;
	}
	poller_change(s->poller, s->fd, 0, s);
	s->retry_us = clock_mono() + RETRY_US;
}

static void
accept_all(struct server *s)
{
	int i, fd;

	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c;

		fd = accept(s->fd, NULL, NULL);
		if (fd < 0 && (errno == EMFILE || errno == ENFILE ||
		    errno == ENOBUFS || errno == ENOMEM))
			short_of_descriptors(s);
		if (fd < 0)
			return;
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		fcntl(fd, F_SETFL, O_NONBLOCK);
		c = free_slot(s);
		conn_open(c, fd, clock_mono());
		if (poller_add(s->poller, fd, POLLER_IN, c) != 0)
			conn_close(c);
	}
}

/* What a connection waits for next; 0: nothing more. */
static void
wait_for(struct server *s, struct conn *c, int want)
{
	if (want == 0) {
		drop(s, c);
	} else if (want != c->want) {
		poller_change(s->poller, c->fd, want, c);
		c->want = want;
	}
}

int
server_owns(const struct server *s, const void *owner)
{
	const char *p = owner, *start = (const char *)s;

	return p >= start && p < start + sizeof(*s);
}

void
server_event(struct server *s, void *owner)
{
	struct conn *c = owner;

	if (owner == s)
		accept_all(s);
	else if (c->state != CONN_FREE)
		wait_for(s, c, conn_turn(c, s->snap, clock_mono()));
}

int64_t
server_deadline(const struct server *s)
{
	int64_t first = s->retry_us ? s->retry_us : POLLER_NEVER;
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++)
		if (s->conn[i].state != CONN_FREE &&
		    s->conn[i].deadline_us < first)
			first = s->conn[i].deadline_us;
	return first;
}

void
server_expire(struct server *s, int64_t now_us)
{
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c = &s->conn[i];

		if (c->state != CONN_FREE && c->deadline_us <= now_us)
			wait_for(s, c, conn_late(c, now_us));
	}
	if (s->retry_us != 0 && s->retry_us <= now_us) {
		s->retry_us = 0;
		poller_change(s->poller, s->fd, POLLER_IN, s);
	}
}
