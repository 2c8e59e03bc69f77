/*
 * Playlists of an input are known by their URLs alone, and inputs by the
 * address of their context. What they hold is in viewer/, how they are
 * reloaded in http/reload.c.
 */
#include "ealloc.h"
#include "rendition.h"
#include "request.h"
#include "text/hash.h"

/* FFmpeg looks every 0.1 s whether a load is due. */
#define GRACE_US 300000
/* A multivariant playlist with more than these is beyond all use. */
#define RENDITIONS_MAX 256
/* Loads without news are half a target duration apart: these make 1.5. */
#define STILL_MAX 3

/* A playlist of an input: its number there, from 0. */
static int
number(int input, size_t i)
{
	return input << 16 | (int)i;
}

/* Playlists of an input so far. */
static size_t
count(const struct http *h, int input)
{
	size_t i, n = 0;

	/* Nearly all have one input. */
	if (h->ninputs <= 1)
		return h->nknown;
	for (i = 0; i < h->nknown; i++)
		n += h->known[i].input == input;
	return n;
}

/* Where the media playlists of an input begin. */
static size_t
base(const struct http *h, int input)
{
	return h->known_first && count(h, input) > 1;
}

/* The n-th playlist of an input, or NULL. */
static struct rendition *
nth(const struct http *h, int input, size_t n)
{
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].input == input) {
			if (n == 0)
				return &h->known[i];
			n--;
		}
	return NULL;
}

/* What was taken for the only playlist is the multivariant one. */
static void
first_is_multivariant(struct http *h, int input)
{
	size_t i;

	for (i = 0; i < h->nreq; i++)
		if (h->req[i]->playlist == number(input, 0))
			h->req[i]->playlist = -1;
	for (i = 0; i < h->ncost; i++)
		if (h->cost[i].playlist == number(input, 0))
			h->cost[i].playlist = -1;
}

static void
append(struct http *h, uint64_t url)
{
	/* There are few, in many sessions. */
	h->known = eresize(h->known, h->nknown + 1, sizeof(*h->known));
	h->known[h->nknown++] = (struct rendition){ .url = url,
		.input = h->input, .track = track_none() };
	if (h->known_first && count(h, h->input) == 2)
		first_is_multivariant(h, h->input);
}

int
rendition_number(const struct session *s, int64_t n)
{
	return number(s->http.input, (size_t)(n & 0xffff));
}

/*
 * Which one of its input an unknown URL may be of: one that was known by its
 * segments alone up to now; or, as all playlists are opened before the first
 * segment, one that was redirected, which FFmpeg reloads from where it was
 * sent to. NULL: none of them.
 */
static struct rendition *
renamed(const struct http *h)
{
	size_t i, n = count(h, h->input);

	for (i = 0; i < h->nknown; i++) {
		struct rendition *v = &h->known[i];

		if (v->input == h->input && (v->url == 0 || (h->hls &&
		    !v->dropped && (v->redirected || n == 1))))
			return v;
	}
	return NULL;
}

/* The playlist of a URL: rather one of the present input; NULL: unknown. */
static struct rendition *
of_url(const struct http *h, uint64_t url)
{
	struct rendition *found = NULL;
	size_t i;

	for (i = 0; i < h->nknown; i++)
		if (h->known[i].url == url &&
		    (found == NULL || h->known[i].input == h->input))
			found = &h->known[i];
	return found;
}

int
rendition_of(const struct http *h, const struct rendition *v)
{
	int i = -(int)base(h, v->input);
	const struct rendition *u;

	for (u = h->known; u < v; u++)
		i += u->input == v->input;
	return i < 0 ? -1 : number(v->input, (size_t)i);
}

int
rendition_index(struct session *s, uint64_t url)
{
	struct http *h = &s->http;
	struct rendition *v;

	/* By the second one it is known whether the first was in the log. */
	if (h->nknown <= 1)
		h->known_first = s->debug;
	v = of_url(h, url);
	if (v == NULL)
		v = renamed(h);
	if (v == NULL && h->nknown == RENDITIONS_MAX)
		return -1;
	if (v == NULL) {
		append(h, url);
		v = &h->known[h->nknown - 1];
	}
	if (v->url != url)
		v->redirected = false;
	v->url = url;
	return rendition_of(h, v);
}

struct rendition *
rendition_at(struct http *h, size_t i)
{
	size_t k;

	if (h->ninputs <= 1) {
		i += base(h, h->input);
		return i < h->nknown ? &h->known[i] : NULL;
	}
	for (k = 0; k < h->nknown; k++)
		if (rendition_of(h, &h->known[k]) >= 0) {
			if (i == 0)
				return &h->known[k];
			i--;
		}
	return NULL;
}

struct rendition *
rendition_get(struct session *s, int playlist)
{
	struct http *h = &s->http;
	int input = playlist >> 16;

	return playlist < 0 ? NULL : nth(h, input,
	    (size_t)(playlist & 0xffff) + base(h, input));
}

struct rendition *
rendition_expected(struct session *s, int playlist)
{
	struct http *h = &s->http;
	size_t n = (size_t)(playlist & 0xffff);

	while (!h->known_first && n >= count(h, h->input) &&
	    h->nknown < RENDITIONS_MAX)
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

void
rendition_read(struct session *s, const struct request *r)
{
	struct rendition *v = rendition_get(s, r->playlist);
	int64_t lines = request_lines(&s->http, r);

	if (v != NULL && r->length > 0 && r->missing == 0 && lines > 0)
		v->line_bytes = (float)r->length / (float)lines;
}

bool
rendition_is_overdue(const struct rendition *v, int64_t t)
{
	return v->track->duration_us > 0 &&
	    t > v->loaded_us + v->track->duration_us + GRACE_US;
}

bool
rendition_is_left(struct http *h)
{
	const struct rendition *v;
	size_t i;

	for (i = 0; (v = rendition_at(h, i)) != NULL; i++)
		if (!v->dropped)
			return true;
	return false;
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
