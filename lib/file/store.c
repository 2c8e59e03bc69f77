/*
 * The file beside has a name that nobody can know before, and is made anew
 * (mkstemp(3)): no link is followed, and rename(2) follows none either. There
 * is no fsync(2): after a crash of the machine the figures of a test are of no
 * use.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file/rights.h"
#include "file/store.h"
#include "file/target.h"
#include "out.h"

struct beside {
	struct sbuf name;	/* with a NUL */
	int fd;			/* -1: it is not there */
	int whole;		/* all has been written */
};

static int
open_beside(struct beside *b, const char *path)
{
	*b = (struct beside){ .fd = -1 };
	sbuf_str(&b->name, path);
	sbuf_str(&b->name, ".XXXXXX");
	sbuf_char(&b->name, '\0');
	b->fd = mkstemp(b->name.p);
	if (b->fd >= 0)
		fcntl(b->fd, F_SETFD, FD_CLOEXEC);
	return b->fd < 0 ? -1 : 0;
}

/* All but the renaming: NULL, or why it is not to be renamed. */
static const char *
write_beside(struct beside *b, const char *path, struct slice content)
{
	const char *why;
	struct target t;

	if (open_beside(b, path) != 0 || out_write(b->fd, content) != 0)
		return strerror(errno);
	b->whole = 1;
	/* Once more: the run may have been long. */
	why = target_look(&t, path);
	if (why == NULL && !target_is_file(&t))
		why = STORE_NO_FILE;
	if (why == NULL)
		rights_give(b->fd, t.kind == TARGET_FILE ? &t.is : NULL);
	return why;
}

static const char *
replace(const char *path, struct slice content, struct sbuf *beside)
{
	struct beside b;
	const char *why = write_beside(&b, path, content);

	if (b.fd >= 0 && close(b.fd) != 0 && b.whole) {
		b.whole = 0;
		why = strerror(errno);
	}
	if (why == NULL && rename(b.name.p, path) != 0)
		why = strerror(errno);
	if (why != NULL && b.whole && beside != NULL)
		sbuf_str(beside, b.name.p);
	else if (why != NULL && b.fd >= 0)
		unlink(b.name.p);
	sbuf_free(&b.name);
	return why;
}

static const char *
begin(const char *path, struct slice head, int *fd)
{
	struct beside b;
	const char *why = write_beside(&b, path, head);

	if (why == NULL && rename(b.name.p, path) != 0)
		why = strerror(errno);
	if (why == NULL) {
		*fd = b.fd;
	} else if (b.fd >= 0) {
		close(b.fd);
		unlink(b.name.p);
	}
	sbuf_free(&b.name);
	return why;
}

/* Of what was no file: whether it is one now, and replaced. */
static const char *
look_again(const struct store *s, struct target *t)
{
	*t = (struct target){ .kind = TARGET_FILE };
	return s->is_file ? NULL : target_look(t, s->path);
}

const char *
store_open(struct store *s, const char *path)
{
	struct beside b;
	struct target t;
	const char *why = target_look(&t, path);

	*s = (struct store){ path, target_is_file(&t) };
	if (why != NULL)
		return why;
	if (t.kind == TARGET_DEVICE && access(path, W_OK) != 0)
		return strerror(errno);
	if (t.kind == TARGET_FILE && !rights_replace(path, &t.is))
		return strerror(EPERM);
	if (!s->is_file)
		return NULL;
	if (open_beside(&b, path) != 0) {
		why = strerror(errno);
	} else {
		close(b.fd);
		unlink(b.name.p);
	}
	sbuf_free(&b.name);
	return why;
}

int
store_is(const struct store *s, const char *path)
{
	struct stat ours, other;

	if (s->path == NULL || !s->is_file)
		return 0;
	if (path != NULL && strcmp(path, s->path) == 0)
		return 1;
	if ((path != NULL ? stat(path, &other) :
	    fstat(STDIN_FILENO, &other)) != 0)
		return 0;
	return stat(s->path, &ours) == 0 && ours.st_dev == other.st_dev &&
	    ours.st_ino == other.st_ino;
}

const char *
store_put(const struct store *s, struct slice content, struct sbuf *beside)
{
	struct target t;
	const char *why = look_again(s, &t);
	int fd;

	if (why != NULL)
		return why;
	if (target_is_file(&t))
		return replace(s->path, content, beside);
	fd = target_open(&t, s->path);
	if (fd < 0)
		return strerror(errno);
	if (out_write(fd, content) != 0) {
		why = strerror(errno);
		close(fd);
		return why;
	}
	return close(fd) != 0 ? strerror(errno) : NULL;
}

const char *
store_begin(const struct store *s, struct slice head, int *fd)
{
	struct target t;
	const char *why = look_again(s, &t);

	if (why != NULL)
		return why;
	if (target_is_file(&t))
		return begin(s->path, head, fd);
	*fd = target_open(&t, s->path);
	if (*fd < 0)
		return strerror(errno);
	if (out_write(*fd, head) != 0) {
		why = strerror(errno);
		close(*fd);
		*fd = -1;
	}
	return why;
}
