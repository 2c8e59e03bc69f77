/*
 * The end of the process, which ends all that it had open.
 */
#include "answer.h"
#include "connect.h"
#include "fetch.h"
#include "http.h"
#include "implied.h"
#include "life.h"
#include "session/inputs.h"
#include "viewer/startup.h"

static bool
is_whole(const struct request *r, bool clean)
{
	return request_answered(r) && r->missing == 0 && !r->reason &&
	    (r->proven || (!r->suspect && (r->passed || clean)));
}

/*
 * What the end of the process makes of a request. A body is whole when its
 * connection has vouched for it, when FFmpeg went on to something else behind
 * it, or when FFmpeg ended well, having read everything. It failed where the
 * log says so; one that the end cut off is neither.
 */
static void
end_request(const struct at *at, struct request *r, bool ours, bool clean)
{
	bool answered = request_answered(r);
	bool unknown = !answered && !at->s->http.headers && r->reason == NULL;

	if (r->told)
		return;
	if (is_whole(r, clean))
		fetch_done(at, r);
	else if (ours || unknown ||
	    (answered && r->reason == NULL && !r->passed))
		fetch_abort(at, r);
	else if (life_is_void(r))
		fetch_void(at, r);
	else
		fetch_fail(at, r);
	r->told = 1;
}

/* A clean end has read every segment to its end. */
static void
pass_segments(const struct at *at)
{
	struct walk w = { 0 };
	struct request *r;

	while ((r = request_each(&at->s->http, &w)) != NULL)
		if (!r->passed && r->type == T_SEGMENT && r->head_us != 0 &&
		    r->missing == 0)
			life_pass(at, r);
}

void
http_exit(const struct at *at, bool ours, bool clean)
{
	struct http *h = &at->s->http;
	size_t i;
	int k;

	for (k = 0; k == 0 || k < h->ninputs; k++) {
		inputs_turn(h, k);
		connect_give_up(at);
		answer_settle(at);
		if (!implied_is_first(at->s))
			http_imply(at);
		if (!ours)
			life_lead_nowhere(at);
		if (clean && !implied_is_first(at->s))
			life_assume(at);
		life_go_on(at, ours);
	}
	for (i = 0; i < h->nreq; i++)
		if (is_whole(h->req[i], clean))
			life_count(at, h->req[i]);
	if (clean)
		pass_segments(at);
	else
		startup_leave(at);
	for (i = 0; i < h->nreq; i++)
		end_request(at, h->req[i], ours, clean);
	h->nreq = 0;
}
