/*
 * One writev(2) for all that waits.
 */
#include <sys/uio.h>

#include <errno.h>

#include "outgoing.h"

#define PARTS 3

/* What is left of each part that has something left. */
static int
parts(const struct outgoing *o, struct iovec iov[PARTS])
{
	struct slice all[PARTS] = { sbuf_view(&o->head), o->text, o->tail };
	size_t i, skip = o->sent;
	int n = 0;

	for (i = 0; i < PARTS; i++) {
		size_t k = skip < all[i].n ? skip : all[i].n;
		struct slice left = slice_from(all[i], k);

		skip -= k;
		if (left.n > 0)
			iov[n++] = (struct iovec){ (void *)left.p, left.n };
	}
	return n;
}

int
outgoing_empty(const struct outgoing *o)
{
	return o->sent == o->head.n + o->text.n + o->tail.n;
}

static void
clear(struct outgoing *o)
{
	body_drop(o->body);
	*o = (struct outgoing){ .head = { o->head.p, 0, o->head.size } };
}

int
outgoing_send(struct outgoing *o, int fd)
{
	struct iovec iov[PARTS];
	int n;

	while ((n = parts(o, iov)) > 0) {
		ssize_t k = writev(fd, iov, n);

		if (k >= 0)
			o->sent += (size_t)k;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			return 0;
		else if (errno != EINTR)
			return -1;
	}
	clear(o);
	return 1;
}

void
outgoing_free(struct outgoing *o)
{
	clear(o);
	sbuf_free(&o->head);
}
