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

void
pick_learn(struct rungs *l, const struct m3u8 *m)
{
	int alone = l->n == 0;
	size_t i;

	for (i = 0; i < m->variants; i++) {
		const struct m3u8_variant *v = &m->variant[i];
		struct rung *r;

		if (!alone && i >= l->n)
			break;
		r = rungs_at(l, i);
		if (alone) {
			r->id = (int64_t)i;
			r->streams = 1;
			r->videos = has_video(v);
		}
		if (r->bitrate == 0)
			r->bitrate = v->bandwidth;
		if (v->height > 0) {
			r->width = v->width;
			r->height = v->height;
		}
	}
}

/* The variant's index; -1: there is none. */
static int64_t
variant_of(const struct m3u8 *m, const struct pick *p)
{
	struct rungs l = { 0 };
	const struct rung *r;
	int64_t i = p->program;

	if (i >= 0 && (size_t)i < m->variants)
		return i;
	pick_learn(&l, m);
	r = rungs_choose(&l, p->want);
	i = r != NULL ? r->id : -1;
	rungs_free(&l);
	return i;
}

static void
add(struct picked *l, struct slice uri)
{
	size_t i;

	if (uri.n == 0)
		return;
	for (i = 0; i < l->n && i < COUNT(l->uri); i++)
		if (slice_eq(l->uri[i], uri))
			return;
	if (l->n < COUNT(l->uri))
		l->uri[l->n] = uri;
	l->n++;
}

/* One that has no URI of its own is within the variant. */
static void
add_audio(struct picked *l, const struct m3u8 *m, struct slice group)
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
add_all(struct picked *l, const struct m3u8 *m)
{
	size_t i;

	for (i = 0; i < m->variants; i++)
		add(l, m->variant[i].uri);
	for (i = 0; i < m->renditions; i++)
		if (m->rendition[i].kind == M3U8_AUDIO ||
		    m->rendition[i].kind == M3U8_VIDEO)
			add(l, m->rendition[i].uri);
}

void
pick_playlists(struct picked *l, const struct m3u8 *m, const struct pick *p)
{
	int64_t i = variant_of(m, p);

	if (p->want->variant == VARIANT_ALL) {
		add_all(l, m);
	} else if (i >= 0) {
		add(l, m->variant[i].uri);
		add_audio(l, m, m->variant[i].audio);
	}
}
