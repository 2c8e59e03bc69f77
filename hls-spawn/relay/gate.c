/*
 * What is turned away is closed at once and costs no descriptor: a stranger
 * must not be able to use them up.
 */
#include <sys/socket.h>

#include <string.h>
#include <unistd.h>

#include "gate.h"

static const char others[] =
    "HTTP/1.1 403 hls-relay: it serves the processes of one user only\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n";
static const char untold[] =
    "HTTP/1.1 503 hls-relay: whose connection this is could not be told\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n";

int
gate_open(struct gate *g, int listener)
{
	socklen_t n = sizeof(g->to);

	*g = (struct gate){ .refused = 0 };
	(void)getsockname(listener, (struct sockaddr *)(void *)&g->to, &n);
	return peers_open(&g->peers);
}

/*
 * What was found has these two addresses now; it is this connection's other
 * end, and no later one's from the same port, if this one is still up.
 */
static int
is_up(int fd)
{
	struct sockaddr_in to;
	socklen_t n = sizeof(to);

	return getpeername(fd, (struct sockaddr *)(void *)&to, &n) == 0;
}

/* What was asked is read, as closing over it would undo the answer. */
static void
turn_away(struct caller *c, const char *answer)
{
	char rest[4096];

	if (answer != NULL) {
		send(c->fd, answer, strlen(answer), MSG_DONTWAIT);
		shutdown(c->fd, SHUT_WR);
		recv(c->fd, rest, sizeof(rest), MSG_DONTWAIT);
	}
	close(c->fd);
	c->fd = -1;
}

static void
judge(struct gate *g, struct caller *c, const struct peer *p)
{
	switch (peers_kind(&g->peers, p)) {
	case PEER_UNTOLD:
		break;
	case PEER_OURS:
		if (!is_up(c->fd))
			turn_away(c, NULL);
		break;
	case PEER_OTHERS:
		g->refused++;
		turn_away(c, others);
		break;
	case PEER_GONE:
		turn_away(c, NULL);
		break;
	}
}

void
gate_pass(struct gate *g, struct caller *c, size_t n)
{
	struct peer p[PEER_MOST];
	size_t i;
	int told;

	for (i = 0; i < n; i++)
		p[i] = (struct peer){ .at = c[i].at, .to = g->to };
	told = n == 0 || peers_look(&g->peers, p, n) == 0;
	for (i = 0; i < n; i++) {
		if (told)
			judge(g, &c[i], &p[i]);
		else
			turn_away(&c[i], untold);
	}
}
