/*
 * Write beside, then rename(2).
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "keep.h"
#include "sbuf.h"

/* Whether the path is something else than a file to be replaced. */
static int
is_special(const char *path)
{
	struct stat st;

	return strncmp(path, "/dev/", 5) == 0 ||
	    (stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

/* A new file beside path, with the rights any new file would have. */
static int
open_beside(struct sbuf *name, const char *path)
{
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	sbuf_str(name, path);
	sbuf_str(name, ".XXXXXX");
	sbuf_char(name, '\0');
	fd = mkstemp(name->p);
	if (fd >= 0)
		fchmod(fd, 0666 & ~mask);
	return fd;
}

int
keep_check(const char *path)
{
	struct sbuf name = { 0 };
	struct stat st;
	int fd;

	if (is_special(path)) {
		if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
			return 0;
		errno = EISDIR;
		msg_errno("%s", path);
		return -1;
	}
	fd = open_beside(&name, path);
	if (fd < 0) {
		msg_errno("%s", path);
	} else {
		close(fd);
		unlink(name.p);
	}
	sbuf_free(&name);
	return fd < 0 ? -1 : 0;
}

static int
write_all(int fd, struct slice s)
{
	while (s.n > 0) {
		ssize_t k = write(fd, s.p, s.n);

		if (k >= 0)
			s = slice_from(s, (size_t)k);
		else if (errno != EINTR)
			return -1;
	}
	return 0;
}

static int
write_and_close(int fd, struct slice content)
{
	int ok = write_all(fd, content) == 0, saved = errno;

	if (close(fd) != 0 && ok)
		return -1;
	errno = saved;
	return ok ? 0 : -1;
}

static int
replace(const char *path, struct slice content)
{
	struct sbuf name = { 0 };
	int fd = open_beside(&name, path), r = -1, saved;

	if (fd >= 0) {
		r = write_and_close(fd, content);
		if (r == 0)
			r = rename(name.p, path);
		saved = errno;
		if (r != 0)
			unlink(name.p);
		errno = saved;
	}
	sbuf_free(&name);
	return r;
}

int
keep_begin(const char *path, struct slice head)
{
	struct sbuf name = { 0 };
	int fd = is_special(path) ? open(path, O_WRONLY | O_TRUNC) :
	    open_beside(&name, path);

	if (fd < 0 || write_all(fd, head) != 0 ||
	    (name.n > 0 && rename(name.p, path) != 0)) {
		msg_errno("%s", path);
		if (fd >= 0 && name.n > 0)
			unlink(name.p);
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	sbuf_free(&name);
	return fd;
}

int
keep_file(const char *path, struct slice content)
{
	int fd, r = -1;

	if (!is_special(path)) {
		r = replace(path, content);
	} else {
		fd = open(path, O_WRONLY | O_TRUNC);
		if (fd >= 0)
			r = write_and_close(fd, content);
	}
	if (r != 0)
		msg_errno("%s", path);
	return r;
}
