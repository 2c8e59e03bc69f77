/*
 * One HTTP connection: a state, its deadline, and what it is sending.
 */
#ifndef CONN_H
#define CONN_H

#include <stdint.h>

#include "http.h"
#include "pages.h"
#include "sbuf.h"
#include "snap.h"

/* In the order in which they are given up when all slots are taken. */
enum conn_state {
	CONN_FREE,
	CONN_LINGER,		/* answered for good; waiting for its end */
	CONN_IDLE,		/* no byte of a request */
	CONN_REQUEST,		/* a request has begun */
	CONN_ANSWER,		/* an answer is being sent */
};

struct conn {
	int fd;
	enum conn_state state;
	int want;		/* poller bits that the server watches */
	int64_t since_us;	/* of the state, or of the last bytes sent */
	int64_t deadline_us;	/* for the state */
	char in[HTTP_REQUEST_BYTES];
	size_t in_bytes;
	struct sbuf head;	/* of the answer */
	struct answer answer;
	size_t sent;		/* bytes of head and text */
	int keep_alive;
};

/* Takes over a non-blocking socket. */
void conn_open(struct conn *c, int fd, int64_t now_us);
/* Closes it and frees the slot. */
void conn_close(struct conn *c);

/*
 * One step after readiness (a spurious one is harmless): at most one request
 * is taken, so that no client holds the loop. Returns the poller bits it waits
 * for next, or 0 when it is to be closed.
 */
int conn_turn(struct conn *c, struct snap *s, int64_t now_us);

/* The same after its deadline: 408 for a request that is late. */
int conn_late(struct conn *c, int64_t now_us);

#endif
