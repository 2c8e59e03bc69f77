/*
 * The media playlists of a multivariant playlist that the clients play. Pure.
 */
#ifndef PICK_H
#define PICK_H

#include <stddef.h>
#include <stdint.h>

#include "load/settings.h"
#include "m3u8/playlist.h"

/* At most so many are watched. */
#define WATCHES_MOST 16

struct pick {
	enum variant variant;
	int64_t program;	/* the one of the clients by ffprobe, which
				 * counts variants from 0; -1: not known */
};

/* The variant's index, by the rule of probe_read; -1: there is none. */
int64_t pick_variant(const struct m3u8 *m, const struct pick *p);

/*
 * The references of its playlist and its audio's, the default rendition or
 * the first of the group, in uri; of all variants and renditions under
 * VARIANT_ALL. Each once; how many there are, of which at most max are in uri.
 */
size_t pick_playlists(const struct m3u8 *m, const struct pick *p,
    struct slice *uri, size_t max);

#endif
