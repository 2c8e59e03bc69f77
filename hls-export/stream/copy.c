/*
 * The queue. O_NONBLOCK is never set on a descriptor that others share: a pipe
 * or socket that is ready takes PIPE_BUF bytes without blocking; a terminal is
 * opened anew, because it might not.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "block.h"
#include "clock.h"
#include "copy.h"

#ifndef PIPE_BUF
#define PIPE_BUF _POSIX_PIPE_BUF
#endif

void
copy_none(struct copy *c)
{
	*c = (struct copy){ .fd = -1, .file.fd = -1, .n = 1 };
}

static int
reopen_terminal(int fd)
{
	const char *name = ttyname(fd);
	int own = -1;

	if (name != NULL)
		own = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK);
	if (own >= 0)
		fcntl(own, F_SETFD, FD_CLOEXEC);
	return own >= 0 ? own : dup(fd);
}

int
copy_open(struct copy *c, struct poller *p, int fd)
{
	struct stat st;

	copy_none(c);
	if (fstat(fd, &st) != 0)
		return -1;
	c->poller = p;
	c->patience_us = COPY_PATIENCE_US;
	if (isatty(fd)) {
		c->fd = reopen_terminal(fd);
	} else if (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode)) {
		c->fd = fd;
	} else {
		c->file.fd = fd;
		return 0;
	}
	return poller_add(p, c->fd, 0, c);
}

static void
watch(struct copy *c)
{
	int want = copy_pending(c) && c->error == 0 ? POLLER_OUT : 0;

	if (want != c->want)
		poller_change(c->poller, c->fd, want, c);
	c->want = want;
}

/* Takes a segment out; its memory is used again. */
static void
take_out(struct copy *c, size_t i)
{
	struct sbuf seg = c->seg[i];

	memmove(&c->seg[i], &c->seg[i + 1],
	    (COUNT(c->seg) - 1 - i) * sizeof(*c->seg));
	seg.n = 0;
	c->seg[COUNT(c->seg) - 1] = seg;
	c->n--;
}

/* The first segment is out, to its last byte. */
static void
next(struct copy *c)
{
	c->taken_us = clock_mono();
	take_out(c, 0);
	c->sent = 0;
	c->begun = 0;
}

/* Whole blocks of which nothing has been written. */
static size_t
waiting(const struct copy *c)
{
	return c->n - 1 - (c->n > 1 && c->begun);
}

int64_t
copy_hold(const struct copy *c)
{
	if (c->error != 0 || waiting(c) < COPY_BLOCKS)
		return 0;
	if (c->patience_us == POLLER_NEVER)
		return POLLER_NEVER;
	return c->taken_us + c->patience_us;
}

void
copy_put(struct copy *c, struct slice bytes)
{
	if (c->error != 0 || c->poller == NULL)
		return;
	if (c->fd < 0) {
		sbuf_slice(&c->file.buf, bytes);
		out_flush(&c->file);
		c->error = c->file.error;
		return;
	}
	if (!copy_pending(c))
		c->taken_us = clock_mono();
	sbuf_slice(&c->seg[c->n - 1], bytes);
	/* What grows so long is no block that anybody could read. */
	if (c->seg[c->n - 1].n > BLOCK_MAX_BYTES)
		copy_seal(c);
	watch(c);
}

void
copy_seal(struct copy *c)
{
	if (c->fd < 0)
		return;
	if (c->seg[c->n - 1].n == 0) {
		/* Its last byte has gone, or it never had one. */
		if (c->n == 1)
			c->begun = 0;
		return;
	}
	c->n++;
	if (waiting(c) > COPY_BLOCKS) {
		take_out(c, (size_t)c->begun);
		c->dropped++;
	}
	watch(c);
}

void
copy_event(struct copy *c, int ready)
{
	struct sbuf *first = &c->seg[0];
	size_t left = first->n - c->sent;
	ssize_t k;

	if (ready & POLLER_HUP)
		c->error = EPIPE;
	if (c->error != 0 || !(ready & POLLER_OUT) || left == 0)
		return;
	k = write(c->fd, first->p + c->sent, left < PIPE_BUF ? left : PIPE_BUF);
	if (k < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
		c->error = errno;
	if (k > 0) {
		c->begun = 1;
		c->sent += (size_t)k;
	}
	if (c->sent == first->n && c->n > 1) {
		next(c);
	} else if (c->sent == first->n) {
		first->n = 0;	/* still open, but none of it waits */
		c->sent = 0;
	}
	watch(c);
}

int
copy_pending(const struct copy *c)
{
	return c->n > 1 || c->sent < c->seg[0].n;
}

void
copy_close(struct copy *c)
{
	size_t i;

	if (c->fd >= 0) {
		poller_remove(c->poller, c->fd);
		if (c->fd != STDOUT_FILENO)
			close(c->fd);
	}
	for (i = 0; i < COUNT(c->seg); i++)
		sbuf_free(&c->seg[i]);
	sbuf_free(&c->file.buf);
}
