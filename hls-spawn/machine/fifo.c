/*
 * It is open for writing here too: so there is always a writer, and no end.
 * Linux, the BSDs and macOS allow that, POSIX leaves it open.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fifo.h"

/* The one that was made, by which process, and which file it is. */
static struct {
	const char *path;
	pid_t maker;
	dev_t dev;
	ino_t ino;
} ours;

/* A process that was forked of us may call exit(3) as well. */
static void
remove_ours(void)
{
	struct stat st;

	if (ours.path != NULL && getpid() == ours.maker &&
	    stat(ours.path, &st) == 0 && st.st_dev == ours.dev &&
	    st.st_ino == ours.ino)
		unlink(ours.path);
	ours.path = NULL;
}

/* Makes it: 0, or -1 with errno. */
static int
make(const char *path)
{
	struct stat st;

	if (mkfifo(path, 0600) != 0)
		return -1;
	if (stat(path, &st) != 0)
		return 0;
	if (ours.maker == 0)
		atexit(remove_ours);
	ours.path = path;
	ours.maker = getpid();
	ours.dev = st.st_dev;
	ours.ino = st.st_ino;
	return 0;
}

/* What is no FIFO is not opened: that alone may do something to a device. */
static int
is_fifo(const char *path, struct stat *st)
{
	if (stat(path, st) != 0)
		return -1;
	if (S_ISFIFO(st->st_mode))
		return 0;
	errno = EINVAL;
	return -1;
}

/* Only then can it be opened for writing alone without a wait. */
static int
has_reader(const char *path)
{
	int fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return 0;
	close(fd);
	return 1;
}

/* A terminal is shared: all who have it would read without waiting. */
static int
open_input(struct fifo *f)
{
	struct stat st;

	if (fstat(STDIN_FILENO, &st) != 0)
		return -1;
	if (!S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	f->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
	if (f->fd < 0)
		return -1;
	f->path = "-";
	return 0;
}

int
fifo_open(struct fifo *f, const char *path)
{
	struct stat st;
	int made;

	*f = (struct fifo){ .fd = -1 };
	if (strcmp(path, "-") == 0)
		return open_input(f);
	made = make(path) == 0;
	if (!made && errno != EEXIST)
		return -1;
	if (is_fifo(path, &st) != 0)
		return -1;
	f->shared = !made && has_reader(path);
	f->fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (f->fd < 0 || fstat(f->fd, &st) != 0 || !S_ISFIFO(st.st_mode))
		return -1;
	f->foreign = st.st_uid != geteuid();
	f->path = path;
	return 0;
}

void
fifo_close(struct fifo *f)
{
	if (f->path == NULL)
		return;
	if (f->path == ours.path)
		remove_ours();
	if (f->fd >= 0)
		close(f->fd);
	*f = (struct fifo){ 0 };
}
