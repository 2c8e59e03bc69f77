/*
 * The HTTP server: listening sockets and a fixed number of connections, all in
 * the caller's poller.
 */
#ifndef SERVER_H
#define SERVER_H

#include <stdint.h>

#include "conn.h"
#include "pages.h"
#include "poller.h"

#define SERVER_CONNS 64
#define SERVER_LISTENERS 16

struct server {
	struct poller *poller;
	struct site *site;
	int listener[SERVER_LISTENERS];		/* descriptors */
	size_t nlisteners;
	unsigned ready;		/* bits: somebody waits at this listener */
	int64_t retry_us;	/* when to accept again, or 0 */
	struct conn conn[SERVER_CONNS];
};

/* Starts without a listening socket; site stays the caller's. */
void server_open(struct server *s, struct poller *p, struct site *site);

/*
 * One more listening socket, non-blocking, at most SERVER_LISTENERS; closed in
 * the end. Its events carry one of s->listener as their owner, those of a
 * connection one of s->conn. Returns 0, or -1 with errno.
 */
int server_listen(struct server *s, int fd);

void server_close(struct server *s);

/* Whether an event's owner is the server's. */
int server_owns(const struct server *s, const void *owner);
/* What the event asks for. */
void server_event(struct server *s, const struct poller_event *ev);

/*
 * Each turn, after all its events (a newcomer takes the place of another, whose
 * event would be taken for his): takes in who has come, and sends new blocks,
 * and the end, to those who follow the stream, a few at a time. 1: there are
 * more, for whom it is to be called again at once.
 */
int server_advance(struct server *s);

/* Whether an answer is under way, or a follower has not been told the end. */
int server_busy(const struct server *s);

/* The next moment of clock_mono at which server_expire has work. */
int64_t server_deadline(const struct server *s);
void server_expire(struct server *s, int64_t now_us);

#endif
