/*
 * What a writer has ahead of us is bounded by its buffer, and the kernel counts
 * some 770 bytes for a short line: by default 270 lines, so more is asked for.
 */
#if defined(__linux__) && !defined(PLATFORM_POSIX)
/* recvmmsg(2). NOLINTNEXTLINE(bugprone-reserved-identifier): libc's */
#define _GNU_SOURCE
#endif
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "stamped.h"

#if defined(__linux__) && !defined(PLATFORM_POSIX)

#define AHEAD_BYTES (4 << 20)
/* With so much ahead, and with what a system gives everybody. */
#define LATE_US 20000
#define LATE_LITTLE_US 4000
/* More than the longest line of FFmpeg's; apart by no power of two. */
#define PIECE_BYTES (66 << 10)

int
stamped_pair(int ends[2])
{
	int on = 1, ahead = AHEAD_BYTES;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	if (setsockopt(ends[0], SOL_SOCKET, SO_TIMESTAMPNS, &on,
	    sizeof(on)) != 0) {
		close(ends[0]);
		close(ends[1]);
		return -1;
	}
	shutdown(ends[0], SHUT_WR);
	/* The first is for root alone, the second has a limit. */
	if (setsockopt(ends[1], SOL_SOCKET, SO_SNDBUFFORCE, &ahead,
	    sizeof(ahead)) != 0)
		setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &ahead,
		    sizeof(ahead));
	return 0;
}

static int64_t
wall_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * SECOND_US + t.tv_nsec / 1000;
}

/* How long ago by the wall clock; it may have been set since. */
static int64_t
age_us(struct msghdr *m, int64_t wall)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(m);
	struct timespec t;
	int64_t age;

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SO_TIMESTAMPNS)
		return 0;
	memcpy(&t, CMSG_DATA(c), sizeof(t));
	age = wall - ((int64_t)t.tv_sec * SECOND_US + t.tv_nsec / 1000);
	return age > 0 ? age : 0;
}

/* What recvmmsg(2) fills. */
static struct {
	struct mmsghdr message[STAMPED_PIECES];
	struct iovec part[STAMPED_PIECES];
	char bytes[STAMPED_PIECES][PIECE_BYTES];
	_Alignas(struct cmsghdr) char stamp[STAMPED_PIECES][64];
} in;

static void
make_room(void)
{
	int i;

	for (i = 0; i < STAMPED_PIECES; i++) {
		in.part[i] = (struct iovec){ in.bytes[i], PIECE_BYTES };
		in.message[i].msg_hdr = (struct msghdr){
			.msg_iov = &in.part[i], .msg_iovlen = 1,
			.msg_control = in.stamp[i],
			.msg_controllen = sizeof(in.stamp[i]) };
	}
}

static void
take(struct stamped *p, int i, int64_t at_us)
{
	size_t n = in.message[i].msg_len;

	*p = (struct stamped){ .at_us = at_us };
	if (n > PIECE_BYTES) {
		p->cut = (int64_t)(n - PIECE_BYTES);
		n = PIECE_BYTES;
	}
	p->bytes = (struct slice){ in.bytes[i], n };
}

int
stamped_read(int fd, struct stamped piece[STAMPED_PIECES])
{
	int64_t now, wall;
	int i, k;

	make_room();
	/* MSG_TRUNC: the true length of what is longer than its room. */
	k = recvmmsg(fd, in.message, STAMPED_PIECES, MSG_DONTWAIT | MSG_TRUNC,
	    NULL);
	if (k < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -1;
	now = clock_mono();
	wall = wall_us();
	for (i = 0; i < k && in.message[i].msg_len > 0; i++)
		take(&piece[i], i, now - age_us(&in.message[i].msg_hdr, wall));
	return i > 0 ? i : -1;
}

/* When it starts FFmpeg writes up to 150 times in a millisecond. */
static int64_t
late_us(int fd)
{
	socklen_t n = sizeof(int);
	int ahead = 0;

	getsockopt(fd, SOL_SOCKET, SO_SNDBUF, &ahead, &n);
	return ahead >= AHEAD_BYTES / 2 ? LATE_US : LATE_LITTLE_US;
}

int64_t
stamped_late_us(void)
{
	struct stamped piece[STAMPED_PIECES];
	int ends[2];
	int64_t us = 0;

	if (stamped_pair(ends) != 0)
		return 0;
	if (write(ends[1], "", 1) == 1 && stamped_read(ends[0], piece) == 1 &&
	    CMSG_FIRSTHDR(&in.message[0].msg_hdr) != NULL)
		us = late_us(ends[1]);
	close(ends[0]);
	close(ends[1]);
	return us;
}

#else

int
stamped_pair(int ends[2])
{
	(void)ends;
	errno = ENOSYS;
	return -1;
}

int64_t
stamped_late_us(void)
{
	return 0;
}

int
stamped_read(int fd, struct stamped piece[STAMPED_PIECES])
{
	(void)fd, (void)piece;
	return -1;
}

#endif
