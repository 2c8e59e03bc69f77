/*
 * Tags of media playlists, and their segments. Only for tags.c, whose
 * table says which tag is whose; each returns NULL or the error.
 */
#ifndef M3U8_MEDIA_H
#define M3U8_MEDIA_H

#include "tags.h"

const char *m3u8_read_inf(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_date(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_range(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_key(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_map(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_discontinuity(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_gap(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_target(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_sequence(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_discontinuities(struct m3u8_reading *r,
    struct slice value);
const char *m3u8_read_type(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_skip(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_version(struct m3u8_reading *r, struct slice value);

/* The URI behind a segment's tags, or one without. */
const char *m3u8_add_segment(struct m3u8_reading *r, struct slice uri);
/* At the end: a tag with the first number may stand behind the segments. */
const char *m3u8_number(struct m3u8_reading *r);

#endif
