/*
 * Output whose errors are kept and whose last flush is checked: a full disk is
 * not success.
 */
#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "die.h"
#include "out.h"

/* Somebody else may have set O_NONBLOCK on the description we share. */
static void
wait_writable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	poll(&p, 1, -1);
}

int
out_flush(struct out *o)
{
	size_t done = 0;

	while (done < o->buf.n && o->error == 0) {
		ssize_t k = write(o->fd, o->buf.p + done, o->buf.n - done);

		if (k >= 0)
			done += (size_t)k;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			wait_writable(o->fd);
		else if (errno != EINTR)
			o->error = errno;
	}
	o->buf.n = 0;
	return o->error ? -1 : 0;
}

int
out_finish(struct out *o)
{
	out_flush(o);
	sbuf_free(&o->buf);
	if (o->error == EPIPE)
		return 1;
	if (o->error != 0) {
		errno = o->error;
		msg_errno("standard output");
		return -1;
	}
	return 0;
}
