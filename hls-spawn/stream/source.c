/*
 * One buffer for all reads: what came is used up before the next.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "source.h"

void
source_open(struct source *src, struct poller *p, int fd)
{
	fcntl(fd, F_SETFL, O_NONBLOCK);
	src->fd = fd;
	src->last_us = clock_mono();
	src->lines.part.n = 0;
	src->lines = (struct lines){ .part = src->lines.part };
	if (poller_add(p, fd, src->stamped ? POLLER_IN | POLLER_LATE :
	    POLLER_IN, src) != 0)
		die_errno("poller");
}

void
source_close(struct source *src, struct poller *p)
{
	if (src->fd < 0)
		return;
	poller_remove(p, src->fd);
	close(src->fd);
	src->fd = -1;
}

int
source_read(struct source *src, size_t most, struct slice *bytes)
{
	static char buf[SOURCE_BYTES];
	ssize_t k;

	if (src->fd < 0)
		return 0;
	k = read(src->fd, buf, most);
	if (k < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (k <= 0)
		return -1;
	*bytes = (struct slice){ buf, (size_t)k };
	return 1;
}

int
source_pieces(struct source *src, struct stamped piece[STAMPED_PIECES])
{
	int i, k;

	if (src->fd < 0)
		return 0;
	k = stamped_read(src->fd, piece);
	for (i = 0; i < k; i++) {
		/* The wall clock may have been set. */
		if (piece[i].at_us < src->last_us)
			piece[i].at_us = src->last_us;
		src->last_us = piece[i].at_us;
	}
	return k;
}
