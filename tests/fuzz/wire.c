/*
 * The calls that a connection makes. No more than it needs is there: an
 * unknown descriptor is an error of the program under test.
 */
#include <sys/types.h>
#include <sys/uio.h>

#include <errno.h>
#include <stdlib.h>

#include "answers.h"
#include "poller.h"
#include "wire.h"

struct wire wire;

ssize_t __real_read(int fd, void *buf, size_t n);
ssize_t __wrap_read(int fd, void *buf, size_t n);
ssize_t __wrap_writev(int fd, const struct iovec *iov, int count);
int __wrap_shutdown(int fd, int how);
int __real_close(int fd);
int __wrap_close(int fd);

int
wire_ready(int want)
{
	int ready = 0;

	if (wire.gone)
		return (want & (POLLER_IN | POLLER_OUT)) | POLLER_HUP;
	if (wire.in.n > 0 || wire.shut)
		ready |= POLLER_IN;
	if (wire.room > 0)
		ready |= POLLER_OUT;
	ready &= want;
	return wire.shut && wire.server_shut ? ready | POLLER_HUP : ready;
}

static void
check(int fd)
{
	if (fd != WIRE_FD || wire.closed)
		broken("a descriptor that it does not have", SLICE(""));
}

static int
hiccup(void)
{
	if (!wire.hiccups || ++wire.calls % 3 != 0)
		return 0;
	errno = EINTR;
	return 1;
}

ssize_t
__wrap_read(int fd, void *buf, size_t n)
{
	if (fd != WIRE_FD)
		return __real_read(fd, buf, n);
	check(fd);
	if (hiccup())
		return -1;
	if (wire.gone) {
		errno = ECONNRESET;
		return -1;
	}
	if (wire.in.n == 0 && !wire.shut) {
		errno = EAGAIN;
		return -1;
	}
	if (n > wire.in.n)
		n = wire.in.n;
	if (n > 0)
		memcpy(buf, wire.in.p, n);
	wire.in = slice_from(wire.in, n);
	return (ssize_t)n;
}

ssize_t
__wrap_writev(int fd, const struct iovec *iov, int count)
{
	size_t all = 0;
	int i;

	check(fd);
	if (wire.server_shut)
		broken("it writes where it has closed", SLICE(""));
	if (hiccup())
		return -1;
	if (wire.gone) {
		errno = EPIPE;
		return -1;
	}
	if (wire.room == 0) {
		errno = EAGAIN;
		return -1;
	}
	for (i = 0; i < count && wire.room > 0; i++) {
		size_t n = iov[i].iov_len;

		if (n > wire.room)
			n = wire.room;
		sbuf_slice(&wire.out, (struct slice){ iov[i].iov_base, n });
		wire.room -= n;
		all += n;
	}
	return (ssize_t)all;
}

int
__wrap_shutdown(int fd, int how)
{
	(void)how;
	check(fd);
	wire.server_shut = 1;
	return 0;
}

int
__wrap_close(int fd)
{
	if (fd != WIRE_FD)
		return __real_close(fd);
	check(fd);
	wire.closed = 1;
	return 0;
}
