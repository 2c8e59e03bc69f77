/*
 * What the lines of a playlist mean. Only for playlist.c.
 */
#ifndef M3U8_TAGS_H
#define M3U8_TAGS_H

#include "playlist.h"

struct m3u8_reading {
	struct m3u8 *m;
	unsigned seen;		/* which sorts of tags */
	bool has_inf;		/* next has its EXTINF */
	bool has_stream;	/* variant has its EXT-X-STREAM-INF */
	/*
	 * What the tags say of the segment to come, and of those after it; a
	 * range from -1 continues the one before.
	 */
	struct m3u8_segment next;
	struct m3u8_variant variant;
};

void m3u8_begin(struct m3u8_reading *r, struct m3u8 *m);
/* Each is NULL, or the error. The line is without blanks around it. */
const char *m3u8_line(struct m3u8_reading *r, struct slice line);
const char *m3u8_end(struct m3u8_reading *r);

#endif
