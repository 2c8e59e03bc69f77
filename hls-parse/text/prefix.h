/*
 * What other programs put in front of FFmpeg's lines: docker, journald, ts(1),
 * a logger. None is listed: what stood in front of a line that is FFmpeg's by
 * its own words is taken apart, and lines that begin alike have it, too.
 */
#ifndef PREFIX_H
#define PREFIX_H

#include "shape.h"

#define SHAPES_MAX 32

/* Start from { 0 }; prefix_free at the end. */
struct prefix {
	struct shape *shape;
	size_t n, size, last;	/* so many; the one that was found last */
	struct calendar calendar;
	/* The prefix found last, as the next is most often: it differs in the
	 * decimals of its stamp alone, which stand at from. */
	char hot[SHAPE_BYTES];
	size_t hot_n, from, to;
	int64_t second_us;	/* without these decimals */
	struct slice who;
	bool stamped;
};

/* What was found. */
struct taken {
	size_t n;		/* bytes in front of the line */
	bool stamped;
	int64_t us;		/* the stamp's Unix time */
	struct slice who;	/* "restream-1", "ffmpeg[4711]", or empty */
};

/* Looks for a prefix that is known at the start of a line: 1, or 0. */
int prefix_take(struct prefix *, struct slice line, struct taken *);

/* This stood in front of a line that is FFmpeg's. */
void prefix_learn(struct prefix *, struct slice text);

/* The first shape's stamp, read again: 1, or 0 where it has none. */
int prefix_stamp(const struct prefix *, struct stamp *);

void prefix_free(struct prefix *);

#endif
