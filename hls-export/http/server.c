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
/* Followers served in a turn, so that the copy of -p never waits for all. */
#define FEED_AT_ONCE 4

void
server_open(struct server *s, struct poller *p, struct site *site)
{
	size_t i;

	*s = (struct server){ .poller = p, .site = site };
	for (i = 0; i < SERVER_CONNS; i++)
		s->conn[i].fd = -1;
}

int
server_listen(struct server *s, int fd)
{
	int *slot = &s->listener[s->nlisteners];

	if (poller_add(s->poller, fd, POLLER_IN, slot) != 0)
		return -1;
	*slot = fd;
	s->nlisteners++;
	return 0;
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
	for (i = 0; i < s->nlisteners; i++) {
		poller_remove(s->poller, s->listener[i]);
		close(s->listener[i]);
	}
	s->nlisteners = 0;
}

/*
 * How dear a connection is to us: the least goes first. Who has not asked yet
 * may just have come, and is no worse than who is asking.
 */
static int
worth(const struct conn *c, int crowded)
{
	if (crowded && c->state == CONN_FOLLOW)
		return 0;
	return c->state == CONN_REQUEST ? CONN_IDLE : (int)c->state;
}

/*
 * The connection to give up first: by state, then by age; but one who follows
 * where those have more than three quarters of the places (which are few when
 * descriptors are short). NULL if there is none.
 */
static struct conn *
victim(struct server *s)
{
	struct conn *v = NULL;
	size_t i;
	int n = 0, crowded;

	for (i = 0; i < SERVER_CONNS; i++)
		n += s->conn[i].state != CONN_FREE;
	crowded = 4 * s->site->recent->followers > 3 * n;
	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c = &s->conn[i];

		if (c->state == CONN_FREE)
			continue;
		if (v == NULL || worth(c, crowded) < worth(v, crowded) ||
		    (worth(c, crowded) == worth(v, crowded) &&
		    c->since_us < v->since_us))
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

static void
watch_listeners(struct server *s, int want)
{
	size_t i;

	for (i = 0; i < s->nlisteners; i++)
		poller_change(s->poller, s->listener[i], want,
		    &s->listener[i]);
}

/* What a connection waits for next. */
static void
wait_for(struct server *s, struct conn *c, int want)
{
	if (want == CONN_OVER) {
		drop(s, c);
	} else if (want != c->want) {
		poller_change(s->poller, c->fd, want, c);
		c->want = want;
	}
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
	watch_listeners(s, 0);
	s->retry_us = clock_mono() + RETRY_US;
}

static void
accept_all(struct server *s, int listener)
{
	int i, fd;

	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c;

		fd = accept(listener, NULL, NULL);
		/* After the first nobody may be waiting: EMFILE comes too. */
		if (fd < 0 && i == 0 && (errno == EMFILE || errno == ENFILE ||
		    errno == ENOBUFS || errno == ENOMEM))
			short_of_descriptors(s);
		if (fd < 0)
			return;
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		fcntl(fd, F_SETFL, O_NONBLOCK);
		c = free_slot(s);
		conn_open(c, fd, s->site, clock_mono());
		if (poller_add(s->poller, fd, POLLER_IN, c) != 0)
			conn_close(c);
		else
			wait_for(s, c, conn_turn(c, POLLER_IN, clock_mono()));
	}
}

int
server_owns(const struct server *s, const void *owner)
{
	const char *p = owner, *start = (const char *)s;

	return p >= start && p < start + sizeof(*s);
}

void
server_event(struct server *s, const struct poller_event *ev)
{
	const char *owner = ev->owner;
	struct conn *c;

	if (owner < (const char *)s->conn) {
		s->ready |= 1u << ((int *)ev->owner - s->listener);
		return;
	}
	c = ev->owner;
	if (c->state != CONN_FREE)
		wait_for(s, c, conn_turn(c, ev->ready, clock_mono()));
}

static void
accept_ready(struct server *s)
{
	size_t i;

	for (i = 0; i < s->nlisteners; i++)
		if (s->ready & 1u << i)
			accept_all(s, s->listener[i]);
	s->ready = 0;
}

/* 1: there are more. */
static int
feed(struct server *s)
{
	size_t i;
	int n = 0;

	for (i = 0; i < SERVER_CONNS; i++) {
		struct conn *c = &s->conn[i];

		if (!conn_hungry(c))
			continue;
		if (n++ == FEED_AT_ONCE)
			return 1;
		wait_for(s, c, conn_turn(c, 0, clock_mono()));
	}
	return 0;
}

int
server_advance(struct server *s)
{
	accept_ready(s);
	return feed(s);
}

int
server_busy(const struct server *s)
{
	size_t i;

	for (i = 0; i < SERVER_CONNS; i++)
		if (s->conn[i].state >= CONN_ANSWER)
			return 1;
	return 0;
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
		watch_listeners(s, POLLER_IN);
	}
}
