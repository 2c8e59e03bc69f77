/*
 * The file of a socket outlives a server that is killed, so one that is there
 * is asked: connect(2) is refused where nobody listens.
 */
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "listen_unix.h"
#include "server.h"

struct made {
	char path[sizeof(((struct sockaddr_un *)0)->sun_path)];
	dev_t dev;
	ino_t ino;
};

static struct made made[SERVER_LISTENERS];
static size_t nmade;

void
listen_unix_remove(void)
{
	while (nmade > 0) {
		const struct made *m = &made[--nmade];
		struct stat st;

		if (lstat(m->path, &st) == 0 && st.st_dev == m->dev &&
		    st.st_ino == m->ino)
			unlink(m->path);
	}
}

static void
remember(const char *path)
{
	struct made *m = &made[nmade];
	struct stat st;

	if (nmade == COUNT(made) || lstat(path, &st) != 0)
		return;
	if (nmade++ == 0)
		atexit(listen_unix_remove);
	memcpy(m->path, path, strlen(path) + 1);
	m->dev = st.st_dev;
	m->ino = st.st_ino;
}

static int
new_socket(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0)
		return -1;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

static int
failed(int fd, int error)
{
	close(fd);
	errno = error;
	return -1;
}

/* What stands in the way at sa: 0, or the error that it is. */
static int
obstacle(const struct sockaddr_un *sa)
{
	struct stat st;
	int fd, error;

	if (lstat(sa->sun_path, &st) != 0)
		return errno;
	if (!S_ISSOCK(st.st_mode))
		return ENOTSOCK;
	fd = new_socket();
	if (fd < 0)
		return errno;
	error = connect(fd, (const struct sockaddr *)sa, sizeof(*sa)) == 0 ||
	    errno == EAGAIN || errno == EINPROGRESS ? EADDRINUSE : errno;
	close(fd);
	return error == ECONNREFUSED ? 0 : error;
}

static int
bind_anew(int fd, const struct sockaddr_un *sa)
{
	int error;

	if (bind(fd, (const struct sockaddr *)sa, sizeof(*sa)) == 0)
		return 0;
	if (errno != EADDRINUSE)
		return -1;
	error = obstacle(sa);
	if (error != 0) {
		errno = error;
		return -1;
	}
	if (unlink(sa->sun_path) != 0)
		return -1;
	return bind(fd, (const struct sockaddr *)sa, sizeof(*sa));
}

int
listen_unix(const char *path)
{
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(sa.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(sa.sun_path, path, strlen(path) + 1);
	fd = new_socket();
	if (fd < 0)
		return -1;
	if (bind_anew(fd, &sa) != 0)
		return failed(fd, errno);
	remember(path);
	if (listen(fd, SOMAXCONN) != 0)
		return failed(fd, errno);
	return fd;
}
