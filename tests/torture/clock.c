/*
 * Loaded before libc: the wall clock, and what the kernel stamps by it, is off
 * as a file says, which may change while the program runs, and nothing else is.
 *
 *	TORTURE_CLOCK=FILE	"OFFSET SINCE", 20 digits each: how far it is
 *				off in microseconds, and since when, of the
 *				true one; written in place, not anew
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BYTES 41
#define MILLION 1000000

static const char *setting;
static int (*real_gettime)(clockid_t, struct timespec *);
static int (*real_recvmmsg)(int, struct mmsghdr *, unsigned, int,
    struct timespec *);

__attribute__((constructor)) static void
begin(void)
{
	const char *name = getenv("TORTURE_CLOCK");
	int fd = name != NULL ? open(name, O_RDONLY | O_CLOEXEC) : -1;
	void *p;

	*(void **)&real_gettime = dlsym(RTLD_NEXT, "clock_gettime");
	*(void **)&real_recvmmsg = dlsym(RTLD_NEXT, "recvmmsg");
	if (fd < 0)
		return;
	p = mmap(NULL, BYTES, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		abort();
	setting = p;
	close(fd);
}

/* What the wall clock said when it was t. */
static void
shift(struct timespec *t)
{
	char text[BYTES + 1] = { 0 };
	long long offset, since, us;
	char *end;

	if (setting == NULL)
		return;
	memcpy(text, setting, BYTES);
	offset = strtoll(text, &end, 10);
	since = strtoll(end, NULL, 10);
	us = (long long)t->tv_sec * MILLION + t->tv_nsec / 1000;
	if (us < since)
		return;
	us += offset;
	t->tv_sec = (time_t)(us / MILLION);
	t->tv_nsec = us % MILLION * 1000 + t->tv_nsec % 1000;
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int r;

	if (real_gettime == NULL)
		begin();
	r = real_gettime(id, t);
	if (r == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		shift(t);
	return r;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec t;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	*tv = (struct timeval){ t.tv_sec, t.tv_nsec / 1000 };
	return 0;
}

time_t
time(time_t *to)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (to != NULL)
		*to = t.tv_sec;
	return t.tv_sec;
}

static void
shift_stamp(struct msghdr *m)
{
	struct cmsghdr *c = m->msg_controllen > 0 ? CMSG_FIRSTHDR(m) : NULL;
	struct timespec t;

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SCM_TIMESTAMPNS)
		return;
	memcpy(&t, CMSG_DATA(c), sizeof(t));
	shift(&t);
	memcpy(CMSG_DATA(c), &t, sizeof(t));
}

int
recvmmsg(int fd, struct mmsghdr *m, unsigned n, int flags, struct timespec *to)
{
	int i, k = real_recvmmsg(fd, m, n, flags, to);

	for (i = 0; i < k; i++)
		shift_stamp(&m[i].msg_hdr);
	return k;
}
