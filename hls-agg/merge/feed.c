/*
 * A FIFO is opened with O_NONBLOCK, which succeeds before there is a writer. Up
 * to the first one read(2) gives 0, as it does at the end, but poll(2) does not
 * report it as readable (Linux, the BSDs); hang-up comes only once a writer has
 * been there and gone, so a 0 without it from a FIFO that has never given a
 * byte is no end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "ealloc.h"
#include "feed.h"

#define READ_BYTES 65536

static int
fail(struct feed *f)
{
	msg_errno("%s", f->name);
	f->failed = 1;
	return -1;
}

int
feed_open(struct feed *f, const char *name)
{
	struct stat st;

	*f = (struct feed){ .name = name, .fd = STDIN_FILENO,
		.look.reads = STAGE_STATS };
	/* Descriptors that others share are left as they are. */
	if (strcmp(name, "-") == 0)
		f->name = "standard input";
	else
		f->fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (f->fd < 0 || fstat(f->fd, &st) != 0)
		return fail(f);
	if (S_ISDIR(st.st_mode)) {
		feed_close(f);
		errno = EISDIR;
		return fail(f);
	}
	f->stream = S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode) ||
	    isatty(f->fd);
	f->fifo = S_ISFIFO(st.st_mode);
	f->buf = ezalloc(READ_BYTES, 1);
	return 0;
}

int
feed_name(struct feed *f)
{
	enum stage is = stage_end(&f->look);

	if (is == STAGE_NONE || is == STAGE_EMPTY)
		return 0;
	f->failed = 1;
	if (is == STAGE_REPORT)
		msg("%s: %s, whose percentiles cannot be joined: --merge "
		    "takes the stream, hls-agg >run.stat", f->name,
		    stage_what(is));
	else
		stage_say(&(struct stage_fed){ is, STAGE_STATS,
		    "hls-agg --merge -",
		    f->fd == STDIN_FILENO ? NULL : f->name });
	return 1;
}

int
feed_next(struct feed *f)
{
	f->garbled = f->reader.garbled;
	return block_read(&f->reader, &f->rest);
}

int
feed_read(struct feed *f, int hup)
{
	ssize_t k = read(f->fd, f->buf, READ_BYTES);

	if (k < 0 && (errno == EINTR || errno == EAGAIN ||
	    errno == EWOULDBLOCK))
		return -1;
	if (k < 0) {
		fail(f);
		return 0;
	}
	if (k == 0)
		return f->fifo && f->bytes == 0 && !hup ? -1 : 0;
	f->bytes += k;
	f->rest = (struct slice){ f->buf, (size_t)k };
	return stage_bytes(&f->look, f->rest) == STAGE_NONE;
}

int
feed_file(struct feed *f)
{
	while (!feed_next(f))
		if (feed_read(f, 1) == 0)
			return 0;
	return 1;
}

int64_t
feed_garbled(struct feed *f)
{
	return f->reader.garbled - f->garbled;
}

void
feed_close(struct feed *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

void
feed_free(struct feed *f)
{
	feed_close(f);
	block_free(&f->reader);
	free(f->buf);
}
