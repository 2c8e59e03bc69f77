/*
 * It is open for writing here too: so there is always a writer, and no end.
 * Linux, the BSDs and macOS allow that, POSIX leaves it open.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "fifo.h"

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

	*f = (struct fifo){ .fd = -1 };
	if (strcmp(path, "-") == 0)
		return open_input(f);
	f->made = mkfifo(path, 0600) == 0;
	if (!f->made && errno != EEXIST)
		return -1;
	if (is_fifo(path, &st) != 0)
		return -1;
	f->shared = !f->made && has_reader(path);
	f->fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (f->fd < 0 || fstat(f->fd, &st) != 0 || !S_ISFIFO(st.st_mode))
		return -1;
	f->foreign = st.st_uid != geteuid();
	f->path = path;
	f->dev = st.st_dev;
	f->ino = st.st_ino;
	return 0;
}

void
fifo_close(struct fifo *f)
{
	struct stat st;

	if (f->path == NULL)
		return;
	if (f->made && stat(f->path, &st) == 0 && st.st_dev == f->dev &&
	    st.st_ino == f->ino)
		unlink(f->path);
	if (f->fd >= 0)
		close(f->fd);
	*f = (struct fifo){ 0 };
}
