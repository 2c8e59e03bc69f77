/*
 * Which descriptors are open is read from /dev/fd, which nearly every Unix has.
 * Without it all numbers below the hard limit are tried, as a descriptor may be
 * older than the soft one.
 */
#include <sys/socket.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "descriptors.h"

/* Without /dev/fd, numbers beyond this one are not tried. */
#define MANY 65536

struct rlimit descriptors_limit;

static void
mark(int fd, int keep)
{
	(void)keep;
	if (fd > 2)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static void
shut(int fd, int keep)
{
	if (fd != keep)
		close(fd);
}

static void
each_number(void (*act)(int, int), int keep)
{
	rlim_t n = descriptors_limit.rlim_max;
	int fd;

	for (fd = 0; fd < MANY && (rlim_t)fd < n; fd++)
		act(fd, keep);
}

static int
number(const struct dirent *e)
{
	return (int)strtol(e->d_name, NULL, 10);
}

/* -DPLATFORM_POSIX: as if there were none. */
static DIR *
open_list(void)
{
#ifdef PLATFORM_POSIX
	return NULL;
#else
	return opendir("/dev/fd");
#endif
}

/* Numbers are gathered first: acting on them would disturb the listing. */
static void
each_open(void (*act)(int, int), int keep)
{
	static int fds[1024];
	size_t i, n = 0;
	DIR *d = open_list();
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL && n < 1024)
		if (e->d_name[0] != '.' && number(e) != dirfd(d))
			fds[n++] = number(e);
	if (d != NULL)
		closedir(d);
	if (d == NULL || n == 1024) {
		each_number(act, keep);
		return;
	}
	for (i = 0; i < n; i++)
		act(fds[i], keep);
}

int
descriptors_prepare(void)
{
	int fd;

	getrlimit(RLIMIT_NOFILE, &descriptors_limit);
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		return -1;
	while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd <= 3)
		;
	if (fd < 0)
		return -1;
	close(fd);
	each_open(mark, -1);
	return 0;
}

int
descriptors_raise(rlim_t n)
{
	struct rlimit r = descriptors_limit;

	if (r.rlim_cur == RLIM_INFINITY || r.rlim_cur >= n)
		return 0;
	if (r.rlim_max != RLIM_INFINITY && r.rlim_max < n) {
		errno = EMFILE;
		return -1;
	}
	r.rlim_cur = n;
	return setrlimit(RLIMIT_NOFILE, &r);
}

int
descriptors_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

/* A pipe may be as small as a page where a user has many of them. */
int
descriptors_feed(struct slice text)
{
	int ends[2];
	ssize_t k;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	k = write(ends[1], text.p, text.n);
	close(ends[1]);
	if (k == (ssize_t)text.n)
		return ends[0];
	if (k >= 0)
		errno = EMSGSIZE;
	close(ends[0]);
	return -1;
}

void
descriptors_close_but(int keep)
{
	each_open(shut, keep);
}
