/*
 * Paths to bodies, by taking the path apart from the left.
 */
#include "num.h"
#include "playlist.h"
#include "site.h"

#define PLAYLIST_TYPE "application/vnd.apple.mpegurl"

struct folder {
	struct slice prefix;
	int vod;
	enum packaging pack;
	void (*get)(const struct site *, const struct question *,
	    const struct folder *, struct sbuf *, struct resource *);
};

static int
is(struct slice s, const char *text)
{
	return slice_eq(s, slice_str(text));
}

static void
give_text(struct resource *r, const char *type, const struct sbuf *text)
{
	*r = (struct resource){ 200, type, sbuf_view(text) };
}

/* "_000123.ts" behind the variant; only the name a playlist gives it. */
static int
segment_number(struct slice name, const char *suffix, int64_t *sequence)
{
	size_t dot = slice_find(name, '.');

	if (dot < 7 || name.p[0] != '_' || dot == name.n ||
	    (dot > 7 && name.p[1] == '0') || !is(slice_from(name, dot + 1),
	    suffix))
		return 0;
	name.n = dot;
	return num_int(slice_from(name, 1), 0, INT64_MAX / SEGMENT_US,
	    sequence) == 0;
}

static void
get_segment(const struct site *s, const struct question *q, int64_t sequence,
    struct listing *l, struct resource *r)
{
	if (l->vod ? sequence >= SEGMENTS :
	    !timeline_has(&s->timeline, sequence, q->now_us))
		return;
	r->status = 200;
	r->type = l->pack == PACK_TS ? "video/mp2t" : "video/mp4";
	r->body = l->variant->in[l->pack].segments[sequence % SEGMENTS];
}

/* name is what stands behind the variant: ".m3u8", "_init.mp4", "_000001.ts" */
static void
get_rendition(const struct site *s, const struct question *q,
    struct listing *l, struct slice name, struct sbuf *text,
    struct resource *r)
{
	int64_t sequence;

	if (is(name, ".m3u8")) {
		l->span = l->vod ? (struct span){ 0, SEGMENTS - 1, 1 } :
		    timeline_span(&s->timeline, q->playlist_us);
		playlist_media(text, l);
		give_text(r, PLAYLIST_TYPE, text);
	} else if (is(name, "_init.mp4") && l->pack == PACK_FMP4) {
		*r = (struct resource){ 200, "video/mp4",
			l->variant->in[PACK_FMP4].init };
	} else if (segment_number(name, media_suffix(l->pack), &sequence)) {
		get_segment(s, q, sequence, l, r);
	}
}

static void
get_stream(const struct site *s, const struct question *q,
    const struct folder *f, struct sbuf *text, struct resource *r)
{
	struct slice name = slice_from(q->path, f->prefix.n), rest;
	size_t i;

	if (is(name, "master.m3u8") || is(name, "master4.m3u8")) {
		playlist_master(text, &s->media, f->pack,
		    is(name, "master4.m3u8") ? VARIANTS : MASTER_VARIANTS);
		give_text(r, PLAYLIST_TYPE, text);
		return;
	}
	for (i = 0; i < VARIANTS; i++) {
		struct listing l = { .variant = &s->media.variants[i],
			.pack = f->pack, .vod = f->vod };

		rest = name;
		if (slice_skip(&rest, slice_str(l.variant->name)))
			get_rendition(s, q, &l, rest, text, r);
	}
}

static const char *
type_of(struct slice name)
{
	size_t dot = slice_find(name, '.');
	struct slice suffix = slice_from(name, dot);

	return is(suffix, ".ts") ? "video/mp2t" :
	    is(suffix, ".m4s") || is(suffix, ".mp4") ? "video/mp4" :
	    is(suffix, ".aac") ? "audio/aac" : "application/octet-stream";
}

static void
get_cast(const struct site *s, const struct question *q,
    const struct folder *f, struct sbuf *text, struct resource *r)
{
	struct slice name = slice_from(q->path, f->prefix.n);
	const struct cast_file *file = cast_find(&s->cast, name);
	struct edition e = {
		.how = &s->publishing,
		.start_us = s->timeline.start_us,
		.now_us = q->playlist_us,
		.vod = f->vod,
		.serial = q->serial,
	};

	if (file == NULL)
		return;
	if (file->list == NULL) {
		*r = (struct resource){ 200, type_of(name), file->body };
		return;
	}
	e.ended = e.now_us >= s->timeline.end_us;
	if (e.ended)
		e.now_us = s->timeline.end_us;
	castlist_put(text, file->list, &e);
	give_text(r, PLAYLIST_TYPE, text);
}

static void
get_page(const struct question *q, struct sbuf *text, struct resource *r)
{
	if (is(q->path, "/echo"))
		sbuf_slice(text, q->head);
	else if (is(q->path, "/health"))
		sbuf_str(text, "ok\n");
	else if (is(q->path, "/"))
		sbuf_str(text, SITE_PATHS);
	else
		return;
	give_text(r, "text/plain", text);
}

/* Without the "/s/ANY" before it. */
static struct slice
without_session(struct slice path)
{
	struct slice rest = path;

	if (!slice_skip(&rest, SLICE("/s/")))
		return path;
	rest = slice_from(rest, slice_find(rest, '/'));
	return rest.n > 0 ? rest : path;
}

static void
get_path(const struct site *s, const struct question *q, struct sbuf *text,
    struct resource *r)
{
	static const struct folder folders[] = {
		{ SLICE_INIT("/live/"), 0, PACK_TS, get_stream },
		{ SLICE_INIT("/livef/"), 0, PACK_FMP4, get_stream },
		{ SLICE_INIT("/vod/"), 1, PACK_TS, get_stream },
		{ SLICE_INIT("/vodf/"), 1, PACK_FMP4, get_stream },
		{ SLICE_INIT("/cast/"), 0, PACK_TS, get_cast },
		{ SLICE_INIT("/castvod/"), 1, PACK_TS, get_cast },
	};
	size_t i;

	text->n = 0;
	*r = (struct resource){ .status = 404, .type = "text/plain" };
	for (i = 0; i < COUNT(folders); i++)
		if (slice_starts(q->path, folders[i].prefix))
			folders[i].get(s, q, &folders[i], text, r);
	if (r->status == 404)
		get_page(q, text, r);
}

void
site_get(const struct site *s, const struct question *q, struct sbuf *text,
    struct resource *r)
{
	struct question own = *q;

	own.path = without_session(q->path);
	get_path(s, &own, text, r);
}
