/*
 * What the lines of a playlist mean. Only for playlist.c, whose table says
 * which tag is whose.
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

/* Reads what stands behind a tag's colon. NULL, or the error. */
typedef const char *m3u8_reader(struct m3u8_reading *r, struct slice value);

/* media.c: tags of media playlists */
m3u8_reader m3u8_read_inf, m3u8_read_date, m3u8_read_range, m3u8_read_key,
    m3u8_read_map, m3u8_read_discontinuity, m3u8_read_gap, m3u8_read_target,
    m3u8_read_sequence, m3u8_read_discontinuities, m3u8_read_type,
    m3u8_read_skip, m3u8_read_version;
/* The URI behind a segment's tags, or one without: NULL, or the error. */
const char *m3u8_add_segment(struct m3u8_reading *r, struct slice uri);
/* At the end: a tag with the first number may stand behind the segments. */
const char *m3u8_number(struct m3u8_reading *r);

/* multi.c: tags of multivariant playlists */
m3u8_reader m3u8_read_stream, m3u8_read_media;
/* The URI behind an EXT-X-STREAM-INF. */
void m3u8_add_variant(struct m3u8_reading *r, struct slice uri);

#endif
