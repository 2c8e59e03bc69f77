/*
 * Putting aside is copying that part of struct http, buffers and all: whoever
 * is present owns them.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "inputs.h"
#include "text/hash.h"

/* Inputs beyond these are taken to be the last one. */
#define INPUTS_MAX 16
/* Each input opens one thing at a time. */
#define HELD_MAX INPUTS_MAX

/* The part of struct http that is of one input. */
#define PART offsetof(struct http, wanted)
#define PART_BYTES (offsetof(struct http, ninputs) - PART)

struct aside {
	uint64_t context;	/* of its demuxer */
	unsigned char part[PART_BYTES];
};

static void *
part(struct http *h)
{
	return (unsigned char *)h + PART;
}

void
inputs_turn(struct http *h, int i)
{
	if (i == h->input || i >= h->ninputs)
		return;
	memcpy(h->aside[h->input].part, part(h), PART_BYTES);
	memcpy(part(h), h->aside[i].part, PART_BYTES);
	h->input = i;
}

static int
find(const struct http *h, uint64_t context)
{
	int i;

	for (i = 0; i < h->ninputs && h->aside[i].context != context; i++)
		;
	return i;
}

void
inputs_speak(struct http *h, uint64_t context)
{
	int i = find(h, context);

	if (context == 0)
		return;
	if (i == h->ninputs && i < INPUTS_MAX) {
		h->aside = eresize(h->aside, (size_t)++h->ninputs,
		    sizeof(*h->aside));
		h->aside[i] = (struct aside){ .context = context };
	}
	inputs_turn(h, i < h->ninputs ? i : INPUTS_MAX - 1);
}

void
inputs_speak_again(struct http *h, uint64_t context)
{
	if (h->ninputs > 1 && context != 0)
		inputs_turn(h, find(h, context));
}

void
inputs_answer(struct http *h, uint64_t context)
{
	const struct conn *c;

	if (h->ninputs <= 1)
		return;
	c = conn_get(h, context);
	if (c != NULL)
		inputs_turn(h, c->input);
}

/* The first input, after the present one, for which that holds; or none. */
static int
which(struct http *h, bool (*holds)(const struct http *, const void *),
    const void *what)
{
	int i, n, from = h->input;

	for (n = 0; n < h->ninputs; n++) {
		i = (from + n) % h->ninputs;
		inputs_turn(h, i);
		if (holds(h, what))
			return i;
	}
	inputs_turn(h, from);
	return -1;
}

/*
 * Below debug that request has no line. How much of a URL is that of what an
 * input opened last tells whose it is; the same again is rather another one's.
 */
static size_t
likeness(struct http *h, struct slice url)
{
	struct slice last = sbuf_view(&h->url);
	size_t n = 0;

	if (h->wanted == url_hash(url))
		return SIZE_MAX;
	if (h->url_hash == url_hash(url))
		return 0;
	while (n < last.n && n < url.n && last.p[n] == url.p[n])
		n++;
	return n + 1;
}

void
inputs_open(struct http *h, struct slice url)
{
	int i, n, best, from = h->input;
	size_t like, most;

	if (h->ninputs <= 1)
		return;
	most = likeness(h, url);
	for (best = from, n = 1; n < h->ninputs; n++) {
		i = (from + n) % h->ninputs;
		inputs_turn(h, i);
		like = likeness(h, url);
		if (like > most) {
			most = like;
			best = i;
		}
	}
	inputs_turn(h, best);
}

/* Whether an input has opened a URL that ends in this path. */
static bool
has_opened(const struct http *h, const void *what)
{
	const struct slice *path = what;

	return h->open_us != 0 && slice_ends(
	    slice_until(sbuf_view(&h->url), '?'), slice_until(*path, '?'));
}

static bool
wants(const struct http *h, const void *what)
{
	const uint64_t *url = what;

	return h->wanted == *url;
}

static bool
is_connecting(const struct http *h, const void *what)
{
	const uint64_t *tcp = what;

	return h->tcp == *tcp;
}

static bool
has_no_connection(const struct http *h, const void *what)
{
	(void)what;
	return h->open_us != 0 && h->tcp == 0 && !h->new_conn;
}

bool
inputs_hold(struct http *h, struct slice url, int64_t t)
{
	struct held *held;

	if (h->ninputs <= 1)
		return false;
	if (h->held == NULL)
		h->held = ezalloc(HELD_MAX, sizeof(*h->held));
	held = &h->held[h->nheld < HELD_MAX ? h->nheld++ : HELD_MAX - 1];
	held->t = t;
	held->url.n = 0;
	sbuf_slice(&held->url, url);
	return true;
}

/* Takes the opening of a path out of those that are held. */
static const struct held *
take(struct http *h, struct slice path)
{
	struct held found;
	size_t i;

	for (i = 0; i < h->nheld; i++)
		if (slice_ends(sbuf_view(&h->held[i].url), path))
			break;
	if (i == h->nheld)
		return NULL;
	found = h->held[i];
	h->nheld--;
	memmove(&h->held[i], &h->held[i + 1],
	    (h->nheld - i) * sizeof(*h->held));
	h->held[h->nheld] = found;
	return &h->held[h->nheld];
}

const struct held *
inputs_ask(struct http *h, uint64_t context, struct slice path)
{
	const struct held *held;
	uint64_t url;

	if (h->ninputs <= 1)
		return NULL;
	held = take(h, path);
	if (held == NULL) {
		if (which(h, has_opened, &path) < 0)
			inputs_answer(h, context);
		return NULL;
	}
	url = url_hash(sbuf_view(&held->url));
	inputs_answer(h, context);
	which(h, wants, &url);
	return held;
}

bool
inputs_wait(struct http *h)
{
	int i, n = 0, from = h->input;

	for (i = 0; i < h->ninputs && h->ninputs > 1; i++) {
		inputs_turn(h, i);
		n += h->open_us != 0 || request_unanswered(h) != NULL;
	}
	inputs_turn(h, from);
	return n > 1;
}

void
inputs_connect(struct http *h, uint64_t tcp)
{
	if (h->ninputs > 1) {
		which(h, has_no_connection, NULL);
		h->tcp = tcp;
	}
}

void
inputs_connected(struct http *h, uint64_t tcp)
{
	if (h->ninputs > 1 && tcp != 0)
		which(h, is_connecting, &tcp);
}

static void
free_part(struct http *h)
{
	sbuf_free(&h->url);
	sbuf_free(&h->plain_url);
	sbuf_free(&h->input_url);
	sbuf_free(&h->handshake.connect);
}

void
inputs_forget(struct http *h)
{
	int i, from = h->input;

	for (i = 0; i < h->ninputs; i++) {
		if (i == from)
			continue;
		inputs_turn(h, i);
		free_part(h);
		memset(part(h), 0, PART_BYTES);
	}
	inputs_turn(h, from);
	h->nheld = 0;
}

void
inputs_free(struct http *h)
{
	size_t i;

	inputs_forget(h);
	free_part(h);
	for (i = 0; h->held != NULL && i < HELD_MAX; i++)
		sbuf_free(&h->held[i].url);
	free(h->held);
	free(h->aside);
}
