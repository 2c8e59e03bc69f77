/*
 * One direction of a relayed connection: bytes that were read and could not
 * be written yet. While it holds some, nobody reads more into it: a slow
 * reader holds up its own writer, with FLOW_BYTES in between.
 */
#ifndef FLOW_H
#define FLOW_H

#include <stddef.h>

#include "slice.h"

#define FLOW_BYTES 65536

/* Start from { 0 }. */
struct flow {
	char *held;
	size_t start, n;	/* what is held of it */
	int eof;		/* the source has said its last byte */
	int shut;		/* and the sink was told */
};

enum flow_result { FLOW_GOES, FLOW_NO_SOURCE, FLOW_NO_SINK };

/* Holds these too. */
void flow_put(struct flow *f, struct slice s);
/* Writes what is held, as far as it goes. */
enum flow_result flow_write(struct flow *f, int to);
/* Reads and writes while it goes, but leaves others their turn; nothing is
 * held before. */
enum flow_result flow_move(struct flow *f, int from, int to);
/* As if it were new. */
void flow_clear(struct flow *f);

#endif
