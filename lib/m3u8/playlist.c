/*
 * Line by line through a playlist. The tags of RFC 8216 and of its successor
 * (draft-pantos-hls-rfc8216bis) are in a table.
 */
#include <stdlib.h>

#include "playlist.h"
#include "tags.h"
#include "value.h"

/*
 * What a tag says of the playlist's type: HINT too should be in media
 * playlists alone, but is found in others, and players do not go by it.
 */
enum sort { NEITHER = 0, HINT = 1, MEDIA = 2, MULTI = 4 };

/* flag and count are offsets in struct m3u8, which begins with neither. */
struct tag {
	const char *name;
	enum sort sort;
	m3u8_reader *read;
	size_t flag, count;
};

#define AT(member) offsetof(struct m3u8, member)

/* The most frequent ones first. */
static const struct tag tags[] = {
	{ "#EXTINF", MEDIA, m3u8_read_inf, 0, 0 },
	{ "#EXT-X-PROGRAM-DATE-TIME", HINT, m3u8_read_date, 0, 0 },
	{ "#EXT-X-PART", HINT, NULL, 0, AT(parts) },
	{ "#EXT-X-BYTERANGE", HINT, m3u8_read_range, 0, 0 },
	{ "#EXT-X-KEY", HINT, m3u8_read_key, 0, 0 },
	{ "#EXT-X-MAP", HINT, m3u8_read_map, 0, 0 },
	{ "#EXT-X-DISCONTINUITY", HINT, m3u8_read_discontinuity, 0, 0 },
	{ "#EXT-X-GAP", HINT, m3u8_read_gap, 0, 0 },
	{ "#EXT-X-BITRATE", HINT, NULL, 0, 0 },
	{ "#EXT-X-DATERANGE", HINT, NULL, 0, 0 },
	{ "#EXT-X-TARGETDURATION", MEDIA, m3u8_read_target, 0, 0 },
	{ "#EXT-X-MEDIA-SEQUENCE", HINT, m3u8_read_sequence, 0, 0 },
	{ "#EXT-X-DISCONTINUITY-SEQUENCE", HINT, m3u8_read_discontinuities,
	    0, 0 },
	{ "#EXT-X-ENDLIST", HINT, NULL, AT(ended), 0 },
	{ "#EXT-X-PLAYLIST-TYPE", HINT, m3u8_read_type, 0, 0 },
	{ "#EXT-X-I-FRAMES-ONLY", HINT, NULL, AT(iframes_only), 0 },
	{ "#EXT-X-ALLOW-CACHE", HINT, NULL, 0, 0 },
	{ "#EXT-X-SKIP", HINT, m3u8_read_skip, 0, 0 },
	{ "#EXT-X-PART-INF", HINT, NULL, 0, 0 },
	{ "#EXT-X-SERVER-CONTROL", HINT, NULL, 0, 0 },
	{ "#EXT-X-PRELOAD-HINT", HINT, NULL, 0, 0 },
	{ "#EXT-X-RENDITION-REPORT", HINT, NULL, 0, 0 },
	{ "#EXT-X-STREAM-INF", MULTI, m3u8_read_stream, 0, 0 },
	{ "#EXT-X-MEDIA", MULTI, m3u8_read_media, 0, 0 },
	{ "#EXT-X-I-FRAME-STREAM-INF", MULTI, NULL, 0, AT(iframes) },
	{ "#EXT-X-SESSION-DATA", MULTI, NULL, 0, 0 },
	{ "#EXT-X-SESSION-KEY", MULTI, NULL, 0, 0 },
	{ "#EXT-X-CONTENT-STEERING", MULTI, NULL, 0, 0 },
	{ "#EXTM3U", NEITHER, NULL, 0, 0 },
	{ "#EXT-X-VERSION", NEITHER, m3u8_read_version, 0, 0 },
	{ "#EXT-X-INDEPENDENT-SEGMENTS", NEITHER, NULL, AT(independent), 0 },
	{ "#EXT-X-START", NEITHER, NULL, 0, 0 },
	{ "#EXT-X-DEFINE", NEITHER, NULL, 0, 0 },
};

static const struct slice byte_order_mark = SLICE_INIT("\xef\xbb\xbf");

/* All is forgotten but the room. */
static void
reset(struct m3u8 *m)
{
	*m = (struct m3u8){
		.segment = m->segment, .segment_room = m->segment_room,
		.map = m->map, .map_room = m->map_room,
		.key = m->key, .key_room = m->key_room,
		.variant = m->variant, .variant_room = m->variant_room,
		.rendition = m->rendition, .rendition_room = m->rendition_room,
	};
}

static const char *
begin(struct slice *text)
{
	struct slice rest, line;

	if (text->n > M3U8_TEXT_MAX)
		return "too long";
	slice_skip(text, byte_order_mark);
	rest = *text;
	if (slice_word(&rest, SLICE(" \t\r\n")).n == 0)
		return "empty";
	rest = *text;
	line = slice_cut(&rest, '\n');
	if (!slice_eq(m3u8_word_of(line), SLICE("#EXTM3U")))
		return "no #EXTM3U";
	*text = rest;
	return NULL;
}

static const char *
read_tag(struct m3u8_reading *r, const struct tag *tag, struct slice value)
{
	char *m = (char *)r->m;

	r->seen |= tag->sort;
	if (tag->flag > 0)
		*(bool *)(m + tag->flag) = true;
	if (tag->count > 0)
		++*(int64_t *)(m + tag->count);
	return tag->read != NULL ? tag->read(r, m3u8_trim(value)) : NULL;
}

static const char *
read_uri(struct m3u8_reading *r, struct slice uri)
{
	/* Media wins, as in the playlist's type. */
	bool variant = r->has_stream && !r->has_inf;

	r->has_stream = false;
	if (!variant)
		return m3u8_add_segment(r, uri);
	m3u8_add_variant(r, uri);
	return NULL;
}

static const char *
read_line(struct m3u8_reading *r, struct slice line)
{
	struct slice value = line, name;
	size_t i;

	if (line.n == 0)
		return NULL;
	if (*line.p != '#')
		return read_uri(r, line);
	if (!slice_starts(line, SLICE("#EXT")))
		return NULL;
	name = slice_cut(&value, ':');
	for (i = 0; i < COUNT(tags); i++)
		if (slice_eq(name, slice_str(tags[i].name)))
			return read_tag(r, &tags[i], value);
	r->m->unknown++;
	return NULL;
}

static const char *
end(struct m3u8_reading *r)
{
	struct m3u8 *m = r->m;

	m->mixed = r->seen & MULTI && r->seen & (MEDIA | HINT);
	if (r->seen & MEDIA) {
		m->type = M3U8_MEDIA;
		m->variants = m->renditions = 0;
		m->iframes = 0;
	} else if (r->seen & MULTI) {
		m->type = M3U8_MULTIVARIANT;
	} else if (r->seen & HINT) {
		m->type = M3U8_MEDIA;
	}
	return m3u8_number(r);
}

int
m3u8_read(struct m3u8 *m, struct slice text)
{
	struct m3u8_reading r = { .m = m, .next.map = -1, .next.key = -1,
		.next.range_length = -1, .next.pdt_us = M3U8_NO_TIME };
	const char *error;
	size_t line = 1;

	reset(m);
	error = begin(&text);
	for (; error == NULL && text.n > 0; line++)
		error = read_line(&r, m3u8_trim(slice_cut(&text, '\n')));
	if (error == NULL)
		error = end(&r);
	if (error == NULL)
		return 0;
	reset(m);
	m->error = error;
	m->error_line = line;
	return -1;
}

int64_t
m3u8_duration_us(const struct m3u8 *m)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < m->segments; i++)
		sum += m->segment[i].duration_us;
	return sum;
}

const char *
m3u8_word(const struct m3u8 *m)
{
	switch (m->type) {
	case M3U8_NONE:
		break;
	case M3U8_MULTIVARIANT:
		return "multivariant";
	case M3U8_MEDIA:
		return m->ended ? "vod" :
		    m->mutability == M3U8_EVENT ? "event" : "live";
	}
	return "unknown";
}

void
m3u8_free(struct m3u8 *m)
{
	free(m->segment);
	free(m->map);
	free(m->key);
	free(m->variant);
	free(m->rendition);
	*m = (struct m3u8){ 0 };
}
