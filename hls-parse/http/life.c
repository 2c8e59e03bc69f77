/*
 * FFmpeg's HLS demuxer holds per playlist one segment that it reads and at
 * most one that it has requested ahead on a second connection. So it is done
 * with the older one when a third is wanted, when a new request is written
 * on its connection, or when the playlist is loaded again (which it does
 * between segments only). That the body was whole then shows in the next
 * answer on the connection, or in the byte count at its close.
 */
#include "ealloc.h"
#include "event/flow.h"
#include "fetch.h"
#include "life.h"
#include "reload.h"
#include "session/rendition.h"
#include "session/request.h"
#include "viewer/startup.h"
#include "viewer/supply.h"

void
life_assume(const struct at *at)
{
	struct http *h = &at->s->http;
	struct request *r = request_unanswered(h);

	if (r == NULL || h->headers || r->reason != NULL)
		return;
	h->failure = (struct failure){ 0 };
	h->last_failed = 0;
	r->assumed = 1;
	r->head_us = at->t;
	r->media_mark = request_demuxer(h, r).count;
	if (r->type == T_PLAYLIST)
		reload_answered(at, r);
}

void
life_ended(struct request *r, int64_t t, enum basis basis)
{
	r->end_us = t;
	r->basis = r->waited ? BASIS_UPPER : basis;
}

void
life_count_cost(struct http *h, const struct request *r)
{
	size_t i;
	int again = 0;

	if (h->started || h->ncost == COSTS_MAX ||
	    r->head_us < r->open_us ||
	    r->head_us - r->open_us > DURATION_MAX_US)
		return;
	h->cost = egrow(h->cost, h->ncost, &h->cost_size, sizeof(*h->cost));
	for (i = 0; i < h->ncost; i++)
		again |= h->cost[i].type == r->type &&
		    h->cost[i].playlist == r->playlist;
	h->cost[h->ncost++] = (struct cost){ r->type, r->playlist, again,
		r->open_us, r->head_us };
}

void
life_count(const struct at *at, struct request *r)
{
	if (r->due)
		startup_segment(at, r);
	r->due = false;
}

static void
done(const struct at *at, struct request *r)
{
	life_count(at, r);
	if (!r->told)
		fetch_done(at, r);
	r->told = 1;
	if (r->passed || !request_is_media(r))
		request_forget(&at->s->http, r);
}

void
life_fail(const struct at *at, struct request *r)
{
	if (!request_answered(r) || r->status >= 400)
		at->s->http.last_failed = 1;
	at->s->http.failure = (struct failure){ .reason = fetch_reason(r),
		.status = r->status };
	fetch_fail(at, r);
	if (r->counted)
		supply_withdraw(at, r);
	if (r->type == T_SEGMENT)
		supply_failed(at, r);
	request_forget(&at->s->http, r);
}

/* Older ones of its playlist that nothing speaks against. */
static void
prove_older(const struct at *at, const struct request *r)
{
	struct walk w = { 0 };
	struct request *q;

	while ((q = request_each(&at->s->http, &w)) != NULL && q != r)
		if (q->passed && !q->suspect && !q->held &&
		    q->playlist == r->playlist && request_is_media(q))
			done(at, q);
}

/*
 * Whether its media has come. That of one fetched ahead may have come before
 * the log showed that it was its turn.
 */
static bool
has_been_media(const struct http *h, const struct request *r)
{
	return request_has_media(h, r) || (r->overlap && r->head_us != 0 &&
	    request_demuxer(h, r).count > 0);
}

/*
 * When a segment had come: by its last line. With several renditions that may
 * be long after it was there; see session/demuxer.h.
 */
static void
find_end(const struct http *h, struct request *r)
{
	struct demuxer m = request_demuxer(h, r);

	if (r->end_us == 0) {
		r->end_us = m.us;
		r->basis = r->overlap ? BASIS_UPPER : BASIS_MEDIA;
	}
	r->ready_us = r->end_us;
	if (m.rest_us != 0)
		r->ready_us = m.rest_us > r->head_us ? m.rest_us : r->head_us;
	else
		r->loose |= r->basis == BASIS_UPPER && r->ahead &&
		    !r->swapped;
}

/*
 * Whether the next answer on its connection, or the close of that, will tell
 * if r was whole: when it is stopped, FFmpeg turns to the next one as if it
 * was, or loads the playlist that it could not while it waited for r.
 */
static bool
is_soon_proven(struct http *h, const struct request *r)
{
	const struct conn *c = conn_get(h, r->conn);

	return h->headers && !r->timely && !r->ahead && !r->closes &&
	    c != NULL && !c->partial && !c->unknown;
}

/* FFmpeg has read r to its end: this happens once. */
static void
read_out(const struct at *at, struct request *r)
{
	struct http *h = &at->s->http;
	struct request *next;
	bool media = has_been_media(h, r);

	if (r->type == T_SEGMENT && media) {
		find_end(h, r);
		rendition_read(at->s, r);
	} else {
		r->ready_us = r->end_us;
	}
	r->passed = true;
	next = request_reading(h, r->playlist);
	if (next != NULL)
		next->media_mark = request_demuxer(h, next).count;
	if (r->type != T_SEGMENT)
		return;
	demuxer_next(&h->demuxers, r->playlist);
	r->empty = h->headers && !media;
	r->due = r->missing == 0;
	if (r->proven || !is_soon_proven(h, r))
		life_count(at, r);
}

/*
 * Whether it is not told yet that a body came short: when it is stopped, FFmpeg
 * turns to the next one as if it was whole.
 */
static bool
is_perhaps_torn(const struct http *h, const struct request *r)
{
	return h->headers && r->type == T_SEGMENT &&
	    request_unanswered(h) != NULL;
}

void
life_pass(const struct at *at, struct request *r)
{
	if (!r->passed) {
		read_out(at, r);
		prove_older(at, r);
	}
	if (r->missing > 0 || r->reason != NULL) {
		r->held = is_perhaps_torn(&at->s->http, r);
		if (!r->held)
			life_fail(at, r);
	} else if (r->proven || r->told || !at->s->http.headers) {
		done(at, r);
	}
}

void
life_heard(const struct at *at)
{
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(&at->s->http, &w)) != NULL)
		if (r->held)
			life_fail(at, r);
}

void
life_go_on(const struct at *at, bool stopped)
{
	struct at closed = *at;
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(&at->s->http, &w)) != NULL) {
		if (r->closed_us == 0 || r->input != at->s->http.input)
			continue;
		life_ended(r, r->closed_us, stopped ? BASIS_UPPER :
		    BASIS_CLOSE);
		r->loose |= stopped;
		if (!stopped)
			closed.t = r->closed_us;
		r->closed_us = 0;
		life_pass(&closed, r);
	}
}

void
life_pass_playlists(const struct at *at)
{
	const struct http *h = &at->s->http;
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(h, &w)) != NULL) {
		if (request_is_media(r) || !request_answered(r) ||
		    r->input != h->input)
			continue;
		r->passed = 1;
		if (r->missing > 0 || r->reason != NULL)
			life_fail(at, r);
		else if (r->proven || !h->headers || r->conn == 0 || r->n == 1)
			done(at, r);
	}
}

void
life_pass_on(const struct at *at, uint64_t context)
{
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(&at->s->http, &w)) != NULL)
		if (r->conn == context && request_is_media(r) && !r->passed &&
		    request_answered(r))
			life_pass(at, r);
}

void
life_prove(const struct at *at, const struct request *r)
{
	struct walk w = { 0 };
	struct request *q;

	while ((q = request_each(&at->s->http, &w)) != NULL) {
		if (q == r || q->conn != r->conn || !request_answered(q))
			continue;
		q->passed = 1;
		if (q->reason != NULL || q->missing > 0)
			life_fail(at, q);
		else
			done(at, q);
	}
}

void
life_lead_nowhere(const struct at *at)
{
	struct http *h = &at->s->http;
	size_t i;

	for (i = h->nreq; i > 0; i--) {
		struct request *r = h->req[i - 1];

		if (r->told || r->head_us == 0 || !request_leads_on(r))
			continue;
		r->redirects++;
		r->reason = "redirects";
		r->length = -1;
		life_fail(at, r);
		h->last_failed = true;
		return;
	}
}

int
life_is_void(const struct request *r)
{
	return !request_answered(r) && r->reused && (r->reason == NULL ||
	    (strcmp(r->reason, "timeout") != 0 &&
	    strcmp(r->reason, "noresponse") != 0));
}

void
life_unheard(const struct at *at)
{
	struct http *h = &at->s->http;
	struct request *r;

	life_lead_nowhere(at);
	r = request_unanswered(h);
	if (r == NULL)
		return;
	life_heard(at);
	h->last_failed = 1;
	if (!life_is_void(r)) {
		life_fail(at, r);
		return;
	}
	fetch_void(at, r);
	request_forget(h, r);
}

void
life_give_up(const struct at *at)
{
	const struct http *h = &at->s->http;
	const struct request *r = request_unanswered(h);

	/* Without headers a kept-alive connection was dead if FFmpeg asks
	 * for the same on a new one. */
	if (r != NULL && !h->headers && r->reason == NULL &&
	    !(h->retry && r->reused && h->new_conn))
		life_assume(at);
	else
		life_unheard(at);
}

void
life_ran_out(const struct at *at)
{
	const struct request *r;

	life_lead_nowhere(at);
	r = request_unanswered(&at->s->http);
	if (r != NULL && r->redirects >= REDIRECTS_MAX)
		life_unheard(at);
}

void
life_parsed(const struct at *at)
{
	struct http *h = &at->s->http;
	size_t i;

	life_assume(at);
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];

		if (r->type != T_PLAYLIST || r->told || r->end_us != 0 ||
		    r->head_us == 0 || r->input != h->input)
			continue;
		r->end_us = at->t;
		r->basis = BASIS_PARSED;
	}
	life_pass_playlists(at);
}
