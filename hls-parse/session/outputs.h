/*
 * What a process writes over HTTP: HLS that it makes, or a stream that it sends
 * somewhere. None of it is a download. Most processes have none of these.
 */
#ifndef OUTPUTS_H
#define OUTPUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* More than FFmpeg has open at once: the oldest one is told as it is. */
#define OUTPUTS_MAX 8

struct output {
	int64_t open_us;	/* FFmpeg's "Opening", or its request */
	uint64_t context;	/* its HTTP context, once that has asked */
	struct sbuf url;	/* as it is, or the path alone */
	char method[16];	/* "": not asked yet */
	int status;		/* of the answer, 0 unknown */
};

struct outputs {
	struct output list[OUTPUTS_MAX];	/* oldest first */
	size_t n;
	uint64_t muxer;		/* the context that opened the latest */
	struct sbuf file;	/* the file that FFmpeg was told to write */
	bool asked;		/* the latest request was one of these */
};

/* One more, which takes the place of none: there is room. */
struct output *outputs_add(struct outputs *, int64_t t);
/* The latest that waits for its request to be written, or NULL. */
struct output *outputs_waiting(struct outputs *);
/* The one that asked with this HTTP context, or NULL. */
struct output *outputs_on(struct outputs *, uint64_t context);
/* Takes it out. */
void outputs_drop(struct outputs *, struct output *);
void outputs_free(struct outputs *);

#endif
