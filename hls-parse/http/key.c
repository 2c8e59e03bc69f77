/*
 * What came in place of a key, known by its length. Of a body that the server
 * encoded that says nothing.
 */
#include "event/flow.h"
#include "key.h"

#define KEY_BYTES 16

static bool
is_none(const struct request *r)
{
	return r->type == T_KEY && !r->no_key && !r->encoded &&
	    r->length >= 0 && r->length != KEY_BYTES;
}

static void
tell(const struct at *at, struct request *r)
{
	struct sbuf *b = session_event(at, "key_fail");

	r->no_key = at->s->http.no_key = true;
	put_str(b, "reason", r->length == 0 ? "empty" :
	    r->length < KEY_BYTES ? "short" : "invalid");
	put_int(b, "bytes", r->length);
	sbuf_str(b, " url=");
	sbuf_slice(b, sbuf_view(&r->url));
	record_end(b);
}

void
key_came(const struct at *at, struct request *r)
{
	if (is_none(r))
		tell(at, r);
}

bool
key_unread(const struct at *at)
{
	struct http *h = &at->s->http;
	size_t i;

	if (h->no_key)
		return true;
	for (i = h->nreq; i > 0 && h->failure.reason == NULL; i--) {
		struct request *r = h->req[i - 1];

		if (!r->told && request_answered(r) && is_none(r)) {
			tell(at, r);
			return true;
		}
	}
	return false;
}
