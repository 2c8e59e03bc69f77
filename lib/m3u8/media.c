/*
 * A segment is what the tags before its URI say, and those that hold on from
 * segments before: key, initialization section, place in the resource, time.
 */
#include "attr.h"
#include "clock.h"
#include "ealloc.h"
#include "isodate.h"
#include "tags.h"
#include "value.h"

static const char byte_range[] = "byte range";
static const char media_sequence[] = "media sequence";
static const char discontinuity_sequence[] = "discontinuity sequence";

const char *
m3u8_read_inf(struct m3u8_reading *r, struct slice value)
{
	r->next.duration_us = 0;
	r->next.odd = m3u8_duration(value, &r->next.duration_us) != 0;
	r->has_inf = true;
	return NULL;
}

const char *
m3u8_read_date(struct m3u8_reading *r, struct slice value)
{
	if (isodate_us(value, &r->next.pdt_us) == 0)
		r->next.pdt_tag = true;
	return NULL;
}

const char *
m3u8_read_range(struct m3u8_reading *r, struct slice value)
{
	return m3u8_range(value, &r->next.range_from,
	    &r->next.range_length) == 0 ? NULL : byte_range;
}

const char *
m3u8_read_key(struct m3u8_reading *r, struct slice value)
{
	static const struct m3u8_attr table[] = {
		{ "METHOD", M3U8_TEXT, offsetof(struct m3u8_key, method) },
		{ "URI", M3U8_TEXT, offsetof(struct m3u8_key, uri) },
		{ "KEYFORMAT", M3U8_TEXT, offsetof(struct m3u8_key, format) },
	};
	struct m3u8_key key = { 0 };
	struct m3u8 *m = r->m;

	m3u8_attrs(&key, value, table, COUNT(table));
	r->next.key = -1;
	if (slice_eq(key.method, SLICE("NONE")))
		return NULL;
	m->key = egrow(m->key, m->keys, &m->key_room, sizeof(*m->key));
	r->next.key = (int)m->keys;
	m->key[m->keys++] = key;
	return NULL;
}

struct map_tag {
	struct m3u8_map map;
	struct slice range;
};

const char *
m3u8_read_map(struct m3u8_reading *r, struct slice value)
{
	static const struct m3u8_attr table[] = {
		{ "URI", M3U8_TEXT, offsetof(struct map_tag, map.uri) },
		{ "BYTERANGE", M3U8_TEXT, offsetof(struct map_tag, range) },
	};
	struct map_tag tag = { .map.range_length = -1 };
	struct m3u8 *m = r->m;

	m3u8_attrs(&tag, value, table, COUNT(table));
	if (tag.range.n > 0 && m3u8_range(tag.range, &tag.map.range_from,
	    &tag.map.range_length) != 0)
		return byte_range;
	if (tag.map.range_from < 0)
		tag.map.range_from = 0;
	m->map = egrow(m->map, m->maps, &m->map_room, sizeof(*m->map));
	r->next.map = (int)m->maps;
	m->map[m->maps++] = tag.map;
	return NULL;
}

const char *
m3u8_read_discontinuity(struct m3u8_reading *r, struct slice value)
{
	(void)value;
	r->next.discontinuity_tag = true;
	r->next.discontinuity++;
	return NULL;
}

const char *
m3u8_read_gap(struct m3u8_reading *r, struct slice value)
{
	(void)value;
	r->next.gap = true;
	return NULL;
}

const char *
m3u8_read_target(struct m3u8_reading *r, struct slice value)
{
	int64_t seconds = m3u8_whole(value);

	if (seconds >= 0 && seconds <= M3U8_DURATION_MAX_US / SECOND_US)
		r->m->target_us = seconds * SECOND_US;
	return NULL;
}

const char *
m3u8_read_sequence(struct m3u8_reading *r, struct slice value)
{
	r->m->sequence = m3u8_whole(value);
	return r->m->sequence >= 0 ? NULL : media_sequence;
}

const char *
m3u8_read_discontinuities(struct m3u8_reading *r, struct slice value)
{
	r->m->discontinuity = m3u8_whole(value);
	return r->m->discontinuity >= 0 ? NULL : discontinuity_sequence;
}

const char *
m3u8_read_type(struct m3u8_reading *r, struct slice value)
{
	if (slice_eq(value, SLICE("EVENT")))
		r->m->mutability = M3U8_EVENT;
	else if (slice_eq(value, SLICE("VOD")))
		r->m->mutability = M3U8_VOD;
	return NULL;
}

const char *
m3u8_read_skip(struct m3u8_reading *r, struct slice value)
{
	static const struct m3u8_attr table[] = {
		{ "SKIPPED-SEGMENTS", M3U8_WHOLE,
		    offsetof(struct m3u8, skipped) },
	};

	m3u8_attrs(r->m, value, table, COUNT(table));
	return NULL;
}

const char *
m3u8_read_version(struct m3u8_reading *r, struct slice value)
{
	int64_t version = m3u8_whole(value);

	if (version >= 0)
		r->m->version = version;
	return NULL;
}

/* A range from -1 begins where that of the segment before ends. */
static int
settle_range(struct m3u8_segment *s, const struct m3u8_segment *before)
{
	if (s->range_from >= 0)
		return 0;
	if (before == NULL || before->range_length < 0 ||
	    !slice_eq(before->uri, s->uri))
		return -1;
	s->range_from = before->range_from + before->range_length;
	return s->range_from <= INT64_MAX - s->range_length ? 0 : -1;
}

static void
settle_time(struct m3u8_segment *s, const struct m3u8_segment *before)
{
	if (s->pdt_tag || before == NULL || s->discontinuity_tag ||
	    before->odd || before->pdt_us == M3U8_NO_TIME)
		return;
	s->pdt_us = before->pdt_us + before->duration_us;
}

/* Forgets what the tags said of one segment alone. */
static void
start_next(struct m3u8_segment *next)
{
	*next = (struct m3u8_segment){
		.discontinuity = next->discontinuity,
		.map = next->map, .key = next->key,
		.range_length = -1, .pdt_us = M3U8_NO_TIME,
	};
}

const char *
m3u8_add_segment(struct m3u8_reading *r, struct slice uri)
{
	struct m3u8 *m = r->m;
	struct m3u8_segment *before = m->segments > 0 ?
	    &m->segment[m->segments - 1] : NULL;
	bool discontinuity = r->next.discontinuity_tag && !r->has_inf;

	if (r->has_inf) {
		r->next.uri = uri;
		if (settle_range(&r->next, before) != 0)
			return byte_range;
		settle_time(&r->next, before);
		m->segment = egrow(m->segment, m->segments,
		    &m->segment_room, sizeof(*m->segment));
		m->segment[m->segments++] = r->next;
	} else {
		m->strays++;
	}
	r->has_inf = false;
	start_next(&r->next);
	r->next.discontinuity_tag = discontinuity;
	return NULL;
}

const char *
m3u8_number(struct m3u8_reading *r)
{
	struct m3u8 *m = r->m;
	int64_t n = (int64_t)m->segments, i;

	/* Also the number of the segment to come. */
	if (m->sequence > INT64_MAX - n - m->skipped)
		return media_sequence;
	if (m->discontinuity > INT64_MAX - r->next.discontinuity)
		return discontinuity_sequence;
	for (i = 0; i < n; i++) {
		m->segment[i].sequence = m->sequence + m->skipped + i;
		m->segment[i].discontinuity += m->discontinuity;
	}
	return NULL;
}
