/*
 * A packager's playlist, published live: its segments appear as if they were
 * made now, each when its media is complete. Pure functions.
 */
#ifndef CASTLIST_H
#define CASTLIST_H

#include "cast.h"

struct publishing {
	int64_t window;		/* segments in a live list */
	int64_t ahead;		/* segments there at the start */
	int64_t burst;		/* as many appear at a time */
	int event;		/* all stay, with EXT-X-PLAYLIST-TYPE:EVENT */
	int pdt;		/* with EXT-X-PROGRAM-DATE-TIME */
};

struct edition {
	const struct publishing *how;
	int64_t start_us;	/* clock_mono: when the stream began */
	int64_t now_us;
	int ended;		/* nothing comes behind now_us */
	int vod;		/* all segments at once */
	int64_t serial;		/* for {n} */
};

/* Appends the list. Its {n} becomes the serial, also in what is no media
 * playlist. The stream has ended when the packager's list is used up. */
void castlist_put(struct sbuf *, const struct cast_list *,
    const struct edition *);

#endif
