/*
 * A connection, from accept to close: read a head, wait out the delay, send,
 * and again. A connection frees itself and leaves the server's table when it
 * ends, so its pointer is not to be used behind any of these calls.
 */
#ifndef CONN_H
#define CONN_H

#include "server.h"

/* Takes over an accepted socket; there is room in s->conns. */
void conn_open(struct server *s, int fd);

/* The socket is ready (POLLER_ bits); its deadline has passed. */
void conn_ready(struct server *s, struct conn *c, int ready);
void conn_expired(struct server *s, struct conn *c);

/* Ends it at once; a request in work is logged as not complete. */
void conn_cut(struct server *s, struct conn *c);

#endif
