/*
 * Whose process is at the other end of a connection that came over the
 * loopback: Linux knows of each TCP socket the user who made it. A socket that
 * no process has open any more is nobody's, whatever uid the system gives it.
 */
#ifndef PEER_H
#define PEER_H

#include <sys/types.h>

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>

/* The most that one peers_look takes. */
#define PEER_MOST 64

/* A connection as its other end has it. */
struct peer {
	struct sockaddr_in at;	/* its address */
	struct sockaddr_in to;	/* where it leads: ours */
	int found;		/* a process of this machine has it open */
	uid_t uid;		/* whose, as our user namespace has it */
};

/* How it is found out: the first that works here. */
enum peer_way {
	PEER_DIAG,		/* sock_diag(7): some us each */
	PEER_PROC,		/* /proc/net/tcp: through all sockets */
	PEER_NONE,		/* not at all */
};

enum peer_kind {
	PEER_OURS,
	PEER_OTHERS,
	PEER_GONE,		/* no process has it open */
	PEER_UNTOLD,		/* the system does not say */
};

struct peers {
	enum peer_way way;
	int fd;			/* of PEER_DIAG, or -1 */
	uid_t own;
	int64_t took_us;	/* that the first look of this way took */
};

/*
 * Finds the way by asking about a connection of our own; closed on exec. 0, or
 * -1 with errno where there could be none, or no descriptor was left: that
 * tells nothing of the system.
 */
int peers_open(struct peers *t);
void peers_close(struct peers *t);

/*
 * Fills found and uid of n, at most PEER_MOST: 0, or -1 with errno if it could
 * not be told this time.
 */
int peers_look(const struct peers *t, struct peer *p, size_t n);

/* What that comes to. Pure. */
enum peer_kind peers_kind(const struct peers *t, const struct peer *p);

#endif
