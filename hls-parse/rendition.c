/*
 * Playlists are known by their URLs alone. What they hold is in startup.c,
 * how they are reloaded in reload.c.
 */
#include "ealloc.h"
#include "hash.h"
#include "rendition.h"
#include "request.h"

/* A multivariant playlist with more than these is beyond all use. */
#define RENDITIONS_MAX 256
/* Loads without news are half a target duration apart: these are 1.5 of them. */
#define STILL_MAX 3

/* Where the media playlists begin. */
static size_t
base(const struct http *h)
{
	return h->known_first && h->nknown > 1;
}

/* What was taken for the only playlist is the multivariant one. */
static void
first_is_multivariant(struct http *h)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		h->req[i]->playlist = -1;
	for (i = 0; i < h->ncost; i++)
		h->cost[i].playlist = -1;
}

static void
append(struct http *h, uint64_t url)
{
	if (h->nknown == h->known_size) {
		h->known_size = h->known_size ? 2 * h->known_size : 2;
		h->known = eresize(h->known, h->known_size,
		    sizeof(*h->known));
	}
	h->known[h->nknown++] = (struct rendition){ .url = url };
	if (h->nknown == 2 && h->known_first)
		first_is_multivariant(h);
}

/*
 * Which one an unknown URL may be of: one that was known by its segments alone
 * up to now; or, as all playlists are opened before the first segment, one
 * that was redirected, which FFmpeg reloads from where it was sent to.
 */
static size_t
renamed(const struct http *h)
{
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].url == 0 || (h->hls_seen &&
		    !h->known[i].dropped &&
		    (h->known[i].redirected || h->nknown == 1)))
			break;
	return i;
}

int
rendition_index(struct session *s, uint64_t url)
{
	struct http *h = &s->http;
	size_t i;

	/* By the second one it is known whether the first was in the log. */
	if (h->nknown <= 1)
		h->known_first = s->debug;
	for (i = 0; i < h->nknown && h->known[i].url != url; i++)
		;
	if (i == h->nknown)
		i = renamed(h);
	if (i == RENDITIONS_MAX)
		return -1;
	if (i == h->nknown)
		append(h, url);
	if (h->known[i].url != url)
		h->known[i].redirected = false;
	h->known[i].url = url;
	return (int)i - (int)base(h);
}

struct rendition *
rendition_at(struct http *h, size_t i)
{
	i += base(h);
	return i < h->nknown ? &h->known[i] : NULL;
}

struct rendition *
rendition_get(struct session *s, int playlist)
{
	return playlist >= 0 ? rendition_at(&s->http, (size_t)playlist) :
	    NULL;
}

struct rendition *
rendition_expected(struct session *s, int playlist)
{
	struct http *h = &s->http;

	while (!h->known_first && playlist >= 0 &&
	    (size_t)playlist >= h->nknown && playlist < RENDITIONS_MAX)
		append(h, 0);
	return rendition_get(s, playlist);
}

void
rendition_redirected(struct session *s, uint64_t url)
{
	struct http *h = &s->http;
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].url == url)
			h->known[i].redirected = true;
}

void
rendition_broken(struct session *s, struct slice url)
{
	struct http *h = &s->http;
	uint64_t u = url_hash(url);
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].url == u)
			h->known[i].dropped = 1;
}

int
rendition_stale(struct http *h)
{
	const struct rendition *v;
	size_t i;

	for (i = 0; (v = rendition_at(h, i)) != NULL; i++)
		if ((v->stale || v->still >= STILL_MAX) && !v->dropped)
			return 1;
	return 0;
}
