/*
 * A watch fetches a playlist once in half a target duration: a viewer is often
 * there first, and what it has read is found a little later.
 */
#include "event/flow.h"
#include "session/rendition.h"
#include "supply.h"
#include "viewer.h"

/* A rendition so often not found is not watched. */
#define MISSES_MAX 3
/* More than a viewer has unread: without durations so far it gets none. */
#define WAITING_MAX 256

/* The first byte asked for. */
static int64_t
from_of(const struct request *r)
{
	return r->range_from >= 0 ? r->range_from : r->offset;
}

void
supply_segment(const struct at *at, struct rendition *v,
    const struct request *r)
{
	struct mark m = { .end_us = r->ready_us, .duration_us = -1,
		.watch = -1, .date_us = M3U8_NO_TIME, .from = from_of(r),
		.to = r->range_to };
	struct slice url = { NULL, 0 };

	if (watches_any(&at->p->watches))
		url = sbuf_view(&r->plain_url);
	track_add(&v->track, &m, url);
	at->s->waits = true;
	if (v->track->n > WAITING_MAX) {
		viewer_lacks(at->s, "durations");
		track_forget(v->track);
	}
}

bool
supply_is_merged(struct parse *p, const struct request *r)
{
	struct asked_for q = { sbuf_view(&r->plain_url), from_of(r),
		r->range_to };
	struct watch_segment a;

	return q.url.n > 0 && q.to >= 0 &&
	    watch_find(&p->watches, &q, NULL, &a) == WATCH_FOUND &&
	    a.pieces > 1;
}

static struct asked_for
asked_for(const struct mark *m)
{
	return (struct asked_for){ { m->url, m->url_n }, m->from, m->to };
}

static void
found(struct track *t, size_t k, const struct watch_segment *a)
{
	struct mark *m = &t->mark[k];

	m->watch = a->watch;
	m->era = a->era;
	m->place_us = a->end_us;
	m->date_us = a->date_us;
	if (a->watch >= 0) {
		t->hint = (struct watch_hint){ a->sequence, a->watch };
		t->placed = true;
	}
	t->misses = 0;
	track_know(t, k, a->duration_us);
}

/* The marks of a track being settled. */
struct settling {
	const struct at *at;
	struct track *track;
	bool last;		/* what is not known now never is */
};

/* Looks a mark up; whether it waits for the next fetch. */
static bool
look_up(const struct settling *x, size_t k)
{
	struct track *t = x->track;
	struct watches *ws = &x->at->p->watches;
	struct asked_for q = asked_for(&t->mark[k]);
	struct watch_segment a;
	enum watch_found f;

	if (q.url.n == 0 || (!t->placed && t->misses >= MISSES_MAX))
		return false;
	f = watch_find(ws, &q, t->placed ? &t->hint : NULL, &a);
	if (f == WATCH_FOUND)
		found(t, k, &a);
	else if (f == WATCH_MISSING && !x->last &&
	    watch_may_come(ws, t->mark[k].end_us, x->at->t))
		return true;
	else
		t->misses++;
	return false;
}

/*
 * At the end FFmpeg has written all that it read: what is left of that is what
 * the marks from k on hold, of which a watch had no time to know. It counts
 * gaps too, and FFmpeg 9.0 all that an EVENT playlist held before: so it is
 * believed where it may be the rest.
 */
static int64_t
rest_us(const struct settling *x, size_t k, int64_t target_us)
{
	const struct track *t = x->track;
	int64_t us = x->at->s->written_us - t->base_us;
	size_t i, unknown = 0;

	for (i = 0; i < t->n; i++)
		if (t->mark[i].duration_us >= 0)
			us -= t->mark[i].duration_us;
		else
			unknown += i >= k;
	if (x->at->s->learn.gaps || us <= 0 || unknown == 0)
		return t->duration_us;
	us /= (int64_t)unknown;
	return 2 * us > 3 * target_us ? t->duration_us : us;
}

/* The log's own word, for what no watch knows. */
static void
fall_back(const struct settling *x, size_t k)
{
	const struct learn *l = &x->at->s->learn;
	struct track *t = x->track;
	const struct watch *w = t->placed ?
	    watch_at(&x->at->p->watches, t->hint.watch) : NULL;

	if (x->last && w != NULL && t->duration_us > 0)
		track_know(t, k, rest_us(x, k, w->target_us));
	else if (l->duration_us != 0)
		track_know(t, k, l->duration_us);
	else if (l->uneven || x->last || t->placed)
		viewer_lacks(x->at->s, "durations");
}

/* Whether some of them still wait. */
static bool
settle_track(const struct settling *x)
{
	const struct track *t = x->track;
	size_t k;

	for (k = 0; k < t->n && x->at->s->viewer.lacks == NULL; k++) {
		if (t->mark[k].duration_us >= 0)
			continue;
		if (look_up(x, k))
			return true;
		/* cppcheck-suppress knownConditionTrueFalse ; set by now? */
		if (t->mark[k].duration_us < 0)
			fall_back(x, k);
		/* Those behind it wait for it. */
		/* cppcheck-suppress knownConditionTrueFalse ; or now? */
		if (t->mark[k].duration_us < 0)
			return true;
	}
	return false;
}

static void
put_gap(const struct at *at, const struct mark *m)
{
	struct at end = at_time(at, m->end_us);
	struct sbuf *b = session_event(&end, "segment_gap");

	put_redacted(at, b, "url",
	    (struct slice){ m->url, m->url_n });
	if (m->from > 0 || m->to >= 0) {
		put_int(b, "range", m->from);
		sbuf_char(b, '-');
		sbuf_int(b, m->to);
	}
	record_end(b);
}

/* Whether it is known now what a failed one was; told if it was a gap. */
static bool
judge_failed(const struct at *at, const struct mark *m)
{
	struct asked_for q = asked_for(m);
	struct watch_segment a;

	if (watch_find(&at->p->watches, &q, NULL, &a) != WATCH_FOUND)
		return !watch_may_come(&at->p->watches, m->end_us, at->t);
	if (a.gap)
		put_gap(at, m);
	return true;
}

static void
settle_failed(const struct at *at, struct track *t)
{
	while (t->n > 0 && judge_failed(at, &t->mark[0])) {
		t->mark[0].duration_us = 0;
		track_pop(t);
	}
}

void
supply_settle(const struct at *at, bool last)
{
	struct rendition *v;
	size_t i;

	at->s->waits = false;
	for (i = 0; (v = rendition_at(&at->s->http, i)) != NULL; i++)
		if (!v->dropped)
			at->s->waits |= settle_track(&(struct settling){ at,
			    v->track, last });
	settle_failed(at, at->s->failed);
	at->s->waits |= at->s->failed->n > 0;
	viewer_take(at);
}

void
supply_failed(const struct at *at, const struct request *r)
{
	struct mark m = { .end_us = at->t, .duration_us = -1, .watch = -1,
		.from = from_of(r), .to = r->range_to };

	if (!watches_any(&at->p->watches) || r->plain_url.n == 0)
		return;
	track_add(&at->s->failed, &m, sbuf_view(&r->plain_url));
	settle_failed(at, at->s->failed);
	if (at->s->failed->n > WAITING_MAX) {
		at->s->failed->mark[0].duration_us = 0;
		track_pop(at->s->failed);
	}
	at->s->waits |= at->s->failed->n > 0;
}

void
supply_withdraw(const struct at *at, const struct request *r)
{
	struct rendition *v = rendition_get(at->s, r->playlist);

	if (v == NULL || track_withdraw(v->track, r->ready_us) ||
	    v->track->base_us < v->track->duration_us)
		return;
	v->track->base_us -= v->track->duration_us;
	viewer_loses(at->s, v->track->duration_us);
}

int64_t
supply_target_us(const struct parse *p, const struct rendition *v)
{
	const struct watch *w = v->track->placed ?
	    watch_at(&p->watches, v->track->hint.watch) : NULL;

	if (p->target_us > 0)
		return p->target_us;
	return w != NULL ? w->target_us : 0;
}
