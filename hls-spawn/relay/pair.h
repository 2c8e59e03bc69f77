/*
 * A client's connection and the one to its server, side by side. There is one
 * server connection for a client connection as long as the client asks for
 * the same host and port, so what happens to one happens to the other: closed,
 * half-closed or reset, and where a response ends need not be known. A client
 * that asks for another host has read its last response (FFmpeg, and whoever
 * does not pipeline); its server connection is then replaced.
 */
#ifndef PAIR_H
#define PAIR_H

#include <stddef.h>
#include <stdint.h>

#include "flow.h"
#include "hub.h"
#include "request.h"
#include "rule.h"
#include "sbuf.h"

enum pair_state {
	PAIR_HTTP,		/* requests in absolute-form */
	PAIR_LOOKUP,		/* for the server's address */
	PAIR_CONNECT,		/* to it */
	PAIR_TUNNEL,		/* after CONNECT: bytes */
	PAIR_ANSWER,		/* our own, then the end */
};

struct pair {
	struct hub *hub;
	struct end client, server;
	struct flow up, down;	/* to the server, to the client */
	enum pair_state state;
	struct sbuf head;	/* read, and no whole request yet */
	struct request request;	/* the last one */
	struct address address;	/* tried last */
	size_t tried;		/* addresses of the host so far */
	int error;		/* errno of the last of them, or 0 */
	struct pair_list *in;
	struct pair *prev, *next;
	int64_t since_us;	/* leaving: nothing has moved since */
};

/* A pair for a client that was accepted; the descriptor is the pair's. */
void pair_open(struct hub *h, int fd);

/* One of its descriptors is ready. */
void pair_event(struct end *e, int ready);

/* An answer about a name came: those who wait for it go on. */
void pair_names(struct hub *h);

#endif
