/*
 * Bare logs of which less than half is known to be FFmpeg's, or none tells of
 * HLS: what the sums over all of them may hide.
 */
#ifndef SOURCES_H
#define SOURCES_H

#include <stdint.h>

#include "sbuf.h"
#include "slice.h"

/* No more are kept. */
#define SOURCES_KEPT 8

struct source_note {
	struct sbuf name;
	int64_t lines, known, hls;
};

/* Start from { 0 }. */
struct sources {
	int64_t all;		/* logs so far */
	int64_t poor;		/* of these, also those that are not kept */
	int n;
	struct source_note note[SOURCES_KEPT];
};

/* Whether under half of a log's lines are FFmpeg's. */
static inline int
source_is_foreign(int64_t lines, int64_t known)
{
	return known < lines - known;
}

/* A log: its name, still escaped; its lines, those known, processes of HLS. */
void sources_note(struct sources *s, struct slice name, const int64_t n[3]);
void sources_free(struct sources *s);

#endif
