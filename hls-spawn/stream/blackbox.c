/*
 * Directory, names and bytes of the files. They are written by write(2) at
 * once: on a usual disk that is a copy into the page cache.
 */
#include <sys/stat.h>
#include <sys/uio.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blackbox.h"
#include "die.h"
#include "ealloc.h"
#include "file/target.h"
#include "num.h"
#include "record.h"

/* So many files of one name, then something else is wrong. */
#define COPIES 100000
/* Of a file: swarm, start, lost, and the ring's two pieces. */
#define PARTS 5

int
blackbox_option(struct blackbox *b, const char *text)
{
	const char *colon = strrchr(text, ':');
	size_t n = strlen(text);
	int64_t size = BLACKBOX_SIZE;

	/* "a:b" is a directory. */
	if (colon != NULL && num_size((struct slice){ colon + 1,
	    n - (size_t)(colon + 1 - text) }, &size) == 0)
		n = (size_t)(colon - text);
	/* A link with a slash behind it would be followed. */
	while (n > 1 && text[n - 1] == '/')
		n--;
	if (n == 0 || size < BLACKBOX_SIZE_MIN || size > BLACKBOX_SIZE_MAX)
		return -1;
	free(b->path);
	*b = (struct blackbox){ .on = 1, .dir = -1, .size = (size_t)size,
		.path = estrndup(text, n), .files_max = BLACKBOX_FILES,
		.bytes_max = BLACKBOX_BYTES };
	return 0;
}

/* A name that is free; the descriptor, or -1 with errno. */
static int
create(const struct blackbox *b, struct sbuf *name, const char *session,
    const char *why)
{
	int fd = -1, n;

	for (n = 1; n <= COPIES && fd < 0; n++) {
		name->n = 0;
		sbuf_printf(name, "%s-%s", session, why);
		if (n > 1)
			sbuf_printf(name, "-%d", n);
		sbuf_slice(name, SLICE(".raw\0"));
		fd = openat(b->dir, name->p,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

/* access(2) does not tell all: a file is made and removed. */
static int
try_writing(const struct blackbox *b)
{
	struct sbuf name = { 0 };
	int fd = create(b, &name, ".blackbox", "trial"), r = -1;

	if (fd >= 0) {
		close(fd);
		r = unlinkat(b->dir, name.p, 0);
	}
	sbuf_free(&name);
	return r;
}

/* The rule of all files that are written, file/target.h. */
const char *
blackbox_open(struct blackbox *b)
{
	struct stat st;

	if (!b->on)
		return NULL;
	if (mkdir(b->path, 0700) != 0 && errno != EEXIST)
		return strerror(errno);
	if (lstat(b->path, &st) == 0 && S_ISLNK(st.st_mode))
		return TARGET_LINK;
	b->dir = open(b->path,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return b->dir < 0 || try_writing(b) != 0 ? strerror(errno) : NULL;
}

void
blackbox_head(struct blackbox *b, struct slice line)
{
	b->head.n = 0;
	if (b->on)
		sbuf_slice(&b->head, line);
}

void
blackbox_close(struct blackbox *b)
{
	if (b->on && b->dir >= 0)
		close(b->dir);
	free(b->path);
	sbuf_free(&b->head);
	*b = (struct blackbox){ 0 };
}

void
blackbox_line(struct blackbox *b, struct flight *f, struct slice lines)
{
	if (b->on)
		flight_add(f, b->size, lines);
}

/* Takes n written bytes off the front of the parts. */
static void
taken(struct slice *part, size_t n)
{
	size_t i, k;

	for (i = 0; i < PARTS && n > 0; i++) {
		k = part[i].n < n ? part[i].n : n;
		if (k > 0)
			part[i] = slice_from(part[i], k);
		n -= k;
	}
}

/* All of the parts, `left` bytes: 0, or -1 with errno. */
static int
write_all(int fd, struct slice *part, size_t left)
{
	struct iovec v[PARTS];
	ssize_t k;
	size_t i;

	while (left > 0) {
		for (i = 0; i < PARTS; i++)
			/* NOLINTNEXTLINE(performance-no-int-to-ptr): const */
			v[i] = (struct iovec){ (void *)(uintptr_t)part[i].p,
				part[i].n };
		k = writev(fd, v, PARTS);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		taken(part, (size_t)k);
		left -= (size_t)k;
	}
	return 0;
}

static void
put_lost(struct sbuf *b, const struct flight *f, const char *session)
{
	if (f->lost_lines == 0)
		return;
	record_begin(b, f->lost_us, slice_str(session),
	    "lost");
	put_int(b, "lines", f->lost_lines);
	put_int(b, "bytes", f->lost_bytes);
	record_end(b);
}

/* Counted each time, told the first time. */
static int
failed(struct blackbox *b, const char *name)
{
	if (b->failed++ == 0)
		msg_errno("black box: %s/%s", b->path, name);
	return -1;
}

static int
skipped(struct blackbox *b)
{
	if (b->skipped++ == 0)
		msg("black box: %s: %lld files with %lld bytes are written, "
		    "no more of this run", b->path, (long long)b->written,
		    (long long)b->bytes);
	return -1;
}

/* A file that is not whole is of no use, and the disk may be full. */
static int
save(struct blackbox *b, const struct sbuf *name, int fd, struct slice *part)
{
	size_t i, n = 0;
	int error;

	for (i = 0; i < PARTS; i++)
		n += part[i].n;
	error = write_all(fd, part, n) != 0 ? errno : 0;
	if (close(fd) != 0 && error == 0)
		error = errno;
	if (error != 0) {
		unlinkat(b->dir, name->p, 0);
		errno = error;
		return failed(b, name->p);
	}
	b->written++;
	b->bytes += (int64_t)n;
	return 0;
}

int
blackbox_write(struct blackbox *b, const struct flight *f,
    const char *session, const char *why)
{
	struct sbuf name = { 0 }, lost = { 0 };
	struct slice part[PARTS];
	int fd, result;

	if (!b->on)
		return 0;
	if (b->written >= b->files_max || b->bytes >= b->bytes_max)
		return skipped(b);
	put_lost(&lost, f, session);
	part[0] = sbuf_view(&b->head);
	part[1] = sbuf_view(&f->start);
	part[2] = sbuf_view(&lost);
	flight_parts(f, b->size, part + 3);
	fd = create(b, &name, session, why);
	result = fd < 0 ? failed(b, name.p) : save(b, &name, fd, part);
	sbuf_free(&name);
	sbuf_free(&lost);
	return result;
}
