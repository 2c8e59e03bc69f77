/*
 * A short list per session, made at its first failure. Few segments fail at a
 * time; a ninth makes the oldest one given up.
 */
#include <stdlib.h>

#include "clock.h"
#include "ealloc.h"
#include "fnv.h"
#include "num.h"
#include "playlist.h"
#include "retry.h"
#include "variant.h"
#include "watch.h"

#define ATTEMPTS 8
/* Requests for segments of other renditions until one is given up. */
#define OTHERS 4

struct entry {
	uint64_t url;		/* hash, 0: not known, it never connected */
	uint64_t key;		/* hash with the range, 0: not known */
	uint64_t rendition;	/* hash */
	int64_t seq;		/* -1: not known */
	int64_t from_us, to_us;
	int64_t open;		/* its request in flight, 0 for none */
	int others;
	int64_t given_up_us;	/* the tick before, 0: it is not */
	int gap;		/* nothing is lost with it */
	int denied;		/* its last try was */
};

struct attempts {
	int n;
	int fresh;		/* failed last, still without its seq; or -1 */
	struct entry entry[ATTEMPTS];	/* the oldest first */
};

static uint64_t
hash_url(struct slice url)
{
	return fnv_fast(FNV_START, url) | 1;
}

/* From that of its URL. */
static uint64_t
hash_key(uint64_t url, struct slice range)
{
	return fnv_fast(url, range) | 1;
}

static uint64_t
hash_rendition(struct slice url)
{
	char name[VARIANT_NAME_MAX];
	size_t n = variant_name(url, name);

	return fnv_fast(FNV_START, (struct slice){ name, n }) | 1;
}

void
retry_ended(struct scope *in, int lost, int64_t us)
{
	scope_count(in, M_SEGMENT_ENDED, 1);
	scope_count(in, M_SEGMENT_LOST, lost);
	scope_time(in, M_SEGMENT_DELIVERY, scope_timeless(in) ? -1 : us);
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
lose(struct scope *in, int i)
{
	struct session *s = in->who;
	const struct entry *e = &s->attempts->entry[i];
	int64_t us = e->to_us - e->from_us;
	int64_t least = playlist_segment_us(in);

	if (!e->gap) {
		retry_ended(in, 1, us > least ? us : least);
		scope_count(in, M_SEGMENT_LOST_DENIED, e->denied);
	}
	forget(s->attempts, i);
}

/* The first fetch may be behind the first failure. */
static int
is_watched(const struct fold *fold)
{
	return fold->watched || fold->watches.n > 0;
}

/* 1 if the entry is gone with that, 0 if a watch is still to judge it. */
static int
give_up(struct scope *in, int i)
{
	struct session *s = in->who;
	struct entry *e = &s->attempts->entry[i];

	if (!is_watched(in->fold)) {
		lose(in, i);
		return 1;
	}
	if (e->given_up_us == 0)
		e->given_up_us = in->figures->at.tick_us;
	return 0;
}

/* A watch fetches a playlist once in half a target duration. */
static int64_t
verdict_us(const struct fold *fold)
{
	return watch_target(fold, 0) + 2 * SECOND_US;
}

void
retry_judge(struct scope *in, int for_good)
{
	int64_t now_us = in->figures->at.tick_us;
	struct session *s = in->who;
	int i;

	for (i = s->attempts != NULL ? s->attempts->n - 1 : -1; i >= 0; i--) {
		const struct entry *e = &s->attempts->entry[i];

		if (e->given_up_us != 0 && (for_good ||
		    now_us > e->given_up_us + verdict_us(in->fold)))
			lose(in, i);
	}
}

void
retry_gap(struct session *s, struct slice url, struct slice range)
{
	uint64_t key = hash_key(hash_url(url), range);
	int i;

	for (i = 0; s->attempts != NULL && i < s->attempts->n; i++)
		if (s->attempts->entry[i].key == key)
			s->attempts->entry[i].gap = 1;
}

/* Most sessions that had a failure have none open: the list goes back. */
static void
tidy(struct session *s)
{
	if (s->attempts != NULL && s->attempts->n == 0)
		retry_forget(s);
}

/*
 * FFmpeg 6 and later try again what was refused, or say that they skip it; the
 * ones before go on to the next segment.
 */
static int
tries_again(const struct run *run)
{
	struct slice version = sbuf_view(&run->text[RUN_FFMPEG]);
	int64_t major;

	return num_int(slice_cut(&version, '.'), 6, INT32_MAX, &major) == 0;
}

/* Whether the entry is still waited for when this URL is requested. */
static int
waits(const struct run *run, struct entry *e, uint64_t url,
    uint64_t rendition)
{
	if (e->given_up_us != 0)
		return 1;
	if (e->url == 0 && tries_again(run)) {
		e->url = url;
		e->rendition = rendition;
	}
	if (e->url == url || e->open > 0)
		return 1;
	return e->url != 0 && e->rendition != rendition &&
	    ++e->others < OTHERS;
}

void
retry_request(struct scope *in, int64_t n, struct slice url)
{
	struct session *s = in->who;
	struct attempts *t = s->attempts;
	uint64_t u, rendition;
	int i;

	if (t == NULL || t->n == 0)
		return;
	u = hash_url(url);
	rendition = hash_rendition(url);
	for (i = t->n - 1; i >= 0; i--)
		if (!waits(&in->figures->run, &t->entry[i], u, rendition))
			give_up(in, i);
		else if (t->entry[i].url == u)
			t->entry[i].open = n;
	tidy(s);
}

void
retry_closed(struct session *s, int64_t n)
{
	int i;

	for (i = 0; s->attempts != NULL && i < s->attempts->n; i++)
		if (s->attempts->entry[i].open == n)
			s->attempts->entry[i].open = 0;
}

/*
 * The entry of a try that has ended, of the URL with this hash, or below 0. One
 * that was thought to be this try, but is another range of the file, was given
 * up for it.
 */
static int
settle(struct scope *in, const struct attempt *t, uint64_t url)
{
	struct session *s = in->who;
	uint64_t key = hash_key(url, t->range);
	int i, found = -1;

	for (i = s->attempts != NULL ? s->attempts->n - 1 : -1; i >= 0; i--) {
		struct entry *e = &s->attempts->entry[i];

		if (e->key == key || (e->key == 0 && e->url == url)) {
			e->key = key;
			e->open = 0;
			found = i;
		} else if (e->open > 0 && e->open == t->n) {
			found -= give_up(in, i);
		}
	}
	return found;
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
add(struct scope *in, struct entry e)
{
	struct session *s = in->who;

	if (s->attempts == NULL) {
		s->attempts = ezalloc(1, sizeof(*s->attempts));
		s->attempts->fresh = -1;
	}
	if (s->attempts->n == ATTEMPTS)
		lose(in, 0);
	s->attempts->entry[s->attempts->n] = e;
	return s->attempts->n++;
}

void
retry_fail(struct scope *in, const struct attempt *t)
{
	struct session *s = in->who;
	uint64_t url = hash_url(t->url);
	int i = settle(in, t, url);

	if (i < 0)
		i = add(in, (struct entry){ .url = url,
			.key = hash_key(url, t->range), .seq = -1,
			.from_us = t->from_us,
			.rendition = hash_rendition(t->url) });
	s->attempts->entry[i].to_us = t->to_us;
	s->attempts->entry[i].denied = t->denied;
	s->attempts->fresh = t->answered ? -1 : i;
}

int
retry_delivered(struct scope *in, const struct attempt *t,
    int64_t *from_us)
{
	struct session *s = in->who;
	int i = settle(in, t, hash_url(t->url));

	if (i >= 0) {
		*from_us = s->attempts->entry[i].from_us;
		forget(s->attempts, i);
	}
	tidy(s);
	return i >= 0;
}

void
retry_segment_fail(struct scope *in, int64_t seq,
    int64_t at_us)
{
	struct session *s = in->who;
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
		i = add(in, refused);
	if (s->attempts->entry[i].to_us < at_us)
		s->attempts->entry[i].to_us = at_us;
	s->attempts->fresh = -1;
}

void
retry_segment_skip(struct scope *in, int64_t seq)
{
	struct session *s = in->who;
	int i = s->attempts != NULL ? by_seq(s->attempts, seq) : -1;

	if (i >= 0)
		give_up(in, i);
	tidy(s);
}

void
retry_end(struct scope *in)
{
	struct session *s = in->who;

	while (s->attempts != NULL && s->attempts->n > 0)
		lose(in, 0);
}

void
retry_forget(struct session *s)
{
	free(s->attempts);
	s->attempts = NULL;
}
