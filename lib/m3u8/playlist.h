/*
 * A playlist of HTTP Live Streaming, as RFC 8216 has it and as players read
 * it: where a packager breaks the RFC and players go on, so does this.
 *
 * Start from { 0 }. The text belongs to the caller, and the slices are views
 * of it. The arrays are kept from read to read, until m3u8_free; memory
 * exhausted ends the program (ealloc.h).
 *
 * Not modelled: variables (EXT-X-DEFINE) stay as they stand in a URI, parts of
 * segments are only counted, date ranges and titles are passed over.
 */
#ifndef M3U8_H
#define M3U8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "slice.h"

/* No program date-time. */
#define M3U8_NO_TIME INT64_MIN
/*
 * The longest duration that is believed: a day, as the subtitles of a film may
 * be one segment.
 */
#define M3U8_DURATION_MAX_US INT64_C(86400000000)
/* The longest text. No sum of the durations in it is out of range. */
#define M3U8_TEXT_MAX ((size_t)1 << 30)

enum m3u8_type { M3U8_NONE, M3U8_MEDIA, M3U8_MULTIVARIANT };
/* EXT-X-PLAYLIST-TYPE */
enum m3u8_mutability { M3U8_ANY, M3U8_EVENT, M3U8_VOD };

/*
 * A URI behind an EXTINF. One without is no segment and has no number, as with
 * FFmpeg: it is a stray.
 */
struct m3u8_segment {
	/* One more than that before; from 2^62 on FFmpeg's is less by that. */
	int64_t sequence;
	int64_t discontinuity;	/* its discontinuity sequence number */
	/*
	 * Of EXTINF. 0 and odd if that is negative, no decimal number (an
	 * exponent, nan) or over M3U8_DURATION_MAX_US.
	 */
	int64_t duration_us;
	/*
	 * Unix time: of its EXT-X-PROGRAM-DATE-TIME, or the end of the segment
	 * before, unless a discontinuity or an odd duration stands between.
	 * Never worked out backwards.
	 */
	int64_t pdt_us;
	struct slice uri;	/* as it stands: see url_resolve */
	/* Of the resource: from 0 and -1 long if it is the whole. */
	int64_t range_from, range_length;
	/*
	 * Index into map and key, or -1. Of several keys in a row, which have
	 * other formats, it is the last.
	 */
	int map, key;
	bool odd;		/* the duration is not to be believed */
	bool gap;
	bool discontinuity_tag;	/* between this and the one before */
	bool pdt_tag;		/* it has a date-time of its own */
};

/* EXT-X-MAP: a range without an offset begins at 0. */
struct m3u8_map {
	struct slice uri;
	int64_t range_from, range_length;
};

/* EXT-X-KEY, but for METHOD=NONE */
struct m3u8_key {
	struct slice method, uri, format;
};

/* EXT-X-STREAM-INF and its URI. What is not told is 0 or empty. */
struct m3u8_variant {
	struct slice uri;
	int64_t bandwidth, average_bandwidth;	/* bits a second */
	int width, height;
	struct slice codecs;
	struct slice audio, video, subtitles;	/* groups of renditions */
};

enum m3u8_kind {
	M3U8_AUDIO, M3U8_VIDEO, M3U8_SUBTITLES, M3U8_CLOSED_CAPTIONS
};

/* EXT-X-MEDIA; with another TYPE than these it is passed over. */
struct m3u8_rendition {
	enum m3u8_kind kind;
	struct slice group, name, language;
	struct slice uri;	/* empty: it is within the variant */
	bool is_default, autoselect;
};

struct m3u8 {
	enum m3u8_type type;
	enum m3u8_mutability mutability;
	/* Whole seconds of EXT-X-TARGETDURATION, as players take it; 0: none
	 * that can be believed, which they live with. */
	int64_t target_us;
	int64_t sequence;	/* of the first segment, skipped or not */
	int64_t discontinuity;	/* EXT-X-DISCONTINUITY-SEQUENCE */
	int64_t skipped;	/* segments that an EXT-X-SKIP stands for */
	int64_t version;	/* 0: no tag, which means 1 */
	bool ended;		/* EXT-X-ENDLIST */
	bool independent;	/* EXT-X-INDEPENDENT-SEGMENTS */
	bool iframes_only;	/* EXT-X-I-FRAMES-ONLY */
	bool mixed;		/* tags of both types: see m3u8_read */

	struct m3u8_segment *segment;
	struct m3u8_map *map;
	struct m3u8_key *key;
	struct m3u8_variant *variant;
	struct m3u8_rendition *rendition;
	size_t segments, maps, keys, variants, renditions;

	int64_t parts;		/* EXT-X-PART */
	int64_t iframes;	/* EXT-X-I-FRAME-STREAM-INF */
	int64_t unknown;	/* lines beginning #EXT that no RFC has */
	int64_t strays;		/* URIs that no tag says what they are */

	const char *error;	/* why it cannot be read, or NULL */
	size_t error_line;	/* where it was found, from 1 */

	/* Elements that there is room for. */
	size_t segment_room, map_room, key_room, variant_room, rendition_room;
};

/*
 * Reads a whole playlist: 0, or -1 and error is one of "empty", "too long",
 * "no #EXTM3U" (a page of HTML), "media sequence", "discontinuity sequence"
 * (no number, or out of int64_t's range, also where counting on leads there)
 * and "byte range" (none, or one that continues a range that is not there:
 * RFC 8216, 4.3.2.2). Nothing else is set then.
 *
 * A byte order mark, blanks around a line, CRLF and any order of the tags are
 * taken. An EXTINF or EXT-X-STREAM-INF whose URI is missing counts for
 * nothing: the text was cut there.
 *
 * Type: media if there is an EXTINF or EXT-X-TARGETDURATION, so of a text that
 * has tags of both types players play the segments (hls.js, FFmpeg), and
 * variants, renditions and iframes are 0; else multivariant if there is a tag
 * of that type, else media if any is of that one.
 */
int m3u8_read(struct m3u8 *m, struct slice text);

/* Durations of all segments. */
int64_t m3u8_duration_us(const struct m3u8 *m);

/*
 * What it is to a viewer: "multivariant", "vod" (it has ended), "event",
 * "live" (also of EXT-X-PLAYLIST-TYPE:VOD without EXT-X-ENDLIST: players load
 * it again) or "unknown".
 */
const char *m3u8_word(const struct m3u8 *m);

void m3u8_free(struct m3u8 *m);

#endif
