/*
 * Variants and renditions: a table each of their attributes.
 */
#include "attr.h"
#include "ealloc.h"
#include "tags.h"

#define AT(member) offsetof(struct m3u8_variant, member)

const char *
m3u8_read_stream(struct m3u8_reading *r, struct slice value)
{
	static const struct m3u8_attr table[] = {
		{ "BANDWIDTH", M3U8_WHOLE, AT(bandwidth) },
		{ "AVERAGE-BANDWIDTH", M3U8_WHOLE, AT(average_bandwidth) },
		{ "RESOLUTION", M3U8_SIZE, AT(width) },
		{ "CODECS", M3U8_TEXT, AT(codecs) },
		{ "AUDIO", M3U8_TEXT, AT(audio) },
		{ "VIDEO", M3U8_TEXT, AT(video) },
		{ "SUBTITLES", M3U8_TEXT, AT(subtitles) },
	};

	r->variant = (struct m3u8_variant){ 0 };
	m3u8_attrs(&r->variant, value, table, COUNT(table));
	r->has_stream = true;
	return NULL;
}

void
m3u8_add_variant(struct m3u8_reading *r, struct slice uri)
{
	struct m3u8 *m = r->m;

	r->variant.uri = uri;
	m->variant = egrow(m->variant, m->variants, &m->variant_room,
	    sizeof(*m->variant));
	m->variant[m->variants++] = r->variant;
}

struct media_tag {
	struct m3u8_rendition rendition;
	struct slice type;
};

#undef AT
#define AT(member) offsetof(struct media_tag, member)

static const struct m3u8_attr media[] = {
	{ "TYPE", M3U8_TEXT, AT(type) },
	{ "GROUP-ID", M3U8_TEXT, AT(rendition.group) },
	{ "NAME", M3U8_TEXT, AT(rendition.name) },
	{ "LANGUAGE", M3U8_TEXT, AT(rendition.language) },
	{ "URI", M3U8_TEXT, AT(rendition.uri) },
	{ "DEFAULT", M3U8_YES, AT(rendition.is_default) },
	{ "AUTOSELECT", M3U8_YES, AT(rendition.autoselect) },
};

const char *
m3u8_read_media(struct m3u8_reading *r, struct slice value)
{
	static const char *const types[] = {
		[M3U8_AUDIO] = "AUDIO", [M3U8_VIDEO] = "VIDEO",
		[M3U8_SUBTITLES] = "SUBTITLES",
		[M3U8_CLOSED_CAPTIONS] = "CLOSED-CAPTIONS",
	};
	struct media_tag tag = { 0 };
	struct m3u8 *m = r->m;
	size_t i = 0;

	m3u8_attrs(&tag, value, media, COUNT(media));
	while (i < COUNT(types) && !slice_eq(tag.type, slice_str(types[i])))
		i++;
	if (i == COUNT(types))
		return NULL;
	tag.rendition.kind = (enum m3u8_kind)i;
	m->rendition = egrow(m->rendition, m->renditions,
	    &m->rendition_room, sizeof(*m->rendition));
	m->rendition[m->renditions++] = tag.rendition;
	return NULL;
}
