/*
 * The media playlists of a multivariant playlist that the clients play. Pure.
 */
#ifndef PICK_H
#define PICK_H

#include <stddef.h>
#include <stdint.h>

#include "ffmpeg/rungs.h"
#include "m3u8/playlist.h"

/* At most so many are watched. */
#define WATCHES_MOST ((size_t)16)

/* What some of the clients play. */
struct pick {
	const struct want *want;
	int64_t program;	/* the variant that is chosen, counted from 0;
				 * -1: not known */
};

/* References, each once. Start from { 0 }. */
struct picked {
	struct slice uri[WATCHES_MOST + 1];
	size_t n;		/* how many there are, in uri or not */
};

/*
 * What the playlist tells of its variants, into what ffprobe told: a size that
 * it has counts for more, and who is known to neither is as it says.
 */
void pick_learn(struct rungs *l, const struct m3u8 *m);

/*
 * Adds the references of its playlist and its audio's, the default rendition
 * or the first of the group; of all variants and renditions under VARIANT_ALL.
 */
void pick_playlists(struct picked *l, const struct m3u8 *m,
    const struct pick *p);

#endif
