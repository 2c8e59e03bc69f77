/*
 * One HTTP connection: a state, its deadline, and what it is sending.
 */
#ifndef CONN_H
#define CONN_H

#include <stdint.h>

#include "follow.h"
#include "outgoing.h"
#include "pages.h"
#include "request.h"

/* In the order in which they are given up when all slots are taken. */
enum conn_state {
	CONN_FREE,
	CONN_LINGER,		/* answered for good; waiting for its end */
	CONN_IDLE,		/* no byte of a request */
	CONN_REQUEST,		/* a request has begun */
	CONN_ANSWER,		/* an answer is being sent */
	CONN_FOLLOW,		/* blocks are sent as they come */
};

struct conn {
	int fd;
	enum conn_state state;
	struct site *site;
	int local;		/* asked on a loopback address */
	int want;		/* poller bits that the server watches */
	int64_t since_us;	/* of the state, or of the last bytes sent */
	int64_t deadline_us;	/* for the state */
	char in[REQUEST_BYTES];
	size_t in_bytes;
	int at_end;		/* following: the client has closed its side */
	struct outgoing out;
	int keep_alive;		/* after the answer */
	int last_scrape;	/* the answer counts in site->scrapes */
	struct follow follow;
};

/* What conn_turn and conn_late say when the connection is to be closed. */
#define CONN_OVER (-1)

/* Takes over a non-blocking socket; site stays the caller's. */
void conn_open(struct conn *c, int fd, struct site *site, int64_t now_us);
/* Closes it and frees the slot. */
void conn_close(struct conn *c);

/*
 * One step after readiness (a spurious one is harmless): at most one request
 * is taken, so that no client holds the loop. Returns the poller bits it waits
 * for next, or CONN_OVER.
 */
int conn_turn(struct conn *c, int ready, int64_t now_us);

/* The same after its deadline: 408 for a request that is late. */
int conn_late(struct conn *c, int64_t now_us);

/* Whether it follows, waits, and there is a block (or the end) to send. */
int conn_hungry(const struct conn *c);

#endif
