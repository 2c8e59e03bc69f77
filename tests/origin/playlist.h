/*
 * Playlists of RFC 8216, appended to a buffer.
 */
#ifndef PLAYLIST_H
#define PLAYLIST_H

#include "media.h"
#include "sbuf.h"
#include "timeline.h"

/* A media playlist over a span of sequence numbers. */
struct listing {
	const struct variant *variant;
	enum packaging pack;
	struct span span;	/* ended: with EXT-X-ENDLIST */
	int vod;
};

void playlist_media(struct sbuf *, const struct listing *);

/*
 * The first n variants. BANDWIDTH is the rate of the largest segment, as RFC
 * 8216, 4.3.4.2 asks.
 */
void playlist_master(struct sbuf *, const struct media *, enum packaging,
    int n);

#endif
