/*
 * -p: standard input goes on to standard output, byte for byte, and neither
 * waits for a scraper nor makes the pipeline wait for a slow reader.
 *
 * To a pipe, socket or terminal whole blocks wait in a queue of COPY_BLOCKS.
 * When it is full the input waits, but no longer than the patience since the
 * reader last took a whole block: a stored stream, which comes in all at once,
 * loses nothing, and a live one is never held up by a reader slower than it.
 * After that the oldest block that has not been begun is dropped and counted,
 * so the newest, and with it the run's last, always gets through.
 * To a file every byte is written at once, however long it takes.
 */
#ifndef COPY_H
#define COPY_H

#include <stdint.h>

#include "out.h"
#include "poller.h"
#include "sbuf.h"
#include "slice.h"

#define COPY_BLOCKS 8
#define COPY_PATIENCE_US INT64_C(1000000)

struct copy {
	struct poller *poller;	/* NULL: there is nothing to copy */
	struct out file;	/* fd >= 0: a file, written at once */
	int fd;			/* of the queue's reader, or -1 */
	struct sbuf seg[COPY_BLOCKS + 3];
	size_t n;		/* segments in use; the last is still open */
	size_t sent;		/* bytes of the first one that are written */
	int begun;		/* whether any byte of it was */
	int want;
	int64_t patience_us;	/* or POLLER_NEVER */
	int64_t taken_us;	/* when nothing waited, or a block had gone */
	int64_t dropped;	/* whole blocks */
	int error;		/* errno, EPIPE when the reader has gone */
};

/* No copy: every other call does nothing. */
void copy_none(struct copy *c);
/*
 * Copies to a descriptor that the caller keeps; its events carry c as their
 * owner. Returns 0, or -1 with errno. patience_us may be set afterwards.
 */
int copy_open(struct copy *c, struct poller *p, int fd);

/* Bytes of the current block, and its end. */
void copy_put(struct copy *c, struct slice bytes);
void copy_seal(struct copy *c);

/* The moment of clock_mono before which no bytes should be put. */
int64_t copy_hold(const struct copy *c);

/* After an event. */
void copy_event(struct copy *c, int ready);

/* Whether bytes still wait for the reader. */
int copy_pending(const struct copy *c);

void copy_close(struct copy *c);

#endif
