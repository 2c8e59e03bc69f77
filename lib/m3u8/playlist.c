/*
 * Line by line through a playlist; what a line means is in tags.c.
 */
#include <stdlib.h>

#include "playlist.h"
#include "tags.h"
#include "value.h"

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

static int
fail(struct m3u8 *m, const char *error, size_t line)
{
	reset(m);
	m->error = error;
	m->error_line = line;
	return -1;
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

int
m3u8_read(struct m3u8 *m, struct slice text)
{
	struct m3u8_reading r;
	const char *error;
	size_t line = 1;

	reset(m);
	error = begin(&text);
	m3u8_begin(&r, m);
	for (; error == NULL && text.n > 0; line++)
		error = m3u8_line(&r, m3u8_trim(slice_cut(&text, '\n')));
	if (error == NULL)
		error = m3u8_end(&r);
	return error == NULL ? 0 : fail(m, error, line);
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
