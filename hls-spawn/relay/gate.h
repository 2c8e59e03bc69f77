/*
 * Who may use the relay: the processes of its own user. Those of others could
 * reach through it what only this user reaches, under this user's name.
 */
#ifndef GATE_H
#define GATE_H

#include <stdint.h>

#include "machine/peer.h"

/* A connection that was accepted. */
struct caller {
	int fd;			/* -1: it was turned away */
	struct sockaddr_in at;	/* where it comes from */
};

struct gate {
	struct peers peers;
	struct sockaddr_in to;	/* where the relay listens */
	int64_t refused;	/* connections of other users */
};

/*
 * For what this socket listens to: 0, or -1 with errno; then nothing must come
 * through.
 */
int gate_open(struct gate *g, int listener);

/*
 * Turns away those of n callers, at most PEER_MOST, that may not use the relay:
 * other users' with an answer 403, and those that nobody has open any more. All
 * may where the system cannot tell whose they are.
 */
void gate_pass(struct gate *g, struct caller *c, size_t n);

#endif
