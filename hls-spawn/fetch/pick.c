/*
 * FFmpeg numbers programs as the variants stand, so that ffprobe's answer
 * names one; without it the attributes tell.
 */
#include "pick.h"

/* Whether what a CODECS attribute lists can be seen; unknown: yes. */
static int
has_video(const struct m3u8_variant *v)
{
	static const struct slice audio[] = {
		SLICE_INIT("mp4a"), SLICE_INIT("ac-3"), SLICE_INIT("ec-3"),
		SLICE_INIT("ac-4"), SLICE_INIT("opus"), SLICE_INIT("flac"),
		SLICE_INIT("alac"), SLICE_INIT("mp3"),
	};
	struct slice left = v->codecs, one;
	size_t i, known = 0, n = 0;

	if (v->height > 0 || left.n == 0)
		return 1;
	while (left.n > 0) {
		one = slice_cut(&left, ',');
		while (one.n > 0 && one.p[0] == ' ')
			one = slice_from(one, 1);
		n++;
		for (i = 0; i < COUNT(audio); i++)
			if (slice_begins(one, audio[i]))
				known++;
	}
	return known < n;
}

/* Whether a is the better choice than b, which comes before it. */
static int
better(const struct m3u8_variant *a, const struct m3u8_variant *b,
    enum variant v)
{
	int64_t d;

	if (v == VARIANT_FIRST)
		return 0;
	if (has_video(a) != has_video(b))
		return has_video(a);
	d = a->bandwidth != b->bandwidth ? a->bandwidth - b->bandwidth :
	    a->height - b->height;
	return v == VARIANT_LOWEST ? d < 0 : d > 0;
}

int64_t
pick_variant(const struct m3u8 *m, const struct pick *p)
{
	size_t i, best = 0;

	if (m->variants == 0)
		return -1;
	if (p->program >= 0 && (size_t)p->program < m->variants)
		return p->program;
	for (i = 1; i < m->variants; i++)
		if (better(&m->variant[i], &m->variant[best], p->variant))
			best = i;
	return (int64_t)best;
}

struct list {
	struct slice *uri;
	size_t n, max;
};

static void
add(struct list *l, struct slice uri)
{
	size_t i;

	if (uri.n == 0)
		return;
	for (i = 0; i < l->n && i < l->max; i++)
		if (slice_eq(l->uri[i], uri))
			return;
	if (l->n < l->max)
		l->uri[l->n] = uri;
	l->n++;
}

/* One that has no URI of its own is within the variant. */
static void
add_audio(struct list *l, const struct m3u8 *m, struct slice group)
{
	const struct m3u8_rendition *r, *chosen = NULL;
	size_t i;

	for (i = 0; i < m->renditions; i++) {
		r = &m->rendition[i];
		if (r->kind == M3U8_AUDIO && slice_eq(r->group, group) &&
		    (chosen == NULL || (r->is_default && !chosen->is_default)))
			chosen = r;
	}
	if (group.n > 0 && chosen != NULL)
		add(l, chosen->uri);
}

static void
add_all(struct list *l, const struct m3u8 *m)
{
	size_t i;

	for (i = 0; i < m->variants; i++)
		add(l, m->variant[i].uri);
	for (i = 0; i < m->renditions; i++)
		if (m->rendition[i].kind == M3U8_AUDIO ||
		    m->rendition[i].kind == M3U8_VIDEO)
			add(l, m->rendition[i].uri);
}

size_t
pick_playlists(const struct m3u8 *m, const struct pick *p, struct slice *uri,
    size_t max)
{
	struct list l = { uri, 0, max };
	int64_t i = pick_variant(m, p);

	if (p->variant == VARIANT_ALL) {
		add_all(&l, m);
	} else if (i >= 0) {
		add(&l, m->variant[i].uri);
		add_audio(&l, m, m->variant[i].audio);
	}
	return l.n;
}
