/*
 * From a moment to the segments that are listed, and their lines.
 */
#include <time.h>

#include "castlist.h"
#include "clock.h"

/* Both are indices; to is behind the last one. */
struct shelf {
	size_t from, to;
	int ended;
};

/* Stream time: how much media is complete. */
static int64_t
made_us(const struct cast_list *l, const struct edition *e)
{
	size_t ahead = (size_t)e->how->ahead;

	if (ahead > l->n)
		ahead = l->n;
	return e->now_us - e->start_us +
	    (ahead > 0 ? l->segments[ahead - 1].end_us : 0);
}

static struct shelf
shelf_at(const struct cast_list *l, const struct edition *e)
{
	struct shelf s = { .to = l->n, .ended = 1 };
	int64_t made = made_us(l, e);
	size_t window = (size_t)e->how->window, run;

	if (e->vod)
		return s;
	s.to = 0;
	while (s.to < l->n && l->segments[s.to].end_us <= made)
		s.to++;
	s.ended = e->ended || s.to == l->n;
	if (!s.ended)
		s.to -= s.to % (size_t)e->how->burst;
	run = s.to > 0 ? l->segments[s.to - 1].run : 0;
	s.from = e->how->event || s.to < window ? 0 : s.to - window;
	if (s.from < run)
		s.from = run;
	return s;
}

static void
put_filled(struct sbuf *b, struct slice text, int64_t serial)
{
	while (text.n > 0) {
		if (slice_skip(&text, SLICE("{n}"))) {
			sbuf_int(b, serial);
		} else {
			sbuf_char(b, *text.p);
			text = slice_from(text, 1);
		}
	}
}

/* A tag that holds on, when it is another than before. */
static void
put_held(struct sbuf *b, struct slice tag, struct slice before)
{
	if (tag.n == 0 || slice_eq(tag, before))
		return;
	sbuf_slice(b, tag);
	sbuf_char(b, '\n');
}

static void
put_head(struct sbuf *b, const struct cast_list *l, const struct edition *e,
    const struct shelf *s)
{
	const struct cast_segment *first = &l->segments[s->from];
	const struct cast_segment *last = s->to > 0 ?
	    &l->segments[s->to - 1] : first;

	sbuf_slice(b, sbuf_view(&l->head));
	put_held(b, last->target, (struct slice){ 0 });
	sbuf_printf(b, "#EXT-X-MEDIA-SEQUENCE:%lld\n",
	    s->to > s->from ? (long long)first->sequence : 0LL);
	if (l->broken && s->to > s->from)
		sbuf_printf(b, "#EXT-X-DISCONTINUITY-SEQUENCE:%lld\n",
		    (long long)first->breaks);
	if (e->vod)
		sbuf_str(b, "#EXT-X-PLAYLIST-TYPE:VOD\n");
	else if (e->how->event)
		sbuf_str(b, "#EXT-X-PLAYLIST-TYPE:EVENT\n");
}

/* When the segment's first picture was taken: it is complete at its end. */
static void
put_date(struct sbuf *b, const struct cast_list *l, const struct edition *e,
    const struct cast_segment *s)
{
	int64_t us = clock_stamp_of(e->now_us) - made_us(l, e) +
	    s->end_us - s->duration_us;
	time_t t = (time_t)(us / SECOND_US);
	char text[32];
	struct tm tm;

	if (gmtime_r(&t, &tm) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm) > 0)
		sbuf_printf(b, "#EXT-X-PROGRAM-DATE-TIME:%s.%03dZ\n", text,
		    (int)(us % SECOND_US / 1000));
}

void
castlist_put(struct sbuf *b, const struct cast_list *l,
    const struct edition *e)
{
	struct slice key = { 0 }, map = { 0 };
	struct shelf s;
	size_t i;

	if (l->n == 0) {
		put_filled(b, l->text, e->serial);
		return;
	}
	s = shelf_at(l, e);
	put_head(b, l, e, &s);
	for (i = s.from; i < s.to; i++) {
		const struct cast_segment *c = &l->segments[i];

		put_held(b, c->key, key);
		put_held(b, c->map, map);
		if (e->how->pdt && !e->vod)
			put_date(b, l, e, c);
		put_filled(b, sbuf_view(&c->lines), e->serial);
		key = c->key;
		map = c->map;
	}
	if (s.ended)
		sbuf_str(b, "#EXT-X-ENDLIST\n");
}
