/*
 * Connections: TCP's lines, and the TLS handshake between "Successfully
 * connected" and "request:", which has no line unless it fails.
 */
#ifndef CONNECT_H
#define CONNECT_H

#include "session/session.h"

/* The peer, as a line of FFmpeg's names it. */
struct peer {
	struct slice addr, port;	/* empty where it does not */
};

void connect_begin(const struct at *);
/* TCP is there. The connect event waits for the handshake, if there is one. */
void connect_done(const struct at *, struct peer);
void connect_fail(const struct at *, struct peer, const char *reason);

/* The first request is written: a handshake has succeeded. */
void connect_request(const struct at *);
/* A line about TLS that tells of a failure, and its reason. */
void connect_tls_error(const struct at *, const char *reason);
/* FFmpeg goes on to something else: a handshake under way has failed. */
void connect_give_up(const struct at *);

#endif
