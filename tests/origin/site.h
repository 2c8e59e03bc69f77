/*
 * What a path leads to.
 *
 *	/live/hi.m3u8  /live/master.m3u8	live, MPEG-TS (hi, mid, lo)
 *	/livef/hi.m3u8 /livef/master.m3u8	live, fragmented MP4
 *	/vod/…  /vodf/…				the same 60 s as VOD
 *	…/master4.m3u8				with alt, a copy of lo, too
 *	…/hi_000123.ts  …/hi_000123.m4s  …/hi_init.mp4
 *	/cast/NAME				of the folder --cast, live
 *	/castvod/NAME				the same as VOD
 *	/s/ANY/PATH				PATH, for a viewer's own address
 *	/echo					the request head
 *	/health					"ok"
 *	/					these paths
 */
#ifndef SITE_H
#define SITE_H

#include "castlist.h"
#include "media.h"
#include "sbuf.h"
#include "timeline.h"

/* The same, for people. */
#define SITE_PATHS \
	"  /live/hi.m3u8  /live/master.m3u8    live, MPEG-TS (hi, mid, lo)\n" \
	"  /livef/hi.m3u8 /livef/master.m3u8   live, fragmented MP4\n" \
	"  /vod/...       /vodf/...            the same 60 s as VOD\n" \
	"  .../master4.m3u8                    with alt, a copy of lo, too\n" \
	"  /cast/NAME     /castvod/NAME        of the folder --cast\n" \
	"  /s/ANY/PATH                         PATH, for a viewer's own\n" \
	"  /echo  /health                      the request head; \"ok\"\n"

struct site {
	struct media media;
	struct timeline timeline;
	struct cast cast;
	struct publishing publishing;
};

struct question {
	struct slice path;
	struct slice head;	/* for /echo */
	int64_t now_us;		/* clock_mono: what segments there are */
	int64_t playlist_us;	/* the same, but older for a stale playlist */
	int64_t serial;		/* of the request, from 1 */
};

struct resource {
	int status;		/* 200 or 404 */
	const char *type;
	struct slice body;	/* of the media, or of text */
};

/* text is filled with the body where that is not of the media. */
void site_get(const struct site *, const struct question *,
    struct sbuf *text, struct resource *);

#endif
