/*
 * The test segments that tests/media.sh made, in memory.
 */
#ifndef MEDIA_H
#define MEDIA_H

#include "clock.h"
#include "slice.h"

#define VARIANTS 4
#define MASTER_VARIANTS 3	/* the first ones: master.m3u8 */
#define SEGMENTS 30
#define SEGMENT_US (2 * SECOND_US)

enum packaging { PACK_TS, PACK_FMP4, PACKAGINGS };

struct rendition {
	struct slice init;	/* initialization section; empty for TS */
	struct slice segments[SEGMENTS];
};

struct variant {
	const char *name;	/* in URLs */
	const char *files;	/* as media.sh names them */
	const char *resolution;
	struct rendition in[PACKAGINGS];
};

/*
 * In the order of the multivariant playlist. The first is neither the highest
 * nor the lowest, so that a client's choice shows. The last is another name of
 * the lowest: to a client a variant like any other.
 */
struct media {
	struct variant variants[VARIANTS];
};

/* Ends the program with 1 and a message when a file is missing. */
void media_load(struct media *, const char *dir);
void media_free(struct media *);

/* "ts" or "m4s". */
const char *media_suffix(enum packaging);

#endif
