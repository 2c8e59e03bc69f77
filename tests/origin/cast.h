/*
 * A folder of somebody's HLS: playlists (*.m3u8) as a packager leaves them,
 * and the files that they name, in folders of their own or not. castlist.h
 * publishes the playlists.
 *
 * All tags are kept as they stand, with the segment before which they do, but:
 *
 *	EXT-X-MEDIA-SEQUENCE	numbers the next segment; behind a segment it
 *				says that the packager started anew: what came
 *				before is never listed with what comes
 *	EXT-X-KEY, EXT-X-MAP	hold until the next one
 *	EXT-X-TARGETDURATION	that of the last segment listed
 *	EXT-X-PLAYLIST-TYPE, EXT-X-ENDLIST	left out: the publisher's
 *	#duration SECONDS	(ours, never sent) how long the next segment
 *				really is, where EXTINF lies
 */
#ifndef CAST_H
#define CAST_H

#include <stddef.h>
#include <stdint.h>

#include "sbuf.h"

struct cast_segment {
	struct sbuf lines;	/* its tags and its URI */
	struct slice target, key, map;	/* the tags that hold, or empty */
	int64_t sequence;
	int64_t end_us;		/* since the list's begin */
	int64_t duration_us;
	size_t run;		/* index of the first since the last start */
	int64_t breaks;		/* EXT-X-DISCONTINUITY in that run before it */
};

struct cast_list {
	struct slice text;	/* of the file */
	struct sbuf head;	/* tags of the whole list */
	struct cast_segment *segments;
	size_t n;		/* 0: a multivariant playlist */
	int broken;		/* there is an EXT-X-DISCONTINUITY */
};

struct cast_file {
	char *name;		/* from the folder on */
	struct slice body;
	struct cast_list *list;	/* or NULL */
};

struct cast {
	struct cast_file *files;
	size_t n;
};

/* Ends the program with 1 and a message when the folder cannot be read. */
void cast_load(struct cast *, const char *dir);
void cast_free(struct cast *);

/* The file of that name, or NULL. */
const struct cast_file *cast_find(const struct cast *, struct slice name);

#endif
