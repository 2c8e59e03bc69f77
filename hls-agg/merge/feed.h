/*
 * One stat stream of a merge: a file, a FIFO, a pipe or standard input, block
 * by block. A stream is read only when there is something to read, so that
 * none can hold up the others.
 */
#ifndef FEED_H
#define FEED_H

#include <stdint.h>

#include "block.h"
#include "slice.h"
#include "stage/look.h"

/* Start from { 0 }. */
struct feed {
	const char *name;	/* for messages; kept by reference */
	int fd;			/* -1 once closed */
	int stream;		/* it may keep us waiting: to be polled */
	int fifo;
	struct block_reader reader;	/* its now is the last block */
	struct stage_look look;	/* whether they are stat streams */
	struct slice rest;	/* bytes read and not looked at */
	char *buf;		/* owned */
	int64_t bytes;		/* read so far */
	int64_t garbled;	/* lines of earlier blocks; see feed_garbled */
	int failed;		/* could not be opened or read, or is another
				 * kind of stream */
};

/*
 * Opens a stream without waiting for its writer; "-" is standard input. 0, or
 * -1 with a message and f->failed set.
 */
int feed_open(struct feed *f, const char *name);

/* The next block out of what has been read: 1, or 0 if there is none. */
int feed_next(struct feed *f);

/*
 * One read(2), after feed_next has said 0: 1 if bytes came, 0 at the end of
 * the stream, -1 if there is nothing yet. hup: the poll said hang-up.
 */
int feed_read(struct feed *f, int hup);

/*
 * At the end of a stream without a block: names what it is instead, if that can
 * be told; then f->failed is set, and it returns 1.
 */
int feed_name(struct feed *f);

/* For files: the next block: 1, or 0 at the end. */
int feed_file(struct feed *f);

/* Lines of the last block that were no record. */
int64_t feed_garbled(struct feed *f);

void feed_close(struct feed *f);
void feed_free(struct feed *f);

#endif
