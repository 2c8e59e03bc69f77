/*
 * A short list per session, made at its first failure. Few segments fail at a
 * time; a ninth makes the oldest one given up.
 */
#include <stdlib.h>

#include "ealloc.h"
#include "retry.h"

#define ATTEMPTS 8
/* Requests for segments of other renditions until one is given up. */
#define OTHERS 4

struct entry {
	uint64_t url;		/* hash, 0: not known, it never connected */
	uint64_t key;		/* hash with the range */
	uint64_t rendition;	/* hash without digits */
	int64_t seq;		/* -1: not known */
	int64_t from_us, to_us;
	int others;
};

struct attempts {
	int n;
	int fresh;		/* failed last, still without its seq; or -1 */
	struct entry entry[ATTEMPTS];	/* the oldest first */
};

static uint64_t
mix(uint64_t h, char c)
{
	return (h ^ (unsigned char)c) * UINT64_C(1099511628211);
}

/* FNV-1a. */
static uint64_t
hash(struct slice url, struct slice range)
{
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < url.n; i++)
		h = mix(h, url.p[i]);
	for (i = 0; i < range.n; i++)
		h = mix(h, range.p[i]);
	return h | 1;
}

static uint64_t
hash_rendition(struct slice url)
{
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < url.n && url.p[i] != '?'; i++)
		if (url.p[i] < '0' || url.p[i] > '9')
			h = mix(h, url.p[i]);
	return h | 1;
}

void
retry_ended(struct agg *a, int lost, int64_t us)
{
	agg_count(a, M_SEGMENT_ENDED, 1);
	agg_count(a, M_SEGMENT_LOST, lost);
	if (us >= 0)
		agg_sample(a, M_SEGMENT_DELIVERY, us);
}

static void
forget(struct attempts *t, int i)
{
	t->n--;
	memmove(&t->entry[i], &t->entry[i + 1],
	    (size_t)(t->n - i) * sizeof(t->entry[0]));
	t->fresh = t->fresh == i ? -1 : t->fresh > i ? t->fresh - 1 : t->fresh;
}

static void
give_up(struct agg *a, struct session *s, int i)
{
	const struct entry *e = &s->attempts->entry[i];
	int64_t us = e->to_us - e->from_us, least = agg_segment_us(a, s);

	retry_ended(a, 1, us > least ? us : least);
	forget(s->attempts, i);
}

void
retry_request(struct agg *a, struct session *s, struct slice url)
{
	struct attempts *t = s->attempts;
	uint64_t u, rendition;
	int i;

	if (t == NULL || t->n == 0)
		return;
	u = hash(url, SLICE(""));
	rendition = hash_rendition(url);
	for (i = t->n - 1; i >= 0; i--) {
		struct entry *e = &t->entry[i];

		if (e->url != u && (e->url == 0 ||
		    e->rendition == rendition || ++e->others >= OTHERS))
			give_up(a, s, i);
	}
}

static int
by_key(const struct attempts *t, uint64_t key)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->entry[i].key == key)
			return i;
	return -1;
}

static int
by_seq(const struct attempts *t, int64_t seq)
{
	int i;

	for (i = 0; i < t->n; i++)
		if (t->entry[i].seq == seq)
			return i;
	return -1;
}

/* A new entry; its number. */
static int
add(struct agg *a, struct session *s, struct entry e)
{
	if (s->attempts == NULL) {
		s->attempts = ezalloc(1, sizeof(*s->attempts));
		s->attempts->fresh = -1;
	}
	if (s->attempts->n == ATTEMPTS)
		give_up(a, s, 0);
	s->attempts->entry[s->attempts->n] = e;
	return s->attempts->n++;
}

void
retry_fail(struct agg *a, struct session *s, const struct attempt *t)
{
	struct entry e = { .url = hash(t->url, SLICE("")),
		.key = hash(t->url, t->range), .seq = -1,
		.from_us = t->from_us, .to_us = t->to_us,
		.rendition = hash_rendition(t->url) };
	int i = s->attempts != NULL ? by_key(s->attempts, e.key) : -1;

	if (i < 0)
		i = add(a, s, e);
	s->attempts->entry[i].to_us = t->to_us;
	s->attempts->fresh = i;
}

int
retry_delivered(struct session *s, const struct attempt *t, int64_t *from_us)
{
	int i;

	if (s->attempts == NULL || s->attempts->n == 0)
		return 0;
	i = by_key(s->attempts, hash(t->url, t->range));
	if (i < 0)
		return 0;
	*from_us = s->attempts->entry[i].from_us;
	forget(s->attempts, i);
	return 1;
}

void
retry_segment_fail(struct agg *a, struct session *s, int64_t seq,
    int64_t at_us)
{
	struct entry refused = { .seq = seq, .from_us = at_us,
		.to_us = at_us };
	struct attempts *t = s->attempts;
	int i = t != NULL && t->n > 0 ? t->fresh : -1;

	/* The failed request before it is its own. */
	if (i >= 0 && t->entry[i].seq < 0)
		t->entry[i].seq = seq;
	if (i < 0 || t->entry[i].seq != seq)
		i = t != NULL ? by_seq(t, seq) : -1;
	if (i < 0)
		i = add(a, s, refused);
	if (s->attempts->entry[i].to_us < at_us)
		s->attempts->entry[i].to_us = at_us;
	s->attempts->fresh = -1;
}

void
retry_segment_skip(struct agg *a, struct session *s, int64_t seq)
{
	int i = s->attempts != NULL ? by_seq(s->attempts, seq) : -1;

	if (i >= 0)
		give_up(a, s, i);
}

void
retry_end(struct agg *a, struct session *s, int ours)
{
	while (!ours && s->attempts != NULL && s->attempts->n > 0)
		give_up(a, s, 0);
	free(s->attempts);
	s->attempts = NULL;
}
