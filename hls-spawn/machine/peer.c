/*
 * Which way works here is not asked by version or header: a container may lack
 * either, and say so in many ways. It is tried.
 */
#include <sys/socket.h>

#include <errno.h>
#include <unistd.h>

#include "clock.h"
#include "peer.h"
#include "peer_diag.h"
#include "peer_proc.h"
#include "sysfile.h"

/* A connection of ours to ourselves: who listens, and its other end. */
struct own {
	int listener, out;
};

static struct sockaddr *
any(struct sockaddr_in *a)
{
	return (struct sockaddr *)(void *)a;
}

/* It is not accepted, as the first to come may be a stranger. */
static int
own_connect(struct own *o, struct peer *p)
{
	socklen_t n = sizeof(p->to), m = sizeof(p->at);

	*p = (struct peer){ .to = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) } };
	o->listener = socket(AF_INET, SOCK_STREAM, 0);
	o->out = socket(AF_INET, SOCK_STREAM, 0);
	if (o->listener < 0 || o->out < 0 ||
	    bind(o->listener, any(&p->to), n) != 0 ||
	    listen(o->listener, 8) != 0 ||
	    getsockname(o->listener, any(&p->to), &n) != 0 ||
	    connect(o->out, any(&p->to), n) != 0)
		return -1;
	return getsockname(o->out, any(&p->at), &m);
}

static void
own_close(const struct own *o)
{
	if (o->listener >= 0)
		close(o->listener);
	if (o->out >= 0)
		close(o->out);
}

/*
 * In a user namespace everybody who is not of it has one and the same uid; if
 * that is ours it tells nothing.
 */
static int
is_overflow(uid_t own)
{
	struct sysfile f = { .root = "" };
	struct slice map, all = SLICE("0 0 4294967295");
	struct slice word = sysfile_read(&f, "/proc/sys/kernel/overflowuid");

	if (sysfile_number(sysfile_word(&word)) != (int64_t)own)
		return 0;
	map = sysfile_read(&f, "/proc/self/uid_map");
	while (all.n > 0)
		if (!slice_eq(sysfile_word(&map), sysfile_word(&all)))
			return 1;
	return 0;
}

static int
look_by(const struct peers *t, struct peer *p, size_t n)
{
	size_t i;

	if (t->way == PEER_PROC)
		return peer_proc(p, n);
	for (i = 0; i < n; i++)
		if (peer_diag(t->fd, &p[i]) != 0)
			return -1;
	return 0;
}

static void
find_way(struct peers *t, struct peer *p)
{
	int64_t from_us;

	for (t->way = PEER_DIAG; t->way < PEER_NONE; t->way++) {
		from_us = clock_mono();
		if (look_by(t, p, 1) == 0 && peers_kind(t, p) == PEER_OURS) {
			t->took_us = clock_mono() - from_us;
			return;
		}
	}
}

int
peers_open(struct peers *t)
{
	struct own own;
	struct peer p;
	int error = 0;

	*t = (struct peers){ .way = PEER_NONE, .fd = peer_diag_open(),
		.own = geteuid() };
	errno = 0;
	if (own_connect(&own, &p) != 0) {
		error = errno;
	} else if (!is_overflow(t->own)) {
		find_way(t, &p);
		if (t->way == PEER_NONE && (errno == EMFILE ||
		    errno == ENFILE))
			error = errno;
	}
	if (t->way != PEER_DIAG)
		peers_close(t);
	own_close(&own);
	errno = error;
	return error != 0 ? -1 : 0;
}

void
peers_close(struct peers *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
}

/* The kernel may have no memory to answer with: then the table is asked. */
int
peers_look(const struct peers *t, struct peer *p, size_t n)
{
	if (t->way == PEER_NONE || look_by(t, p, n) == 0)
		return 0;
	return peer_proc(p, n);
}

enum peer_kind
peers_kind(const struct peers *t, const struct peer *p)
{
	if (t->way == PEER_NONE)
		return PEER_UNTOLD;
	if (!p->found)
		return PEER_GONE;
	return p->uid == t->own ? PEER_OURS : PEER_OTHERS;
}
