/*
 * URLs are compared as a player's and a watcher's of the same playlist may
 * differ: by tokens in the query, by a session in the path, by the host that a
 * redirect led to.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "m3u8/url.h"
#include "sbuf.h"
#include "sum/sum.h"
#include "text/hash.h"
#include "text/words.h"
#include "timeline.h"

/* Its path: behind the host, up to the query. */
static struct slice
path_of(struct slice url)
{
	struct slice host;

	url = slice_until(url, '?');
	if (words_after(url, SLICE("://"), &host))
		url = slice_from(host, slice_find(host, '/'));
	return url;
}

/* Takes the last component off a path. */
static struct slice
last_of(struct slice *path)
{
	size_t i = slice_behind(*path, '/');
	struct slice last = slice_from(*path, i);

	path->n = i > 0 ? i - 1 : 0;
	return last;
}

int
timeline_run(struct slice a, struct slice b)
{
	int n = 0;

	a = path_of(a);
	b = path_of(b);
	while (a.n > 0 && b.n > 0 && slice_eq(last_of(&a), last_of(&b)))
		n++;
	return n;
}

static uint64_t
name_hash(struct slice url)
{
	struct slice path = path_of(url);

	return url_hash(last_of(&path));
}

static struct slice
url_of(const struct piece *x)
{
	return (struct slice){ x->url, x->n };
}

static struct piece *
newest(const struct timeline *t)
{
	return t->n > 0 ? t->piece[t->n - 1] : NULL;
}

static struct piece *
by_sequence(const struct timeline *t, int64_t sequence)
{
	if (t->n == 0 || sequence < t->piece[0]->sequence ||
	    sequence > newest(t)->sequence)
		return NULL;
	return t->piece[sequence - t->piece[0]->sequence];
}

/* -1: it cannot be believed. */
static int64_t
duration_of(const struct m3u8_segment *g)
{
	return g->odd ? -1 : g->duration_us;
}

static struct piece *
piece_new(const struct m3u8_segment *g, struct slice base)
{
	struct sbuf url = { 0 };
	struct piece *x;

	url_resolve(&url, base, g->uri);
	x = ezalloc(1, sizeof(*x) + url.n);
	memcpy(x->url, url.p, url.n);
	x->n = url.n;
	sbuf_free(&url);
	x->sequence = g->sequence;
	x->discontinuity = g->discontinuity;
	x->duration_us = duration_of(g);
	x->date_us = g->pdt_us != M3U8_NO_TIME && !g->odd ?
	    g->pdt_us + g->duration_us : M3U8_NO_TIME;
	x->from = g->range_from;
	x->to = g->range_length >= 0 ? g->range_from + g->range_length - 1 :
	    -1;
	x->gap = g->gap;
	x->uri = url_hash(g->uri);
	x->bare = url_hash(slice_until(url_of(x), '?'));
	x->hash[BY_URL] = url_hash(url_of(x));
	x->hash[BY_NAME] = name_hash(url_of(x));
	return x;
}

static void
link_in(struct timeline *t, struct piece *x)
{
	int k;

	for (k = 0; k < TIMELINE_KEYS; k++) {
		x->before[k] = idmap_get(&t->by[k], x->hash[k]);
		idmap_put(&t->by[k], x->hash[k], x);
	}
}

/* The oldest is the last of each chain it is in. */
static void
drop_oldest(struct timeline *t)
{
	struct piece *x = t->piece[0], *y;
	int k;

	for (k = 0; k < TIMELINE_KEYS; k++) {
		y = idmap_get(&t->by[k], x->hash[k]);
		if (y == x) {
			idmap_take(&t->by[k], x->hash[k]);
			continue;
		}
		while (y->before[k] != x)
			y = y->before[k];
		y->before[k] = NULL;
	}
	free(x);
	t->n--;
	memmove(t->piece, t->piece + 1, t->n * sizeof(*t->piece));
}

static void
forget(struct timeline *t)
{
	int k;

	while (t->n > 0)
		free(t->piece[--t->n]);
	for (k = 0; k < TIMELINE_KEYS; k++)
		idmap_free(&t->by[k]);
}

/* Everything so far is of another stream. */
static void
begin_again(struct timeline *t)
{
	forget(t);
	t->era++;
}

static void
append(struct timeline *t, struct piece *x)
{
	t->piece = egrow(t->piece, t->n, &t->size, sizeof(*t->piece));
	if (x->duration_us > 0 && !x->gap)
		t->end_us = sum_add(t->end_us, x->duration_us);
	x->end_us = t->end_us;
	link_in(t, x);
	t->piece[t->n++] = x;
}

/* A segment whose number has been there before; 1 if it is the same. */
static int
compare(struct piece *old, const struct piece *x, struct timeline_news *news)
{
	if (old->discontinuity != x->discontinuity)
		news->moved = x->sequence;
	old->discontinuity = x->discontinuity;
	/* A packager that began anew gives an old name to another one. */
	old->duration_us = x->duration_us;
	/* It may have another token each time, in its path or query. */
	if (old->hash[BY_NAME] == x->hash[BY_NAME])
		return 1;
	news->renamed = x->sequence;
	return 0;
}

/* As it was in the version before: most are. */
static int
is_known(const struct piece *old, const struct m3u8_segment *g)
{
	return old != NULL && old->uri == url_hash(g->uri) &&
	    old->discontinuity == g->discontinuity &&
	    old->duration_us == duration_of(g);
}

/* Takes a segment in; 1 if it is new. */
static size_t
take(struct timeline *t, const struct m3u8_segment *g, struct slice base,
    struct timeline_news *news)
{
	struct piece *old = by_sequence(t, g->sequence), *x;

	/* Older than what is kept. */
	if (is_known(old, g) ||
	    (t->n > 0 && g->sequence < t->piece[0]->sequence))
		return 0;
	x = piece_new(g, base);
	if (old != NULL && compare(old, x, news)) {
		free(x);
		return 0;
	}
	/* Another stream, or what stood between was never seen. */
	if (old != NULL ||
	    (t->n > 0 && x->sequence != newest(t)->sequence + 1))
		begin_again(t);
	append(t, x);
	return 1;
}

void
timeline_update(struct timeline *t, const struct m3u8 *m, struct slice base,
    struct timeline_news *news)
{
	const struct piece *last;
	size_t i;

	*news = (struct timeline_news){ .renamed = -1, .moved = -1 };
	/* One cache may be a little behind another; this is not that. */
	if (t->n > 0 && m->segments > 0 &&
	    m->segment[m->segments - 1].sequence < t->piece[0]->sequence)
		begin_again(t);
	for (i = 0; i < m->segments; i++)
		news->fresh += take(t, &m->segment[i], base, news);
	while (t->n > m->segments + TIMELINE_LEFT_MAX)
		drop_oldest(t);
	last = m->segments > 0 ?
	    by_sequence(t, m->segment[m->segments - 1].sequence) : NULL;
	t->edge_us = last != NULL ? last->end_us : t->end_us;
}

/* Whether its bytes are among those asked for. */
static int
in_range(const struct piece *x, const struct asked_for *q)
{
	if (x->to < 0)
		return 1;
	if (q->to < 0)
		return x->from == q->from;
	return x->from >= q->from && x->to <= q->to;
}

static void
add(struct candidates *c, int alike, const struct piece *x, int timeline)
{
	if (alike > c->alike) {
		c->alike = alike;
		c->n = 0;
	}
	if (alike == ALIKE_NOT || alike < c->alike)
		return;
	c->list = egrow(c->list, c->n, &c->size, sizeof(*c->list));
	c->list[c->n++] = (struct candidate){ x, timeline };
}

void
timeline_find(const struct timeline *t, int timeline,
    const struct asked_for *q, struct candidates *c)
{
	uint64_t bare = url_hash(slice_until(q->url, '?'));
	const struct piece *x = idmap_get(&t->by[BY_URL], url_hash(q->url));

	for (; x != NULL; x = x->before[BY_URL])
		if (in_range(x, q) && slice_eq(url_of(x), q->url))
			add(c, ALIKE_EXACT, x, timeline);
	if (c->alike == ALIKE_EXACT)
		return;
	x = idmap_get(&t->by[BY_NAME], name_hash(q->url));
	for (; x != NULL; x = x->before[BY_NAME])
		if (in_range(x, q))
			add(c, x->bare == bare ? ALIKE_BARE :
			    timeline_run(url_of(x), q->url), x, timeline);
}

void
timeline_free(struct timeline *t)
{
	forget(t);
	free(t->piece);
}
