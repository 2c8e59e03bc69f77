/*
 * Every field of a playlist, but for its room.
 */
#include "dump.h"

static void
number(struct sbuf *b, int64_t v)
{
	sbuf_int(b, v);
	sbuf_char(b, ' ');
}

static void
text(struct sbuf *b, struct slice s)
{
	number(b, (int64_t)s.n);
	sbuf_slice(b, s);
	sbuf_char(b, '\n');
}

static void
segment(struct sbuf *b, const struct m3u8_segment *s)
{
	number(b, s->sequence);
	number(b, s->discontinuity);
	number(b, s->duration_us);
	number(b, s->pdt_us);
	number(b, s->range_from);
	number(b, s->range_length);
	number(b, s->map);
	number(b, s->key);
	number(b, s->odd);
	number(b, s->gap);
	number(b, s->discontinuity_tag);
	number(b, s->pdt_tag);
	text(b, s->uri);
}

static void
variant(struct sbuf *b, const struct m3u8_variant *v)
{
	number(b, v->bandwidth);
	number(b, v->average_bandwidth);
	number(b, v->width);
	number(b, v->height);
	text(b, v->codecs);
	text(b, v->audio);
	text(b, v->video);
	text(b, v->subtitles);
	text(b, v->uri);
}

static void
rendition(struct sbuf *b, const struct m3u8_rendition *r)
{
	number(b, r->kind);
	number(b, r->is_default);
	number(b, r->autoselect);
	text(b, r->group);
	text(b, r->name);
	text(b, r->language);
	text(b, r->uri);
}

static void
head(struct sbuf *b, const struct m3u8 *m)
{
	number(b, m->type);
	number(b, m->mutability);
	number(b, m->target_us);
	number(b, m->sequence);
	number(b, m->discontinuity);
	number(b, m->skipped);
	number(b, m->version);
	number(b, m->ended);
	number(b, m->independent);
	number(b, m->iframes_only);
	number(b, m->mixed);
	number(b, m->parts);
	number(b, m->iframes);
	number(b, m->unknown);
	number(b, m->strays);
	number(b, (int64_t)m->error_line);
	sbuf_str(b, m->error != NULL ? m->error : "-");
	sbuf_char(b, '\n');
}

void
dump(struct sbuf *b, const struct m3u8 *m)
{
	size_t i;

	b->n = 0;
	head(b, m);
	for (i = 0; i < m->segments; i++)
		segment(b, &m->segment[i]);
	for (i = 0; i < m->maps; i++) {
		number(b, m->map[i].range_from);
		number(b, m->map[i].range_length);
		text(b, m->map[i].uri);
	}
	for (i = 0; i < m->keys; i++) {
		text(b, m->key[i].method);
		text(b, m->key[i].uri);
		text(b, m->key[i].format);
	}
	for (i = 0; i < m->variants; i++)
		variant(b, &m->variant[i]);
	for (i = 0; i < m->renditions; i++)
		rendition(b, &m->rendition[i]);
}
