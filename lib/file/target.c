/*
 * The names of descriptors are links on some systems and devices on others,
 * and what they open may be the file behind them anew, at its beginning: here
 * they are the descriptors.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "file/target.h"
#include "num.h"

static const struct {
	const char *name;
	int fd;			/* -1: its number follows */
} names[] = {
	{ "/dev/stdout", STDOUT_FILENO },
	{ "/dev/stderr", STDERR_FILENO },
	{ "/dev/fd/", -1 },
	{ "/proc/self/fd/", -1 },
};

/* The number of a descriptor, or -1 if the name is none's. */
static int
descriptor(const char *path)
{
	int64_t fd;
	size_t i, n;

	for (i = 0; i < COUNT(names); i++) {
		n = strlen(names[i].name);
		if (strncmp(path, names[i].name, n) != 0)
			continue;
		if (names[i].fd >= 0 && path[n] == '\0')
			return names[i].fd;
		if (names[i].fd < 0 && num_int(slice_str(path + n), 0,
		    INT32_MAX, &fd) == 0)
			return (int)fd;
	}
	return -1;
}

static const char *
look_descriptor(struct target *t)
{
	int flags = fcntl(t->fd, F_GETFL);

	t->kind = TARGET_DESCRIPTOR;
	if (flags == -1)
		return strerror(errno);
	return (flags & O_ACCMODE) == O_RDONLY ? strerror(EBADF) : NULL;
}

const char *
target_look(struct target *t, const char *path)
{
	*t = (struct target){ .kind = TARGET_NEW, .fd = descriptor(path) };
	if (t->fd >= 0)
		return look_descriptor(t);
	if (lstat(path, &t->is) != 0)
		return errno == ENOENT && *path != '\0' ? NULL :
		    strerror(errno);
	if (S_ISLNK(t->is.st_mode))
		return TARGET_LINK;
	if (S_ISDIR(t->is.st_mode))
		return strerror(EISDIR);
	if (S_ISSOCK(t->is.st_mode))
		return "is a socket";
	t->kind = S_ISREG(t->is.st_mode) ? TARGET_FILE : TARGET_DEVICE;
	return NULL;
}

/* What is at the name now may be another thing than what was looked at. */
static int
is_same(const struct target *t, int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && st.st_dev == t->is.st_dev &&
	    st.st_ino == t->is.st_ino && !S_ISREG(st.st_mode);
}

int
target_open(const struct target *t, const char *path)
{
	int fd;

	if (t->kind == TARGET_DESCRIPTOR)
		return fcntl(t->fd, F_DUPFD_CLOEXEC, 3);
	fd = open(path, O_WRONLY | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && !is_same(t, fd)) {
		close(fd);
		errno = EEXIST;
		return -1;
	}
	return fd;
}
