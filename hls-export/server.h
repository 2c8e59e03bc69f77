/*
 * The HTTP server: one listening socket and a fixed number of connections, all
 * in the caller's poller.
 */
#ifndef SERVER_H
#define SERVER_H

#include <stdint.h>

#include "conn.h"
#include "poller.h"
#include "snap.h"

#define SERVER_CONNS 64

struct server {
	struct poller *poller;
	struct snap *snap;
	int fd;			/* listening */
	int64_t retry_us;	/* when to accept again, or 0 */
	struct conn conn[SERVER_CONNS];
};

/*
 * Starts on a listening socket, which it closes in the end. Its events carry
 * the server itself (new connections) or one of its conn as their owner.
 * Returns 0, or -1 with errno.
 */
int server_open(struct server *s, struct poller *p, int fd,
    struct snap *snap);
void server_close(struct server *s);

/* Whether an event's owner is the server or one of its connections. */
int server_owns(const struct server *s, const void *owner);
/* What the event asks for. */
void server_event(struct server *s, void *owner);

/* The next moment of clock_mono at which server_expire has work. */
int64_t server_deadline(const struct server *s);
void server_expire(struct server *s, int64_t now_us);

#endif
