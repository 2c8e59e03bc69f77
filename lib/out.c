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
out_write(int fd, struct slice s)
{
	while (s.n > 0) {
		ssize_t k = write(fd, s.p, s.n);

		if (k >= 0)
			s = slice_from(s, (size_t)k);
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			wait_writable(fd);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
}

int
out_flush(struct out *o)
{
	if (o->error == 0 && out_write(o->fd, sbuf_view(&o->buf)) != 0)
		o->error = errno;
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
