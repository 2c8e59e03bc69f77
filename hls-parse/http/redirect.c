/*
 * Without headers in the log a redirect shows as a request that nothing was
 * opened for.
 */
#include "redirect.h"
#include "session/rendition.h"

/* Whether it is the same once more, of an input that is no HLS: it seeks. */
static bool
is_same(const struct http *h, struct slice path)
{
	struct slice last = sbuf_view(&h->url);

	return h->unasked && slice_ends(slice_until(last, '?'),
	    slice_until(path, '?'));
}

int
redirect_goes_on(const struct at *at, uint64_t context, struct slice path)
{
	struct http *h = &at->s->http;
	struct request *r = request_on(h, context);

	/* Nothing was opened for it. A context's address may be used again. */
	if (r == NULL || r->told || h->open_us != 0)
		return 0;
	if (h->headers ? !request_leads_on(r) :
	    r != request_unanswered(h) || is_same(h, path))
		return 0;
	if (r->type == T_PLAYLIST)
		rendition_redirected(at->s, h->url_hash);
	r->redirects++;
	r->status = 0;
	r->sent_us = at->t;
	r->first_us = r->head_us = 0;
	r->length = r->age_s = -1;
	r->cache = (struct cache){ CACHE_NONE, CACHE_UNKNOWN };
	r->reused = !h->new_conn;
	if (h->new_conn)
		conn_open(h, context);
	r->conn = context;
	h->new_conn = 0;
	return 1;
}
