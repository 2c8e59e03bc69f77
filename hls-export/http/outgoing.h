/*
 * Bytes on their way into a socket: some of our own, and a body that is
 * shared, in as few writes as can be.
 */
#ifndef OUTGOING_H
#define OUTGOING_H

#include <stddef.h>

#include "sbuf.h"
#include "slice.h"
#include "stream/snap.h"

/* Start from { 0 }. */
struct outgoing {
	struct sbuf head;	/* goes first: filled by the caller */
	struct slice text;	/* of body, or a constant */
	struct slice tail;	/* a constant */
	struct body *body;	/* held until it is sent, or NULL */
	size_t sent;		/* bytes of the three */
};

/* Whether nothing waits to be sent. */
int outgoing_empty(const struct outgoing *o);

/*
 * Writes what the socket takes without blocking. 1: all is out, and the body
 * given back; 0: the rest has to wait; -1: the peer is gone.
 */
int outgoing_send(struct outgoing *o, int fd);

void outgoing_free(struct outgoing *o);

#endif
