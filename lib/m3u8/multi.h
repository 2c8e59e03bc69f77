/*
 * Tags of multivariant playlists. Only for tags.c, whose table says which
 * tag is whose; each returns NULL.
 */
#ifndef M3U8_MULTI_H
#define M3U8_MULTI_H

#include "tags.h"

const char *m3u8_read_stream(struct m3u8_reading *r, struct slice value);
const char *m3u8_read_media(struct m3u8_reading *r, struct slice value);

/* The URI behind an EXT-X-STREAM-INF. */
void m3u8_add_variant(struct m3u8_reading *r, struct slice uri);

#endif
