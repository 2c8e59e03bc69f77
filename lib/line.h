/*
 * Lines from a descriptor that may block, for filters.
 */
#ifndef LINE_H
#define LINE_H

#include <stdint.h>

#include "out.h"
#include "slice.h"

/* The longest line of any stream, without its newline. */
#define LINE_MAX_BYTES 65536

struct line {
	int fd;
	struct out *out;	/* flushed before each read(2); may be NULL */
	int watched;		/* it is a pipe: its reader may go */
	char *buf;
	size_t start, end;
	int skipping;		/* inside a line that was too long */
	int at_end;
	int error;		/* errno of a failed read, or 0 */
	int unfinished;		/* the last line had no newline */
	int64_t too_long;	/* lines passed over, over LINE_MAX_BYTES */
	int64_t bytes;		/* read so far */
};

/*
 * Starts on a descriptor that the caller keeps. The input ends, with EPIPE for
 * out, as soon as nobody reads that any more, not when it is next written.
 */
void line_open(struct line *l, int fd, struct out *out);

/*
 * Before the first line: waits for the first bytes and gives all that one read
 * brought, nothing at the end of the input. They are still to be read.
 */
struct slice line_peek(struct line *l);

/*
 * The next line, without its newline: 1 and a view that is good until the next
 * call, or 0 at the end of the input (l->error then tells a read error from
 * end-of-file). A last line without a newline is given too, with
 * l->unfinished set: its writer died in the middle of it.
 */
int line_next(struct line *l, struct slice *s);

void line_close(struct line *l);

#endif
