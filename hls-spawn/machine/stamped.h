/*
 * A channel from a child, as a pipe is, of which the kernel stamps each
 * write(2): it may be read late, many writes at once, and every byte still has
 * its time. Linux: a pair of unix(7) sockets that keep records, SO_TIMESTAMPNS.
 */
#ifndef STAMPED_H
#define STAMPED_H

#include <stddef.h>
#include <stdint.h>

#include "slice.h"

/* The most pieces that one stamped_read gives. */
#define STAMPED_PIECES 64

/* What one write(2) wrote. */
struct stamped {
	struct slice bytes;	/* good until the next stamped_read */
	int64_t at_us;		/* when, of clock_mono */
	int64_t cut;		/* bytes behind that were dropped */
};

/*
 * [0] is read, [1] written, both close-on-exec. 0, or -1 with errno where the
 * system has nothing of the kind: take a pipe.
 */
int stamped_pair(int ends[2]);

/*
 * How late it may be read, in microseconds, before a writer has to wait: by the
 * buffer that this system gives, and FFmpeg's habits. 0: it has nothing of the
 * kind.
 */
int64_t stamped_late_us(void);

/*
 * Reads what is there without waiting: the number of pieces, 0 if there is
 * nothing, -1 at the end.
 */
int stamped_read(int fd, struct stamped piece[STAMPED_PIECES]);

#endif
