/*
 * A segment that FFmpeg read the beginning of, and then did not take for its
 * name.
 */
#include "http.h"
#include "life.h"

/* Not to be mended by another try: how much came of it tells nothing. */
static void
refuse(const struct at *at, struct request *r)
{
	r->reason = "extension";
	r->length = -1;
	life_fail(at, r);
}

bool
http_refused(const struct at *at, struct slice url)
{
	struct http *h = &at->s->http;
	struct flow *flow = &at->p->flow;
	size_t i;

	url = session_redact(at, url);
	flow->escaped.n = 0;
	escape(&flow->escaped, url);
	for (i = 0; i < h->nreq; i++) {
		struct request *r = h->req[i];

		if (r->told || !request_is_media(r) || !request_answered(r) ||
		    !slice_eq(sbuf_view(&r->url), sbuf_view(&flow->escaped)))
			continue;
		refuse(at, r);
		return true;
	}
	return false;
}
