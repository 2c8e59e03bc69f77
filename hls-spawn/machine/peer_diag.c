/*
 * One datagram asks for one connection, and the kernel has answered when
 * send(2) returns. The messages are written out here, as <linux/inet_diag.h>
 * has them: a C library brings no headers of the kernel.
 *
 * Not there: a kernel without it, a container that may not ask. -DPEER_TABLE
 * does without.
 */
#include <sys/socket.h>

#include <errno.h>
#include <stdint.h>

#include "peer_diag.h"

#if defined(__linux__) && !defined(PLATFORM_POSIX) && !defined(PEER_TABLE)

#define SOCK_DIAG 4		/* NETLINK_SOCK_DIAG */
#define BY_FAMILY 20		/* SOCK_DIAG_BY_FAMILY */
#define IS_ERROR 2		/* NLMSG_ERROR */
#define REQUEST 1		/* NLM_F_REQUEST */
#define NO_COOKIE UINT32_MAX	/* INET_DIAG_NOCOOKIE */

/* struct nlmsghdr */
struct head {
	uint32_t bytes;
	uint16_t type, flags;
	uint32_t seq, pid;
};

/* struct inet_diag_sockid: ports and addresses as in a packet. */
struct ends {
	uint16_t sport, dport;
	uint32_t src[4], dst[4], interface, cookie[2];
};

/* with struct inet_diag_req_v2 */
struct question {
	struct head head;
	uint8_t family, protocol, extensions, pad;
	uint32_t states;
	struct ends ends;
};

/* with struct inet_diag_msg, or an error */
struct reply {
	struct head head;
	union {
		int32_t error;	/* -errno */
		struct {
			uint8_t family, state, timer, retransmits;
			struct ends ends;
			uint32_t expires, unread, unsent, uid, inode;
		} socket;
	} is;
};

int
peer_diag_open(void)
{
	return socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, SOCK_DIAG);
}

/* The bytes, or -1. An answer to an earlier question is passed over. */
static ssize_t
hear(int fd, struct reply *r, uint32_t seq)
{
	ssize_t k;

	do {
		*r = (struct reply){ .head = { 0 } };
		k = recv(fd, r, sizeof(*r), MSG_DONTWAIT);
	} while (k < 0 ? errno == EINTR : k >= (ssize_t)sizeof(r->head) &&
	    r->head.seq != seq);
	return k;
}

/* Where the connection is gone a socket that listens there may be told. */
static int
take(struct peer *p, const struct reply *r, size_t n)
{
	if (n >= sizeof(r->head) + sizeof(r->is.error) &&
	    r->head.type == IS_ERROR) {
		errno = -r->is.error;
		return errno == ENOENT ? 0 : -1;
	}
	if (n < sizeof(*r) || r->head.type != BY_FAMILY) {
		errno = EBADMSG;
		return -1;
	}
	p->found = r->is.socket.inode != 0 &&
	    r->is.socket.ends.sport == p->at.sin_port &&
	    r->is.socket.ends.dport == p->to.sin_port;
	p->uid = r->is.socket.uid;
	return 0;
}

int
peer_diag(int fd, struct peer *p)
{
	static uint32_t seq;
	struct question q = { .head = { sizeof(q), BY_FAMILY, REQUEST, ++seq,
		0 }, .family = AF_INET, .protocol = IPPROTO_TCP,
		.states = UINT32_MAX, .ends = { .sport = p->at.sin_port,
		.dport = p->to.sin_port, .src = { p->at.sin_addr.s_addr },
		.dst = { p->to.sin_addr.s_addr },
		.cookie = { NO_COOKIE, NO_COOKIE } } };
	struct reply r;
	ssize_t k;

	p->found = 0;
	do
		k = send(fd, &q, sizeof(q), 0);
	while (k < 0 && errno == EINTR);
	if (k >= 0)
		k = hear(fd, &r, seq);
	return k >= 0 ? take(p, &r, (size_t)k) : -1;
}

#else

int
peer_diag_open(void)
{
	errno = ENOSYS;
	return -1;
}

int
peer_diag(int fd, struct peer *p)
{
	(void)fd, (void)p;
	errno = ENOSYS;
	return -1;
}

#endif
