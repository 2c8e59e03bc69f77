/*
 * The programs of FFmpeg's input, which are the variants of a multivariant
 * playlist in its order, and which of them it made its output of. Up to 8.0 no
 * line tells a stream's playlist: where each program has streams of its own,
 * and there are as many playlists, they are those in turn.
 */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROGRAMS_MAX 64

struct programs {
	int8_t n;		/* told so far */
	int8_t asked;		/* segments requested since the choice */
	bool odd;		/* they share streams, or are not told whole */
	bool listed;		/* the list of the input is over */
	int16_t streams;	/* told so far */
	int16_t first[PROGRAMS_MAX];	/* the first stream of each */
	uint64_t wanted;	/* a bit for each that is played */
};

/* "  Program 1" */
void programs_add(struct programs *);
/* "  Stream #0:2, 50, ...": in the list of the input. */
void programs_stream(struct programs *, int64_t i);
/* "  Stream #0:2 -> #0:0 (copy)" */
void programs_want(struct programs *, int64_t i);

/* Whether playlist k of n is known not to be played. */
bool programs_leave(const struct programs *, size_t k, size_t n);

#endif
