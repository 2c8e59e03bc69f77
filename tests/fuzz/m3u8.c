/*
 * The reader of playlists, and of references, over one input. The first byte
 * is '0' and a number in two bits: a playlist, one whose first line is left
 * out, the same with CRLF, or a reference in the second line to be resolved
 * with the base in the first.
 */
#include <stdio.h>
#include <stdlib.h>

#include "dump.h"
#include "m3u8/playlist.h"
#include "m3u8/url.h"
#include "target.h"

enum mode { WHOLE, LINES, CRLF, REFERENCE };

#define MUST(cond) must((cond) != 0, #cond)

static void
must(int ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "fuzz: broken: %s\n", what);
	abort();
}

/* As a request may have it: no blank, control character or fragment. */
static void
check_request(struct slice s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		MUST((unsigned char)s.p[i] > ' ' && s.p[i] != 0x7f &&
		    s.p[i] != '#');
}

/* A path of whole segments, none of dots; without its query. */
static void
check_path(struct slice path)
{
	while (path.n > 0) {
		struct slice segment = slice_cut(&path, '/');

		MUST(!slice_eq(segment, SLICE(".")));
		MUST(!slice_eq(segment, SLICE("..")));
	}
}

static void
resolve(struct sbuf *b, struct slice base, struct slice reference)
{
	b->n = 0;
	url_resolve(b, base, reference);
	check_request(sbuf_view(b));
	MUST(b->n <= 3 * (base.n + reference.n) + 1);
}

/* With a base of ours, what comes of it stays as it is. */
static void
check_reference(struct slice reference)
{
	static const struct slice base = SLICE_INIT("http://h/a/b?c");
	static struct sbuf once, twice;
	struct slice at;

	resolve(&once, base, reference);
	resolve(&twice, base, sbuf_view(&once));
	MUST(slice_eq(sbuf_view(&once), sbuf_view(&twice)));
	at = sbuf_view(&once);
	if (!slice_skip(&at, SLICE("http://")))
		return;
	/* A query may stand right behind the authority, and hold a slash. */
	at.n = slice_find(at, '?');
	slice_cut(&at, '/');
	check_path(at);
}

static void
run_reference(struct slice in)
{
	static struct sbuf b;
	struct slice base = slice_cut(&in, '\n');

	resolve(&b, base, in);
	check_reference(in);
}

static void
check_inside(struct slice s, struct slice text)
{
	MUST(s.n == 0 || (s.p >= text.p && s.p + s.n <= text.p + text.n));
	MUST(slice_find(s, '\n') == s.n);
}

static void
check_range(int64_t from, int64_t length)
{
	MUST(from >= 0 && length >= -1);
	MUST(length >= 0 ? from <= INT64_MAX - length : from == 0);
}

static void
check_time(const struct m3u8_segment *s, const struct m3u8_segment *before)
{
	MUST(s->duration_us >= 0 && s->duration_us <= M3U8_DURATION_MAX_US);
	MUST(!s->odd || s->duration_us == 0);
	if (s->pdt_tag)
		MUST(s->pdt_us != M3U8_NO_TIME);
	else if (s->pdt_us != M3U8_NO_TIME)
		MUST(before != NULL && !s->discontinuity_tag && !before->odd &&
		    s->pdt_us == before->pdt_us + before->duration_us);
}

static void
check_segment(const struct m3u8 *m, size_t i, struct slice text)
{
	const struct m3u8_segment *s = &m->segment[i];
	const struct m3u8_segment *before = i > 0 ? s - 1 : NULL;
	int64_t discontinuity = before != NULL ? before->discontinuity :
	    m->discontinuity;

	check_inside(s->uri, text);
	MUST(s->uri.n > 0);
	check_reference(s->uri);
	check_range(s->range_from, s->range_length);
	check_time(s, before);
	MUST(s->sequence >= 0 && s->sequence < INT64_MAX);
	MUST(s->sequence == (before != NULL ? before->sequence + 1 :
	    m->sequence + m->skipped));
	MUST(s->discontinuity >= discontinuity + s->discontinuity_tag);
	MUST(s->discontinuity == discontinuity || s->discontinuity_tag);
	MUST(s->map >= -1 && s->map < (int)m->maps);
	MUST(s->key >= -1 && s->key < (int)m->keys);
	MUST(before == NULL || s->map >= before->map);
}

static void
check_media(const struct m3u8 *m, struct slice text)
{
	int64_t most = (int64_t)m->segments * M3U8_DURATION_MAX_US;
	size_t i;

	for (i = 0; i < m->segments; i++)
		check_segment(m, i, text);
	for (i = 0; i < m->maps; i++) {
		check_inside(m->map[i].uri, text);
		check_range(m->map[i].range_from, m->map[i].range_length);
	}
	for (i = 0; i < m->keys; i++) {
		check_inside(m->key[i].method, text);
		check_inside(m->key[i].uri, text);
		check_inside(m->key[i].format, text);
	}
	MUST(m3u8_duration_us(m) >= 0 && m3u8_duration_us(m) <= most);
	MUST(m->target_us >= 0 && m->target_us <= M3U8_DURATION_MAX_US);
	MUST(m->sequence >= 0 && m->discontinuity >= 0 && m->skipped >= 0);
}

static void
check_multi(const struct m3u8 *m, struct slice text)
{
	size_t i;

	for (i = 0; i < m->variants; i++) {
		const struct m3u8_variant *v = &m->variant[i];

		check_inside(v->uri, text);
		MUST(v->uri.n > 0 && v->width >= 0 && v->height >= 0);
		MUST(v->bandwidth >= 0 && v->average_bandwidth >= 0);
		check_inside(v->codecs, text);
		check_inside(v->audio, text);
		check_inside(v->video, text);
		check_inside(v->subtitles, text);
	}
	for (i = 0; i < m->renditions; i++) {
		check_inside(m->rendition[i].uri, text);
		check_inside(m->rendition[i].group, text);
		check_inside(m->rendition[i].name, text);
		check_inside(m->rendition[i].language, text);
	}
}

static void
check_failed(const struct m3u8 *m, struct slice text)
{
	size_t lines = 1;

	while (slice_find(text, '\n') < text.n) {
		slice_cut(&text, '\n');
		lines++;
	}
	MUST(m->error != NULL && m->error_line >= 1);
	MUST(m->error_line <= lines);
	MUST(m->type == M3U8_NONE && m->segments == 0 && m->variants == 0);
}

static void
check_read(struct m3u8 *m, struct slice text)
{
	if (m3u8_read(m, text) != 0) {
		check_failed(m, text);
		return;
	}
	MUST(m->error == NULL && m->error_line == 0);
	MUST(m->variants == 0 || m->type == M3U8_MULTIVARIANT);
	MUST(m->segments == 0 || m->type == M3U8_MEDIA);
	MUST(m3u8_word(m) != NULL);
	check_media(m, text);
	check_multi(m, text);
}

static struct slice
with_crlf(struct sbuf *b, struct slice text)
{
	b->n = 0;
	while (slice_find(text, '\n') < text.n) {
		sbuf_slice(b, slice_cut(&text, '\n'));
		sbuf_str(b, "\r\n");
	}
	sbuf_slice(b, text);
	return sbuf_view(b);
}

/* Read again, where the arrays have held something else: it is the same. */
static void
run_playlist(struct slice text, int crlf)
{
	static struct m3u8 first, second;
	static struct sbuf once, twice, other;

	check_read(&first, text);
	dump(&once, &first);
	check_read(&second, crlf ? with_crlf(&other, text) : text);
	dump(&twice, &second);
	MUST(slice_eq(sbuf_view(&once), sbuf_view(&twice)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sbuf lines;
	struct slice in = { (const char *)data, size };
	enum mode mode = (enum mode)(size > 0 ? (data[0] - '0') & 3 : 0);

	in = slice_from(in, size > 0);
	switch (mode) {
	case LINES:
		lines.n = 0;
		sbuf_str(&lines, "#EXTM3U\n");
		sbuf_slice(&lines, in);
		in = sbuf_view(&lines);
		/* FALLTHROUGH */
	case WHOLE:
	case CRLF:
		run_playlist(in, mode == CRLF);
		break;
	case REFERENCE:
		run_reference(in);
		break;
	}
	return 0;
}
