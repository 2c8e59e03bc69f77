/*
 * What the machine has for a swarm, for limits_check. Whatever cannot be found
 * out is UNKNOWN, and so is a limit that does not apply.
 */
#ifndef FACTS_H
#define FACTS_H

#include <stdint.h>

#include "cgroup.h"

struct facts {
	int64_t cores_micro;	/* processors that we may use, millionths */
	int64_t memory_bytes;	/* available without swapping */
	int privileged;		/* the limits of users do not apply to us */
	/* Processes and threads: of the user, the machine, a container. */
	struct bound user, machine, group;
	int64_t user_hard;	/* what the user's may be raised to */
	/* Pages in the pipes of a user: beyond soft they shrink; 0: none. */
	int64_t pipe_pages_soft, pipe_pages_hard;
	int64_t ports;		/* local ones for connections to one address */
	int tw_reuse;		/* net.ipv4.tcp_tw_reuse is 1 */
};

/*
 * root stands before "/proc" and "/sys": "" but in a test. The user's processes
 * are only counted if limited.
 */
void facts_read(struct facts *x, const char *root);

#endif
