/*
 * Lines out of 64 KiB reads. Blocks in read(2), or where somebody may cease to
 * read what comes of them in poll(2), and nowhere else.
 */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ealloc.h"
#include "line.h"

#define READ_BYTES 65536
#define BUF_BYTES (LINE_MAX_BYTES + READ_BYTES)

void
line_open(struct line *l, int fd, struct out *out)
{
	struct stat st;

	*l = (struct line){ .fd = fd, .out = out };
	l->watched = out != NULL && fstat(out->fd, &st) == 0 &&
	    (S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode));
	l->buf = ezalloc(BUF_BYTES, 1);
}

void
line_close(struct line *l)
{
	free(l->buf);
	l->buf = NULL;
}

/* One read; somebody else may have set O_NONBLOCK on what we share with him. */
static ssize_t
read_some(const struct line *l)
{
	struct pollfd p = { .fd = l->fd, .events = POLLIN };
	ssize_t k;

	for (;;) {
		k = read(l->fd, l->buf + l->end, READ_BYTES);
		if (k >= 0)
			return k;
		if (errno == EAGAIN || errno == EWOULDBLOCK)
			poll(&p, 1, -1);
		else if (errno != EINTR)
			return -1;
	}
}

/* Waits for input; 0 if the reader of the output is gone before that. */
static int
wait_readable(const struct line *l)
{
	struct pollfd p[] = { { .fd = l->fd, .events = POLLIN },
		{ .fd = l->out->fd } };

	while (poll(p, 2, -1) < 0 && errno == EINTR)
		;
	return p[0].revents != 0 || p[1].revents == 0;
}

/* Reads once behind what is there; 0 at the end of the input. */
static inline int
fill(struct line *l)
{
	ssize_t k;

	if (l->out != NULL)
		out_flush(l->out);
	if (l->start > 0) {
		memmove(l->buf, l->buf + l->start, l->end - l->start);
		l->end -= l->start;
		l->start = 0;
	}
	if (l->watched && l->out != NULL && l->out->error == 0 &&
	    !wait_readable(l)) {
		l->out->error = EPIPE;
		l->at_end = 1;
		return 0;
	}
	k = read_some(l);
	if (k < 0)
		l->error = errno;
	if (k <= 0) {
		l->at_end = 1;
		return 0;
	}
	l->end += (size_t)k;
	l->bytes += k;
	return 1;
}

struct slice
line_peek(struct line *l)
{
	if (l->end == l->start && !l->at_end)
		fill(l);
	return (struct slice){ l->buf + l->start, l->end - l->start };
}

/* The rest of the input, which no newline ends. */
static int
last_line(struct line *l, struct slice *s)
{
	*s = (struct slice){ l->buf + l->start, l->end - l->start };
	l->start = l->end;
	l->unfinished = s->n > 0 || l->skipping;
	return s->n > 0 && !l->skipping;
}

/* Takes the line that ends at nl; 0 if it was too long and is passed over. */
static int
take(struct line *l, const char *nl, struct slice *s)
{
	const char *p = l->buf + l->start;
	int skipped = l->skipping;

	*s = (struct slice){ p, (size_t)(nl - p) };
	l->start += s->n + 1;
	l->skipping = 0;
	if (!skipped && s->n > LINE_MAX_BYTES) {
		l->too_long++;
		return 0;
	}
	return !skipped;
}

int
line_next(struct line *l, struct slice *s)
{
	size_t seen = 0;	/* bytes known to hold no newline */

	for (;;) {
		char *p = l->buf + l->start;
		size_t n = l->end - l->start;
		char *nl = n > seen ? memchr(p + seen, '\n', n - seen) : NULL;

		seen = 0;
		if (nl != NULL) {
			if (take(l, nl, s))
				return 1;
			continue;
		}
		if (n > LINE_MAX_BYTES) {
			l->too_long += !l->skipping;
			l->skipping = 1;
			l->start = l->end;
			n = 0;
		}
		seen = n;
		if (l->at_end || !fill(l))
			return last_line(l, s);
	}
}
