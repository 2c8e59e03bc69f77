/*
 * Write beside it, then rename(2). There is no fsync(2): after a crash of the
 * machine the figures of a test are of no use.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "out.h"
#include "promfile.h"
#include "sbuf.h"

/* A leftover goes first, so that nobody's link is ever followed. */
static int
create(const struct promfile *f)
{
	if (unlink(f->temporary) != 0 && errno != ENOENT)
		return -1;
	return open(f->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    0666);
}

void
promfile_open(struct promfile *f, const char *option, const char *path)
{
	char *real = realpath(path, NULL);
	struct sbuf b = { 0 };
	struct stat st;
	int fd;

	*f = (struct promfile){ .path = real ? real : estrdup(path) };
	if (real != NULL && stat(real, &st) == 0 && !S_ISREG(st.st_mode))
		die("%s: %s: is there, and is no regular file", option, path);
	sbuf_printf(&b, "%s.tmp", f->path);
	f->temporary = estrndup(b.p, b.n);
	sbuf_free(&b);
	fd = create(f);
	if (fd < 0)
		die_errno("%s: %s", option, f->temporary);
	close(fd);
	unlink(f->temporary);
}

/* 0, or -1 with errno. */
static int
write_whole(int fd, struct slice text)
{
	struct out o = { .fd = fd };

	sbuf_slice(&o.buf, text);
	out_flush(&o);
	sbuf_free(&o.buf);
	if (close(fd) != 0 && o.error == 0)
		o.error = errno;
	errno = o.error;
	return o.error ? -1 : 0;
}

static int
replace(const struct promfile *f, struct slice text)
{
	int fd = create(f), saved;

	if (fd < 0)
		return -1;
	if (write_whole(fd, text) == 0 && rename(f->temporary, f->path) == 0)
		return 0;
	saved = errno;
	unlink(f->temporary);
	errno = saved;
	return -1;
}

void
promfile_write(struct promfile *f, struct slice text)
{
	f->failed = replace(f, text) != 0;
	if (f->failed && !f->told) {
		f->told = 1;
		msg_errno("%s: not written", f->path);
	}
}

void
promfile_close(struct promfile *f)
{
	free(f->path);
	free(f->temporary);
	f->path = f->temporary = NULL;
}
