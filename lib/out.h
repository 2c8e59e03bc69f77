/*
 * Buffered output to a descriptor that may block, for filters. Append to buf;
 * flush before each read(2) (line.h does) and close at the end.
 */
#ifndef OUT_H
#define OUT_H

#include "sbuf.h"

struct out {
	int fd;
	int error;		/* errno of the first failed write, or 0 */
	struct sbuf buf;
};

/*
 * Writes all of it, as long as that takes, and allocates nothing: 0, or -1 with
 * errno.
 */
int out_write(int fd, struct slice s);

/*
 * Writes the whole buffer and empties it. After the first error nothing is
 * written any more, and what is appended is thrown away here. Returns 0, or
 * -1 with o->error set.
 */
int out_flush(struct out *o);

#define OUT_HIGH_WATER 65536

/* out_flush once 64 KiB are waiting; for callers with much to say per line. */
static inline int
out_drain(struct out *o)
{
	return o->buf.n >= OUT_HIGH_WATER ? out_flush(o) : o->error ? -1 : 0;
}

/*
 * The last flush. Returns 0; 1 when the reader is gone (EPIPE: quiet, in
 * order); -1, with a message on stderr, for every other failed write.
 */
int out_finish(struct out *o);

#endif
